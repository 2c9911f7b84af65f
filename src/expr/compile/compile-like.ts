/** LIKE and ILIKE, with a pattern for all rows or one a row. */

import type { Column } from '../../columnar/column.ts'
import { constantColumn } from '../../columnar/constant-column.ts'
import { likeColumns, likeConstant } from '../../kernels/like.ts'
import { isText } from '../coercion.ts'
import type { Expr } from '../expr.ts'
import { typeOf } from '../type-of.ts'
import type { Compiler, Evaluate } from './compiler.ts'
import { evaluationError } from './evaluation-error.ts'

export function compileLike(expr: Expr & { readonly kind: 'like' }, compiler: Compiler): Evaluate {
  const operand = compiler.compile(expr.operand)
  const pattern = compiler.compile(expr.pattern)
  const options = { caseSensitive: expr.caseSensitive, escapeCharacter: expr.escape ?? '\\' }
  if (![expr.operand, expr.pattern].every(side => isText(typeOf(side))) || isNull(expr.pattern)) {
    // An operand of type NULL, the only one that the binder lets through.
    return batch => constantColumn({ kind: 'boolean' }, null, batch.numRows)
  }
  const fail = (_row: number, reason: string) => {
    throw evaluationError(expr, `LIKE has no answer: ${reason}`, '.')
  }
  if (expr.pattern.kind === 'literal') {
    const match: ((column: Column) => Column) | undefined = likeConstant(String(expr.pattern.value), options)
    return batch => (match ? match(operand(batch)) : fail(0, 'the pattern ends in its escape character'))
  }
  return batch => likeColumns({ text: operand(batch), patterns: pattern(batch) }, options, fail)
}

function isNull(expr: Expr): boolean {
  return expr.kind === 'literal' && expr.value === null
}
