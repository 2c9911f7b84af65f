/** CASE with all branches cast to one type. */
import type { DataType } from '../columnar/data-type.ts'
import { sqlTypeName } from '../columnar/sql-type-name.ts'
import { QueryError } from '../common/errors.ts'
import { castTo } from './cast-to.ts'
import { commonType } from './coercion.ts'
import type { Expr } from './expr.ts'
import { decimalLiteral } from './narrow-literal.ts'
import { typeOf } from './type-of.ts'

export interface CaseBranch {
  readonly when: Expr
  readonly then: Expr
}

/** Without `otherwise` the rest is NULL. `CASE x WHEN v …` arrives as branches that compare. */
export function caseOf(branches: readonly CaseBranch[], otherwise?: Expr, at?: number): Expr {
  const results = [...branches.map(branch => branch.then), ...(otherwise ? [otherwise] : [])]
  const type = unifiedType(results, at)
  const typed = branches.map(branch => ({ when: branch.when, then: castTo(branch.then, type, at) }))
  if (!otherwise) return { kind: 'case', branches: typed }
  return { kind: 'case', branches: typed, otherwise: castTo(otherwise, type, at) }
}

/** The one type of these expressions: quoted literals follow the others, dictionaries become plain text where their entries may mix. */
export function unifiedType(exprs: readonly Expr[], at?: number): DataType {
  const typed = exprs.filter(expr => !(expr.kind === 'literal' && expr.type.kind === 'utf8'))
  const deciding = typed.some(expr => typeOf(expr).kind !== 'null') ? typed : exprs
  const besideDecimal = deciding.some(expr => typeOf(expr).kind === 'decimal')
  let type: DataType = { kind: 'null' }
  for (const each of deciding) {
    // 1.5 beside a decimal is the decimal that was written.
    const expr = besideDecimal && each.kind === 'literal' ? (decimalLiteral(each) ?? each) : each
    const common = commonType(type, typeOf(expr))
    if (!common) {
      const message = `${sqlTypeName(type)} and ${sqlTypeName(typeOf(expr))} cannot be mixed. Cast them to one type.`
      throw new QueryError('PLAN', message, at === undefined ? {} : { sqlOffset: at })
    }
    type = common
  }
  return type.kind === 'dictionary' ? { kind: 'utf8' } : type
}
