/** One row a group: the group keys, then the aggregates. A key that is a column keeps its id. */
import type { Field } from '../../columnar/data-type.ts'
import type { Expr } from '../../expr/expr.ts'
import { formatExpr } from '../../expr/format-expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { ColumnIds } from '../column-ids.ts'
import { fieldOfColumn } from '../field-of-column.ts'
import { isNullable } from '../is-nullable.ts'
import type { LogicalPlan } from '../logical-plan.ts'
import type { NodeOf } from '../node-of.ts'
import { sharedMetadata } from '../shared-metadata.ts'

export function aggregateNode(
  of: {
    readonly keys: readonly Expr[]
    /** Which keys form groups, where not all of them do at once: all keys stand in some set, and come out NULL for the others. */
    readonly groupingSets?: readonly (readonly Expr[])[] | undefined
    readonly aggregates: readonly Expr[]
  },
  input: LogicalPlan,
  ids: ColumnIds,
): NodeOf<'aggregate'> {
  const fieldOf = fieldOfColumn(input)
  const used = new Set<number>()
  const outputs = [...of.keys, ...of.aggregates]
  const outputIds = outputs.map(expr => {
    const id = expr.kind === 'column' && !used.has(expr.id) ? expr.id : ids.next()
    used.add(id)
    return id
  })
  const fields = outputs.map((expr): Field => {
    const field = expr.kind === 'column' ? fieldOf(expr.id) : undefined
    if (field && of.groupingSets) return { ...field, nullable: true }
    return field ?? { name: formatExpr(expr), type: typeOf(expr), nullable: isNullable(expr, fieldOf) }
  })
  return {
    kind: 'aggregate',
    groupingSets: of.groupingSets ?? [of.keys],
    aggregates: of.aggregates,
    input,
    schema: { ...sharedMetadata([input.schema]), fields },
    ids: outputIds,
  }
}
