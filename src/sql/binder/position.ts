/** `GROUP BY 1`, `ORDER BY 2`: a number that names a column of the select list. */
import type { Expression } from '../ast/expression.ts'
import { planError } from './plan-error.ts'

/** The index from 0, or undefined where the expression is not a whole number. */
export function positionOf(expression: Expression, clause: string, columns: number): number | undefined {
  const negative = expression.kind === 'unary' && expression.op === '-'
  const number = negative ? expression.operand : expression
  if (number.kind !== 'number' || !/^\d+$/.test(number.text)) return undefined
  const position = Number(number.text)
  if (!negative && position >= 1 && position <= columns) return position - 1
  const given = `${negative ? '-' : ''}${number.text}`
  throw planError(
    `Position ${given} of ${clause} is not in the select list, which has ${columns} column${columns === 1 ? '' : 's'}.`,
    expression.span,
  )
}
