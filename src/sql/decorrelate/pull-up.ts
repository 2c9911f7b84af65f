/**
 * Takes the conditions over outer columns out of a plan, so that they become conditions of a join and the plan stands alone. Undefined where
 * outer columns stand elsewhere than in the filters above.
 */
import { canFail } from '../../expr/can-fail.ts'
import { columnsOf } from '../../expr/columns-of.ts'
import { conjunction } from '../../expr/conjunction.ts'
import type { Expr } from '../../expr/expr.ts'
import { splitConjunction } from '../../expr/split-conjunction.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import type { NodeOf } from '../../logical/node-of.ts'
import { filterNode } from '../../logical/nodes/filter-node.ts'
import { joinNode } from '../../logical/nodes/join-node.ts'
import { outputColumns } from '../../logical/output-columns.ts'
import { withInputs } from '../../logical/with-inputs.ts'
import { exprRefersTo, refersTo } from './outer-columns.ts'

export interface PulledUp {
  readonly plan: LogicalPlan
  readonly predicates: readonly Expr[]
}

/** What the join asks of the plan: its rows, whether a row is there that fits, or whether there is any. */
export type Wanted = 'rows' | 'match' | 'existence'

type Outer = { has(id: number): boolean }

export function pullUp(plan: LogicalPlan, outer: Outer, wanted: Wanted): PulledUp | undefined {
  if (!refersTo(plan, outer)) return { plan, predicates: [] }
  switch (plan.kind) {
    case 'filter':
      return pullFilter(plan, outer, wanted)
    case 'projection':
      return pullProjection(plan, outer, wanted)
    case 'join':
      return pullJoin(plan, outer)
    case 'sort':
      return wanted === 'rows' || plan.fetch !== undefined ? undefined : pullUp(plan.input, outer, wanted)
    case 'distinct':
      return wanted === 'rows' || plan.on ? undefined : pullUp(plan.input, outer, wanted)
    case 'limit':
      return wanted === 'existence' && plan.skip === 0 && plan.fetch !== 0 ? pullUp(plan.input, outer, wanted) : undefined
    default:
      return undefined
  }
}

/** What can fail and stands behind a condition that is pulled up goes with it: it must not see rows that this one removes. */
function pullFilter(plan: NodeOf<'filter'>, outer: Outer, wanted: Wanted): PulledUp | undefined {
  // The filter reads the input's columns, and a limit below it is not one of the rows that pass.
  const inner = pullUp(plan.input, outer, wanted === 'existence' ? 'match' : wanted)
  if (!inner) return undefined
  const predicates: Expr[] = [...inner.predicates]
  const kept: Expr[] = []
  for (const conjunct of splitConjunction(plan.predicate)) {
    if (exprRefersTo(conjunct, outer) || (predicates.length > 0 && canFail(conjunct))) predicates.push(conjunct)
    else kept.push(conjunct)
  }
  return { plan: kept.length === 0 ? inner.plan : filterNode(conjunction(kept), inner.plan), predicates }
}

/** The columns that the conditions read pass through. */
function pullProjection(plan: NodeOf<'projection'>, outer: Outer, wanted: Wanted): PulledUp | undefined {
  const inner = pullUp(plan.input, outer, wanted)
  if (!inner) return undefined
  const kept = plan.exprs.map((_, i) => i).filter(i => !exprRefersTo(plan.exprs[i]!, outer)) // i is a place in exprs
  if (kept.length < plan.exprs.length && wanted !== 'existence') return undefined
  const needed = new Set(inner.predicates.flatMap(predicate => columnsOf(predicate)))
  const passing = outputColumns(inner.plan).filter(column => needed.has(column.id) && !plan.ids.includes(column.id))
  const fields = passing.map(column => ({ name: column.name, type: column.type, nullable: true }))
  return {
    predicates: inner.predicates,
    plan: {
      ...plan,
      input: inner.plan,
      exprs: [...kept.map(i => plan.exprs[i]!), ...passing],
      schema: { ...plan.schema, fields: [...kept.map(i => plan.schema.fields[i]!), ...fields] },
      ids: [...kept.map(i => plan.ids[i]!), ...passing.map(column => column.id)],
    },
  }
}

function pullJoin(plan: NodeOf<'join'>, outer: Outer): PulledUp | undefined {
  if (plan.on.some(pair => exprRefersTo(pair.left, outer) || exprRefersTo(pair.right, outer))) return undefined
  const left = pullUp(plan.left, outer, 'rows')
  if (!left) return undefined
  if (plan.joinType === 'inner') {
    const right = pullUp(plan.right, outer, 'rows')
    if (!right) return undefined
    const residual = plan.residual ? splitConjunction(plan.residual) : []
    const kept = residual.filter(conjunct => !exprRefersTo(conjunct, outer))
    const pulled = residual.filter(conjunct => exprRefersTo(conjunct, outer))
    const joined = joinNode({
      joinType: 'inner',
      on: plan.on,
      residual: kept.length === 0 ? undefined : conjunction(kept),
      left: left.plan,
      right: right.plan,
    })
    return { plan: joined, predicates: [...left.predicates, ...right.predicates, ...pulled] }
  }
  // Left rows come out one by one, so what removes them may do so afterwards.
  const leftFirst = plan.joinType === 'left' || plan.joinType === 'semi' || plan.joinType === 'anti'
  if (!leftFirst || refersTo(plan.right, outer) || (plan.residual && exprRefersTo(plan.residual, outer))) return undefined
  return { plan: withInputs(plan, [left.plan, plan.right]), predicates: left.predicates }
}
