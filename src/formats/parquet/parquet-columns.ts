/** The columns of a Parquet file. */
import type { SchemaTree } from 'hyparquet'
import type { Field } from '../../columnar/data-type.ts'
import { parquetLeaf } from './parquet-leaf.ts'
import type { ParquetNode } from './parquet-node.ts'

export interface ParquetColumn {
  readonly field: Field
  readonly node: ParquetNode
}

/** Columns without a counterpart here (maps, lists within lists of old writers) are left out and told. */
export function parquetColumns(root: SchemaTree, warn: (message: string) => void): readonly ParquetColumn[] {
  return root.children.flatMap(tree => {
    const { name } = tree.element
    const node = nodeOf(tree)
    if (node !== undefined) return [{ field: fieldOf(tree, node), node }]
    warn(
      `column "${name}" has a type that has no counterpart here (${tree.element.converted_type ?? tree.element.type ?? 'group'}); it is left out.`,
    )
    return []
  })
}

function fieldOf({ element }: SchemaTree, node: ParquetNode): Field {
  return { name: element.name, type: node.type, nullable: element.repetition_type === 'OPTIONAL' }
}

function nodeOf(tree: SchemaTree): ParquetNode | undefined {
  if (tree.element.repetition_type !== 'REPEATED') return single(tree)
  // A field that repeats by itself is a list without NULL.
  return tree.children.length === 0 ? listOf(single(tree)) : undefined
}

function single(tree: SchemaTree): ParquetNode | undefined {
  const { element, children } = tree
  if (children.length === 0) {
    const leaf = parquetLeaf(element)
    return leaf && { kind: 'leaf', ...leaf }
  }
  const [repeated] = children
  if (element.converted_type === 'LIST' || element.logical_type?.type === 'LIST') {
    if (children.length > 1 || repeated?.element.repetition_type !== 'REPEATED' || repeated.children.length > 1) return undefined
    const [item] = repeated.children
    return listOf(item === undefined ? single(repeated) : nodeOf(item))
  }
  if (['MAP', 'MAP_KEY_VALUE'].includes(element.converted_type ?? '') || ['MAP', 'VARIANT'].includes(element.logical_type?.type ?? ''))
    return undefined
  return structOf(children)
}

function listOf(item: ParquetNode | undefined): ParquetNode | undefined {
  return item && { kind: 'list', type: { kind: 'list', item: item.type }, item }
}

function structOf(trees: readonly SchemaTree[]): ParquetNode | undefined {
  const children = new Map<string, ParquetNode>()
  const fields: Field[] = []
  for (const tree of trees) {
    const node = nodeOf(tree)
    if (node === undefined) return undefined
    children.set(tree.element.name, node)
    fields.push(fieldOf(tree, node))
  }
  return { kind: 'struct', type: { kind: 'struct', fields }, children }
}
