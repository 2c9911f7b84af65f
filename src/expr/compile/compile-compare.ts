/** Comparisons: a column with a column, or with a constant, which is looked up and converted once. */

import type { Column } from '../../columnar/column.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { compareColumns } from '../../kernels/compare-columns.ts'
import { constantComparison } from '../../kernels/constant-comparison.ts'
import type { ComparisonOperator, Expr } from '../expr.ts'
import { isConstant } from '../is-constant.ts'
import { constantValue } from './compile-constant.ts'
import type { Compiler, Evaluate } from './compiler.ts'

/** The operator with its operands the other way round. */
export const mirrored: { readonly [op in ComparisonOperator]: ComparisonOperator } = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

export function compileCompare(expr: Expr & { readonly kind: 'compare' }, compiler: Compiler): Evaluate {
  const left = compiler.compile(expr.left)
  const right = compiler.compile(expr.right)
  if (isConstant(expr.right)) return withConstant(expr.op, left, () => constantValue(expr.right, compiler))
  if (isConstant(expr.left)) return withConstant(mirrored[expr.op], right, () => constantValue(expr.left, compiler))
  return batch => compareColumns(expr.op, left(batch), right(batch))
}

/** The constant is evaluated when the first row is compared. */
function withConstant(op: ComparisonOperator, operand: Evaluate, constant: () => Scalar): Evaluate {
  let compare: ((column: Column) => Column) | undefined
  return batch => {
    const column = operand(batch)
    compare ??= column.length === 0 ? undefined : constantComparison(op, constant())
    return compare ? compare(column) : compareColumns(op, column, column)
  }
}
