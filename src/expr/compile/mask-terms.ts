/** The comparisons that a conjunction begins with and that run by vectors. They cannot fail, so all of them may run on all rows. */
import { sameType } from '../../columnar/same-type.ts'
import { constantTerm, type MaskTerm, pairTerm } from '../../kernels/filter/mask-term.ts'
import type { Expr } from '../expr.ts'
import { scalarOfLiteral } from '../literal.ts'
import { typeOf } from '../type-of.ts'
import { mirrored } from './compile-compare.ts'
import type { Compiler } from './compiler.ts'

export function maskTerms(conjuncts: readonly Expr[], compiler: Compiler): readonly MaskTerm[] {
  const terms: MaskTerm[] = []
  for (const conjunct of conjuncts) {
    const term = maskTerm(conjunct, compiler)
    if (!term) break
    terms.push(term)
  }
  return terms
}

function maskTerm(expr: Expr, compiler: Compiler): MaskTerm | undefined {
  if (expr.kind !== 'compare') return undefined
  const { op, left, right } = expr
  if (left.kind === 'literal' && right.kind === 'column') return maskTerm({ ...expr, op: mirrored[op], left: right, right: left }, compiler)
  if (left.kind !== 'column') return undefined
  const { resolve } = compiler
  const type = typeOf(left)
  if (right.kind === 'column') return sameType(type, typeOf(right)) ? pairTerm([resolve(left), resolve(right)], type, op) : undefined
  if (right.kind !== 'literal') return undefined
  const alike = sameType(type, right.type) || (type.kind === 'dictionary' && right.type.kind === 'utf8')
  return alike ? constantTerm(resolve(left), type, { op, value: scalarOfLiteral(right) }) : undefined
}
