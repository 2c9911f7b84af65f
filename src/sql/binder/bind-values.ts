/** VALUES (…), (…): columns column1, column2 …, each of the type that all its values fit. */

import type { Field } from '../../columnar/data-type.ts'
import { unifiedType } from '../../expr/case-of.ts'
import { castTo } from '../../expr/cast-to.ts'
import { childrenOf } from '../../expr/children-of.ts'
import type { Expr } from '../../expr/expr.ts'
import { isNullable } from '../../logical/is-nullable.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import { setOperationNode } from '../../logical/nodes/set-operation-node.ts'
import { valuesNode } from '../../logical/nodes/values-node.ts'
import type { Expression } from '../ast/expression.ts'
import { assignedValue, defaultOf } from './assigned-value.ts'
import { bindExpression } from './bind-expression.ts'
import type { BindState } from './bind-state.ts'
import { constantContext, type ExpressionContext } from './expression-context.ts'
import { joinSubqueries } from './join-subqueries.ts'
import { prepareSubqueries } from './prepare-subqueries.ts'

/** `targets`: the columns that INSERT writes, whose types the values take one by one, and whose DEFAULT they may ask for. */
export async function bindValues(
  written: readonly (readonly Expression[])[],
  state: BindState,
  targets?: readonly Field[],
): Promise<LogicalPlan> {
  const context = constantContext(state, 'VALUES')
  await prepareSubqueries(written.flat(), context)
  const width = written[0]?.length ?? 0
  if (targets) {
    const rows = written.map(row => row.map((value, i) => valueFor(value, targets[i]!, context))) // as many as columns: bind-insert.ts
    return rowsOf(rows, targets, state)
  }
  const rows = written.map(row => row.map(value => bindExpression(value, context)))
  const types = Array.from({ length: width }, (_, i) => {
    // Every row has `width` values: the parser checked it.
    const column = rows.map(row => row[i]!)
    return unifiedType(column, written[0]?.[i]?.span.start)
  })
  const cast = rows.map((row, r) => row.map((value, i) => castTo(value, types[i]!, written[r]?.[i]?.span.start)))
  return rowsOf(
    cast,
    types.map((type, i) => ({ name: `column${i + 1}`, type })),
    state,
  )
}

function valueFor(value: Expression, field: Field, context: ExpressionContext): Expr {
  if (value.kind === 'default') return defaultOf(field)
  return assignedValue(bindExpression(value, context), field, { gives: 'the query gives', span: value.span })
}

function rowsOf(cast: readonly (readonly Expr[])[], columns: readonly Pick<Field, 'name' | 'type'>[], state: BindState): LogicalPlan {
  // Every row has a value for every column.
  const fields = columns.map(({ name, type }, i): Field => ({ name, type, nullable: cast.some(row => nullableValue(row[i]!)) }))
  return cast.some(row => row.some(containsSubquery)) ? joinedRows(cast, fields, state) : valuesNode({ fields, rows: cast }, state.ids)
}

/** One projection a row, over the subqueries that it holds. */
function joinedRows(rows: readonly (readonly Expr[])[], fields: readonly Field[], state: BindState): LogicalPlan {
  const plans = rows.map(row => {
    const { plan, rewrite } = joinSubqueries(row, valuesNode({ fields: [], rows: [[]] }, state.ids), state)
    return projectionNode(
      row.map((value, i) => ({ expr: rewrite(value), name: fields[i]?.name ?? '' })),
      plan,
      state.ids,
    )
  })
  const [first, ...others] = plans
  if (!first) return valuesNode({ fields, rows: [] }, state.ids)
  return others.length === 0 ? first : setOperationNode({ operation: 'union', all: true }, [first, ...others], state.ids)
}

function containsSubquery(expr: Expr): boolean {
  return expr.kind === 'subquery' || childrenOf(expr).some(containsSubquery)
}

function nullableValue(value: Expr): boolean {
  return isNullable(value, () => undefined)
}
