/** The condition of a join on pairs of rows: gathers only the columns that it reads. */
import type { Batch } from '../../columnar/batch.ts'
import type { Field } from '../../columnar/data-type.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { columnsOf } from '../../expr/columns-of.ts'
import { compilePredicate } from '../../expr/compile-predicate.ts'
import type { Expr } from '../../expr/expr.ts'
import { resolveById } from '../resolve-by-id.ts'
import type { Pairs } from './candidates.ts'
import type { JoinSpec } from './join-spec.ts'

export type PairPredicate = (left: Batch, right: Batch, pairs: Pairs) => Uint32Array | 'all'

export function compilePairPredicate(
  residual: Expr | undefined,
  spec: Pick<JoinSpec, 'leftIds' | 'rightIds' | 'functions'>,
): PairPredicate {
  if (!residual) return () => 'all'
  const needed = columnsOf(residual)
  const places = needed.map(id => ({ left: spec.leftIds.indexOf(id), right: spec.rightIds.indexOf(id) }))
  const select = compilePredicate(residual, resolveById(needed), spec.functions)
  return (left, right, pairs) => {
    const fields: Field[] = []
    const columns = places.map(place => {
      const [side, index, rows] = place.left >= 0 ? ([left, place.left, pairs.left] as const) : ([right, place.right, pairs.right] as const)
      // In range: ids stand beside the columns.
      fields.push(side.schema.fields[index]!)
      return takeColumn(side.columns[index]!, rows)
    })
    return select({ schema: { fields }, numRows: pairs.left.length, columns })
  }
}
