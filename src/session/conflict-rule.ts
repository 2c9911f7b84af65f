/** ON CONFLICT as a memory table applies it: DO UPDATE as a function over the rows that are there and those that were to come. */
import type { Schema } from '../columnar/schema.ts'
import { takeBatch } from '../columnar/take-batch.ts'
import { compileExpr } from '../expr/compile-expr.ts'
import { compilePredicate } from '../expr/compile-predicate.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import type { BoundConflict } from '../sql/bound-statement.ts'
import type { ConflictRule } from './insert-conflict.ts'

export function conflictRule(conflict: BoundConflict, schema: Schema, functions: FunctionRegistry): ConflictRule {
  if (conflict.action !== 'update') return { action: conflict.action, columns: conflict.columns }
  const place = new Map(conflict.ids.map((id, i) => [id, i]))
  const resolve = (column: { readonly id: number }) => place.get(column.id) ?? -1
  const values = conflict.values.map(value => compileExpr(value, resolve, functions))
  const where = conflict.where && compilePredicate(conflict.where, resolve, functions)
  return {
    action: 'update',
    columns: conflict.columns,
    merge(existing, excluded) {
      const { numRows } = existing
      const fields = [...schema.fields, ...schema.fields]
      const sides = { schema: { fields }, numRows, columns: [...existing.columns, ...excluded.columns] }
      const passing = where?.(sides) ?? 'all'
      const changing = passing === 'all' ? Uint32Array.from({ length: numRows }, (_, row) => row) : passing
      const changed = passing === 'all' ? sides : takeBatch(sides, passing)
      return { rows: { schema, numRows: changing.length, columns: values.map(evaluate => evaluate(changed)) }, changing }
    },
  }
}
