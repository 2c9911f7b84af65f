/** CASE without the branches that never run: those whose condition is false or NULL, and all after one that is true. */
import type { Expr } from '../../expr/expr.ts'
import { typeOf } from '../../expr/type-of.ts'

type Case = Expr & { readonly kind: 'case' }

export function simplifyCase(expr: Case): Expr {
  const type = typeOf(expr)
  const reachable: Case['branches'][number][] = []
  for (const branch of expr.branches) {
    if (branch.when.kind === 'literal' && branch.when.value !== true) continue
    if (branch.when.kind === 'literal') return caseOf(reachable, branch.then)
    reachable.push(branch)
  }
  if (reachable.length === expr.branches.length) return expr
  return caseOf(reachable, expr.otherwise ?? { kind: 'literal', type, value: null })
}

function caseOf(branches: Case['branches'], otherwise: Expr): Expr {
  return branches.length === 0 ? otherwise : { kind: 'case', branches, otherwise }
}
