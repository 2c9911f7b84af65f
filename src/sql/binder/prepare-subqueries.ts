/** Binds the subqueries of expressions before the expressions themselves: reading tables takes time, and an expression is bound in one go. */
import type { Expression } from '../ast/expression.ts'
import type { Query } from '../ast/query.ts'
import type { OuterQuery } from './bind-state.ts'
import { childExpressions } from './expression-children.ts'
import type { ExpressionContext } from './expression-context.ts'

/** `context` is the place in which the expressions will be bound: subqueries see its columns. */
export async function prepareSubqueries(expressions: readonly (Expression | undefined)[], context: ExpressionContext): Promise<void> {
  const queries: Query[] = []
  for (const expression of expressions) if (expression) collectQueries(expression, queries)
  for (const query of queries) await prepareQuery(query, context)
}

/** Found before anything is awaited: a chain of 50,000 conditions would else be 50,000 turns. */
function collectQueries(expression: Expression, into: Query[]): void {
  const query = queryOf(expression)
  if (query) into.push(query)
  for (const child of childExpressions(expression)) collectQueries(child, into)
}

function queryOf(expression: Expression): Query | undefined {
  switch (expression.kind) {
    case 'subquery':
    case 'exists':
    case 'in-query':
      return expression.query
    case 'quantified':
      return 'query' in expression.right ? expression.right.query : undefined
    default:
      return undefined
  }
}

async function prepareQuery(query: Query, context: ExpressionContext): Promise<void> {
  const { state } = context
  const outer: OuterQuery = { context, used: new Map() }
  const plan = await state.bindQuery(query, { ...state, outer })
  state.boundQueries.set(query, { plan, used: [...outer.used.values()] })
}
