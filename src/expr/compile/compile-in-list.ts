/** IN: constants as one set; other items as comparisons joined by OR. */
import type { Column } from '../../columnar/column.ts'
import { listMembership } from '../../kernels/list-membership.ts'
import type { Expr } from '../expr.ts'
import { isConstant } from '../is-constant.ts'
import { constantValue } from './compile-constant.ts'
import { compileLogic } from './compile-logic.ts'
import type { Compiler, Evaluate } from './compiler.ts'

export function compileInList(expr: Expr & { readonly kind: 'in-list' }, compiler: Compiler): Evaluate {
  const { operand, list } = expr
  if (!list.every(isConstant)) {
    const comparisons = list.map(item => ({ kind: 'compare', op: '=', left: operand, right: item }) as const)
    return compileLogic('or', comparisons, compiler)
  }
  const evaluate = compiler.compile(operand)
  let contains: ((column: Column) => Column) | undefined
  return batch => {
    contains ??= listMembership(list.map(item => constantValue(item, compiler)))
    return contains(evaluate(batch))
  }
}
