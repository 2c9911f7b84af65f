/** What an aggregate gives for no rows: NULL for most, 0 for count. */
import { emptyColumn } from '../../columnar/empty-column.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import type { Expr } from '../../expr/expr.ts'
import { literalOf } from '../../expr/literal.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'

/** Undefined: NULL. */
export function emptyValue(aggregate: Expr, functions: FunctionRegistry): Expr | undefined {
  const fn = aggregate.kind === 'aggregate' ? functions.aggregate(aggregate.name) : undefined
  if (!fn || aggregate.kind !== 'aggregate') return undefined
  const types = aggregate.args.map(typeOf)
  const accumulator = fn.createAccumulator(types)
  accumulator.update(types.map(emptyColumn), new Uint32Array(0), 1)
  const value = scalarAt(accumulator.finish(), 0)
  return value === null ? undefined : literalOf(aggregate.type, value)
}

/** The value of an aggregate that a left join has found, or what it is of no rows. Aggregates that are not NULL of no rows never are. */
export function orEmptyValue(column: Expr, aggregate: Expr, functions: FunctionRegistry): Expr {
  const value = emptyValue(aggregate, functions)
  if (!value) return column
  return { kind: 'case', branches: [{ when: { kind: 'is-null', operand: column }, then: value }], otherwise: column }
}
