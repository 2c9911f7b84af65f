/** Comparisons: a column with a column, or with a constant, which is looked up and converted once. */

import type { Column } from '../../columnar/column.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import { compareColumns } from '../../kernels/compare-columns.ts'
import { constantComparison } from '../../kernels/constant-comparison.ts'
import type { ComparisonOperator, Expr } from '../expr.ts'
import { isConstant } from '../is-constant.ts'
import type { Compiler, Evaluate } from './compiler.ts'
import { oneRow } from './one-row.ts'

const mirrored: { readonly [op in ComparisonOperator]: ComparisonOperator } = {
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
  if (isConstant(expr.right)) return withConstant(expr.op, left, right)
  if (isConstant(expr.left)) return withConstant(mirrored[expr.op], right, left)
  return batch => compareColumns(expr.op, left(batch), right(batch))
}

/** The constant is evaluated when the first row is compared. */
function withConstant(op: ComparisonOperator, operand: Evaluate, constant: Evaluate): Evaluate {
  let compare: ((column: Column) => Column) | undefined
  return batch => {
    const column = operand(batch)
    compare ??= column.length === 0 ? undefined : constantComparison(op, scalarAt(constant(oneRow), 0))
    return compare ? compare(column) : compareColumns(op, column, column)
  }
}
