/** The columns of a projection, taken out of batches that have more. A path ('genotypes.GT') keeps those fields of the struct. */
import type { Batch } from '../columnar/batch.ts'
import type { Column } from '../columnar/column.ts'
import type { Field } from '../columnar/data-type.ts'
import type { Schema } from '../columnar/schema.ts'
import { QueryError } from '../common/errors.ts'

interface ProjectedColumn {
  readonly index: number
  readonly field: Field
  readonly members?: readonly number[] // of a struct, where not all are wanted
}

export function projectSchema(schema: Schema, projection: readonly string[]): Schema {
  const fields = projectedColumns(schema, projection).map(column => column.field)
  return schema.metadata ? { fields, metadata: schema.metadata } : { fields }
}

export function projectBatch(batch: Batch, schema: Schema, projection: readonly string[]): Batch {
  const columns = projectedColumns(batch.schema, projection).map(({ index, field, members }): Column => {
    const column = batch.columns[index]
    if (!column) throw new QueryError('INTERNAL', `A batch lacks column "${field.name}". This is a bug in locusql.`)
    if (!members) return column
    // A member that is asked for exists: projectedColumns looked it up.
    return { ...column, type: field.type, children: members.map(member => column.children?.[member] as Column) }
  })
  return { schema, numRows: batch.numRows, columns }
}

/** One a column, in the order in which the projection first names it. */
function projectedColumns(schema: Schema, projection: readonly string[]): readonly ProjectedColumn[] {
  const wanted = new Map<number, string[] | 'all'>()
  for (const path of projection) {
    const { index, member } = findPath(schema, path)
    const before = wanted.get(index)
    if (member === undefined || before === 'all') wanted.set(index, 'all')
    else wanted.set(index, [...(before ?? []), member])
  }
  return [...wanted].map(([index, members]) => {
    const field = schema.fields[index] as Field // findPath found it
    if (members === 'all' || field.type.kind !== 'struct') return { index, field }
    const { fields } = field.type
    const indexes = fields.flatMap((inner, at) => (members.includes(inner.name) ? [at] : []))
    const kept = fields.filter(inner => members.includes(inner.name))
    return { index, field: { ...field, type: { kind: 'struct', fields: kept } }, members: indexes }
  })
}

function findPath(schema: Schema, path: string): { readonly index: number; readonly member?: string } {
  const index = schema.fields.findIndex(field => field.name === path)
  if (index >= 0) return { index }
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
    const outer = schema.fields.findIndex(field => field.name === path.slice(0, dot))
    if (outer >= 0) return { index: outer, member: path.slice(dot + 1) }
  }
  throw new QueryError('INTERNAL', `The projection names "${path}", which the table does not have. This is a bug in locusql.`)
}
