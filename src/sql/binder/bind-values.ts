/** VALUES (…), (…): columns column1, column2 …, each of the type that all its values fit. */

import type { Field } from '../../columnar/data-type.ts'
import { unifiedType } from '../../expr/case-of.ts'
import { castTo } from '../../expr/cast-to.ts'
import type { Expr } from '../../expr/expr.ts'
import { isNullable } from '../../logical/is-nullable.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { valuesNode } from '../../logical/nodes/values-node.ts'
import type { Expression } from '../ast/expression.ts'
import { bindExpression } from './bind-expression.ts'
import type { BindState } from './bind-state.ts'
import { constantContext } from './expression-context.ts'

export function bindValues(written: readonly (readonly Expression[])[], state: BindState): LogicalPlan {
  const context = constantContext(state, 'VALUES')
  const width = written[0]?.length ?? 0
  const rows = written.map(row => row.map(value => bindExpression(value, context)))
  const types = Array.from({ length: width }, (_, i) => {
    // Every row has `width` values: the parser checked it.
    const column = rows.map(row => row[i]!)
    return unifiedType(column, written[0]?.[i]?.span.start)
  })
  const cast = rows.map((row, r) => row.map((value, i) => castTo(value, types[i]!, written[r]?.[i]?.span.start)))
  const fields = types.map((type, i): Field => ({ name: `column${i + 1}`, type, nullable: cast.some(row => nullableValue(row[i]!)) }))
  return valuesNode({ fields, rows: cast }, state.ids)
}

function nullableValue(value: Expr): boolean {
  return isNullable(value, () => undefined)
}
