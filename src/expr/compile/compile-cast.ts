/** CAST and TRY_CAST; a value that cannot be converted is named in the error. */

import { sqlTypeName } from '../../columnar/sql-type-name.ts'
import { castColumn } from '../../kernels/cast-column.ts'
import { valueText } from '../../kernels/value-text.ts'
import { isText } from '../coercion.ts'
import type { Expr } from '../expr.ts'
import type { Compiler, Evaluate } from './compiler.ts'
import { evaluationError } from './evaluation-error.ts'

const LONGEST = 100

export function compileCast(expr: Expr & { readonly kind: 'cast' }, compiler: Compiler): Evaluate {
  const operand = compiler.compile(expr.operand)
  const { to } = expr
  if (expr.onError === 'null') return batch => castColumn(operand(batch), { to })
  return batch => {
    const column = operand(batch)
    const fail = (row: number) => {
      const text = valueText(column, row) ?? 'NULL'
      const short = text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`
      const value = isText(column.type) ? `'${short}'` : short
      throw evaluationError(expr, `Cannot convert ${value} to ${sqlTypeName(to)}`, '. TRY_CAST gives NULL instead.')
    }
    return castColumn(column, { to, fail })
  }
}
