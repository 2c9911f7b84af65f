/** Joins a plan with a subquery that may refer to its columns: an ordinary join where possible, else a dependent join. */
import { conjunction } from '../../expr/conjunction.ts'
import type { Expr } from '../../expr/expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { dependentJoinNode } from '../../logical/nodes/dependent-join-node.ts'
import { joinNode } from '../../logical/nodes/join-node.ts'
import type { CorrelatedJoin, JoinContext } from './correlation.ts'
import { depend } from './depend.ts'
import { joinAggregate } from './join-aggregate.ts'
import { outerColumns } from './outer-columns.ts'
import type { OuterTable } from './outer-table.ts'
import { pullUp, type Wanted } from './pull-up.ts'
import { replaceOuter, replaceOuterInPlan } from './replace-outer.ts'

export function correlatedJoin(join: CorrelatedJoin, context: JoinContext): LogicalPlan {
  const { joinType, left, condition } = join
  const further = new Map([...join.outer].filter(([, value]) => value.kind === 'outer-column'))
  const right = further.size > 0 ? replaceOuterInPlan(join.right, further) : join.right
  const used = outerColumns(right)
  const values = new Map([...join.outer].filter(([id, value]) => used.has(id) && value.kind !== 'outer-column'))
  if (values.size === 0) return joinNode({ joinType, on: [], residual: condition, left, right })
  const aggregated = joinType === 'left' && !condition ? joinAggregate({ left, right, outer: values }, context) : undefined
  if (aggregated) return aggregated
  const pulled = pullUp(right, values, wantedOf(join))
  if (!pulled) return dependentJoin({ ...join, right, outer: values }, context)
  const predicates = [...pulled.predicates.map(predicate => replaceOuter(predicate, values)), ...(condition ? [condition] : [])]
  return joinNode({ joinType, on: [], residual: predicates.length > 0 ? conjunction(predicates) : undefined, left, right: pulled.plan })
}

function wantedOf({ joinType, condition }: CorrelatedJoin): Wanted {
  if (joinType === 'inner' || joinType === 'left') return 'rows'
  return condition ? 'match' : 'existence'
}

function dependentJoin({ joinType, left, right, outer, condition }: CorrelatedJoin, { ids, functions }: JoinContext): LogicalPlan {
  const columns = [...outer.values()]
  const over: OuterTable = {
    table: ids.next(),
    columns: [...outer].map(([id, value]) => ({ id, field: { name: nameOf(value), type: typeOf(value), nullable: true } })),
    outer: new Set(outer.keys()),
    ids,
    functions,
  }
  const { plan, keys } = depend(right, over)
  const on = keys.map((key, i) => ({ left: columns[i]!, right: key, nullsEqual: true as const })) // one key a column
  return dependentJoinNode({ joinType, table: over.table, columns, on, residual: condition, left, right: plan })
}

function nameOf(value: Expr): string {
  return value.kind === 'column' ? value.name : 'value'
}
