/** The lengths of a table's contigs, as far as its header tells them, as a plan of contig, start, end. */
import { QueryError } from '../../common/errors.ts'
import type { Expr } from '../../expr/expr.ts'
import { type CoordinateSystem, shownStart } from '../../genomics/coordinate-system.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { valuesNode } from '../../logical/nodes/values-node.ts'
import { readTableMetadata } from '../table-metadata.ts'
import { intervalColumnsOf } from './interval-columns-of.ts'
import type { RangeContext } from './range-function.ts'
import type { Side } from './two-inputs.ts'

/** Undefined: the header names no contig with a length. */
export function contigLengths(plan: LogicalPlan, system: CoordinateSystem, context: RangeContext): Side | undefined {
  const rows = lengthsOf(plan).map(({ name, length }): readonly Expr[] => [
    { kind: 'literal', type: { kind: 'utf8' }, value: name },
    position(shownStart(0, system)),
    position(length),
  ])
  if (rows.length === 0) return undefined
  const fields = [
    { name: 'chrom', type: { kind: 'utf8' }, nullable: false },
    { name: 'start', type: { kind: 'int64' }, nullable: false },
    { name: 'end', type: { kind: 'int64' }, nullable: false },
  ] as const
  const view = valuesNode({ fields, rows }, context.ids)
  return { plan: view, columns: intervalColumnsOf(view, {}, 'the contig lengths') }
}

function position(value: number): Expr {
  return { kind: 'literal', type: { kind: 'int64' }, value: String(value) }
}

function lengthsOf(plan: LogicalPlan): readonly { readonly name: string; readonly length: number }[] {
  const { header } = readTableMetadata(plan.schema)
  // Headers of alignments call them reference sequences.
  const contigs = header.contigs ?? header.reference_sequences
  if (!Array.isArray(contigs)) return []
  return contigs.flatMap(contig => {
    const { id, name = id, length } = contig as { readonly id?: unknown; readonly name?: unknown; readonly length?: unknown } // a header's contig, or something else: both are looked at
    return typeof name === 'string' && Number.isSafeInteger(Number(length)) && length !== null && length !== undefined
      ? [{ name, length: Number(length) }]
      : []
  })
}

export function missingLengths(operation: string): QueryError {
  return new QueryError(
    'PLAN',
    `${operation} needs the lengths of the contigs, and the table's header does not tell them. Give a table of contig, start, end: view => 'genome.bed'.`,
  )
}
