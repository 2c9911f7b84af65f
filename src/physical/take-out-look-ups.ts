/**
 * Takes calls that need a file out of expressions, into nodes of their own below.
 *
 *     Projection: a.start, fasta_seq('ref.fa', a.chrom, a.start, a.end)     Projection: a.start, look_up_1
 *     --Scan: a                                                        =>   --LookUp: fasta_seq('ref.fa', a.chrom, a.start, a.end)
 *                                                                           ----Scan: a
 */
import { childrenOf } from '../expr/children-of.ts'
import type { Expr } from '../expr/expr.ts'
import { mapChildren } from '../expr/map-expr.ts'
import { sameExpr } from '../expr/same-expr.ts'
import type { ColumnIds } from '../logical/column-ids.ts'
import { freeColumnIds } from '../logical/free-column-ids.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import { mapPlan } from '../logical/map-plan.ts'
import { lookUpNode } from '../logical/nodes/look-up-node.ts'
import { outputColumns } from '../logical/output-columns.ts'
import { mapPlanExprs, planExprs } from '../logical/plan-exprs.ts'
import { planInputs } from '../logical/plan-inputs.ts'
import { withInputs } from '../logical/with-inputs.ts'

const LOOK_UPS: ReadonlySet<string> = new Set(['fasta_seq'])

export function takeOutLookUps(plan: LogicalPlan): LogicalPlan {
  let ids: ColumnIds | undefined
  return mapPlan(plan, node => {
    const [input, ...others] = planInputs(node)
    const calls = node.kind === 'look-up' || input === undefined || others.length > 0 ? [] : outermostCalls(planExprs(node))
    if (input === undefined || calls.length === 0) return node
    ids ??= freeColumnIds(plan)
    return above(node, lookUpNode(calls, input, ids), calls)
  })
}

function above(node: LogicalPlan, lookUp: LogicalPlan & { readonly kind: 'look-up' }, calls: readonly Expr[]): LogicalPlan {
  // The values stand behind the columns of the input.
  const found = outputColumns(lookUp).slice(-calls.length)
  const replaced = mapPlanExprs(node, expr => replaceCalls(expr, call => found[calls.findIndex(known => sameExpr(known, call))]))
  const planned = withInputs(replaced, [lookUp])
  if (planned.ids.length === node.ids.length) return planned
  // What passes its input on would pass the values on too.
  return { kind: 'projection', exprs: outputColumns(node), input: planned, schema: node.schema, ids: node.ids }
}

function outermostCalls(exprs: readonly Expr[]): readonly Expr[] {
  const calls: Expr[] = []
  const collect = (expr: Expr): void => {
    if (!isLookUp(expr)) for (const child of childrenOf(expr)) collect(child)
    else if (!calls.some(known => sameExpr(known, expr))) calls.push(expr)
  }
  for (const expr of exprs) collect(expr)
  return calls
}

function replaceCalls(expr: Expr, columnFor: (call: Expr) => Expr | undefined): Expr {
  return (isLookUp(expr) ? columnFor(expr) : undefined) ?? mapChildren(expr, child => replaceCalls(child, columnFor))
}

function isLookUp(expr: Expr): boolean {
  return expr.kind === 'call' && LOOK_UPS.has(expr.name)
}
