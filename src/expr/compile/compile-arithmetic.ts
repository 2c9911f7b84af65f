/** Arithmetic; an overflow names the expression and its operands. */
import type { Column } from '../../columnar/column.ts'
import { sqlTypeName } from '../../columnar/sql-type-name.ts'
import { arithmeticColumns } from '../../kernels/arithmetic.ts'
import { valueText } from '../../kernels/value-text.ts'
import type { Expr } from '../expr.ts'
import { typeOf } from '../type-of.ts'
import type { Compiler, Evaluate } from './compiler.ts'
import { evaluationError } from './evaluation-error.ts'

export function compileArithmetic(expr: Expr & { readonly kind: 'arithmetic' }, compiler: Compiler): Evaluate {
  const evaluateLeft = compiler.compile(expr.left)
  const evaluateRight = compiler.compile(expr.right)
  const { op } = expr
  const type = typeOf(expr)
  return batch => {
    const left = evaluateLeft(batch)
    const right = evaluateRight(batch)
    return arithmeticColumns({ op, type, left, right }, (row, reason) => {
      throw failure(expr, reason, { left, right, row })
    })
  }
}

function failure(
  expr: Expr & { readonly kind: 'arithmetic' },
  reason: string,
  operands: { readonly left: Column; readonly right: Column; readonly row: number },
): Error {
  const { left, right, row } = operands
  const type = typeOf(expr)
  const calculation = `${valueText(left, row)} ${expr.op} ${valueText(right, row)}`
  if (reason === 'Decimal overflow')
    return evaluationError(expr, reason, `: ${calculation} does not fit ${sqlTypeName(type)}; cast an operand to DOUBLE.`)
  if (reason !== 'Integer overflow') return evaluationError(expr, reason, `: ${calculation}.`)
  const wider = type.kind === 'int64' || type.kind === 'uint64' ? 'DOUBLE' : 'BIGINT'
  return evaluationError(expr, reason, `: ${calculation} does not fit ${sqlTypeName(type)}; cast an operand to ${wider}.`)
}
