/** WHERE. EXISTS and IN that every row must fulfil are semi and anti joins; other subqueries become columns to filter by. */
import { comparison } from '../../expr/comparison.ts'
import { conjunction } from '../../expr/conjunction.ts'
import type { Expr } from '../../expr/expr.ts'
import { fieldOfColumn } from '../../logical/field-of-column.ts'
import { isNullable } from '../../logical/is-nullable.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { filterNode } from '../../logical/nodes/filter-node.ts'
import type { Expression } from '../ast/expression.ts'
import type { Query } from '../ast/query.ts'
import { correlatedJoin } from '../decorrelate/correlated-join.ts'
import { bindCondition } from './bind-condition.ts'
import { bindExpression } from './bind-expression.ts'
import { onlyColumn } from './bind-subquery.ts'
import { checkCoordinates } from './coordinate-systems.ts'
import type { ExpressionContext } from './expression-context.ts'
import { joinSubqueries } from './join-subqueries.ts'
import { outerArguments } from './subquery-expr.ts'

/** The subqueries of `where` are prepared. */
export function bindWhere(where: Expression | undefined, input: LogicalPlan, context: ExpressionContext): LogicalPlan {
  if (!where) return input
  let plan = input
  let conjuncts: Expr[] = []
  const filter = () => {
    if (conjuncts.length > 0) plan = filterRows(conjunction(conjuncts), plan, context)
    conjuncts = []
  }
  for (const written of conjunctsOf(where)) {
    const test = membership(written)
    const joined = test && joinMembership(test, () => plan, { context, filter })
    if (joined) plan = joined
    else conjuncts.push(bindCondition(written, context, written === where ? 'WHERE' : 'AND'))
  }
  if (conjuncts.length > 0) checkCoordinates(conjunction(conjuncts), context.state, where.span)
  filter()
  return plan
}

function filterRows(predicate: Expr, input: LogicalPlan, { state }: ExpressionContext): LogicalPlan {
  const { plan, rewrite } = joinSubqueries([predicate], input, state)
  return filterNode(rewrite(predicate), plan)
}

function conjunctsOf(where: Expression): readonly Expression[] {
  return where.kind === 'logical' && where.op === 'and' ? where.operands.flatMap(conjunctsOf) : [where]
}

interface Membership {
  readonly query: Query
  /** Absent: EXISTS. */
  readonly operand?: Expression
  readonly wanted: 'there' | 'not-there'
  readonly written: Expression
}

function membership(written: Expression): Membership | undefined {
  if (written.kind === 'exists') return { query: written.query, wanted: 'there', written }
  if (written.kind === 'in-query') {
    return { query: written.query, operand: written.operand, wanted: written.negated ? 'not-there' : 'there', written }
  }
  if (written.kind !== 'unary' || written.op !== 'not') return undefined
  const inner = membership(written.operand)
  return inner && { ...inner, wanted: inner.wanted === 'there' ? 'not-there' : 'there', written }
}

/** Undefined where the rule of NULLs in NOT IN needs more than a join. */
function joinMembership(
  test: Membership,
  input: () => LogicalPlan,
  { context, filter }: { readonly context: ExpressionContext; readonly filter: () => void },
): LogicalPlan | undefined {
  const { state } = context
  const prepared = state.boundQueries.get(test.query)
  if (!prepared || test.operand?.kind === 'row') return undefined
  const operand = test.operand && bindExpression(test.operand, context)
  const value = operand && onlyColumn(prepared.plan, test.written.span)
  if (operand && value && test.wanted === 'not-there') {
    const nullable = isNullable(operand, fieldOfColumn(input())) || isNullable(value, fieldOfColumn(prepared.plan))
    if (nullable) return undefined
  }
  filter()
  const operandRows = operand ? joinSubqueries([operand], input(), state) : { plan: input(), rewrite: (expr: Expr) => expr }
  const condition = operand && value && comparison('=', { left: operandRows.rewrite(operand), right: value, at: test.written.span.start })
  const args = outerArguments(prepared.used, context)
  const outer = new Map(prepared.used.map((column, i) => [column.id, args[i] ?? column]))
  const joinType = test.wanted === 'there' ? 'semi' : 'anti'
  return correlatedJoin({ joinType, left: operandRows.plan, right: prepared.plan, outer, condition }, state)
}
