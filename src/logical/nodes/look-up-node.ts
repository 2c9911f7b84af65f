/** Adds the values of calls that need a file. */
import type { Field } from '../../columnar/data-type.ts'
import type { Expr } from '../../expr/expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { ColumnIds } from '../column-ids.ts'
import type { LogicalPlan } from '../logical-plan.ts'
import type { NodeOf } from '../node-of.ts'

export function lookUpNode(calls: readonly Expr[], input: LogicalPlan, ids: ColumnIds): NodeOf<'look-up'> {
  const own = calls.map((call, i): Field => ({ name: `look_up_${i + 1}`, type: typeOf(call), nullable: true }))
  return {
    kind: 'look-up',
    calls,
    input,
    schema: { ...input.schema, fields: [...input.schema.fields, ...own] },
    ids: [...input.ids, ...own.map(() => ids.next())],
  }
}
