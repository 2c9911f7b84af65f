/** A cast, or the expression itself where it has the type already; literals are converted now. */
import type { DataType } from '../columnar/data-type.ts'
import { sameType } from '../columnar/same-type.ts'
import { sqlTypeName } from '../columnar/sql-type-name.ts'
import { QueryError } from '../common/errors.ts'
import { parseText } from '../kernels/parse-text.ts'
import { isText } from './coercion.ts'
import type { Expr } from './expr.ts'
import { type Literal, literalOf } from './literal.ts'
import { narrowLiteral } from './narrow-literal.ts'
import { typeOf } from './type-of.ts'

/** For casts that the engine inserts. An explicit CAST in the SQL is a cast node as written, so that its errors name it. */
export function castTo(expr: Expr, to: DataType, at?: number): Expr {
  const from = typeOf(expr)
  if (sameType(from, to) && !changesDeclaration(from, to)) return expr
  if (expr.kind === 'literal') {
    const converted = convertLiteral(expr, to, at)
    if (converted) return converted
  }
  return { kind: 'cast', operand: expr, to, onError: 'throw', ...(at === undefined ? {} : { at }) }
}

function changesDeclaration(from: DataType, to: DataType): boolean {
  return from.kind === 'int64' && to.kind === 'int64' && from.declared !== to.declared
}

/** A quoted literal takes the type that its place asks for, as in PostgreSQL; text that is not one is an error before anything runs. */
function convertLiteral(literal: Literal, to: DataType, at: number | undefined): Literal | undefined {
  if (literal.value === null) return { kind: 'literal', type: to, value: null }
  if (!isText(literal.type)) return narrowLiteral(literal, to)
  if (to.kind === 'list' || to.kind === 'struct') return undefined
  const value = parseText(String(literal.value), to)
  if (value === undefined) {
    throw new QueryError('PLAN', `'${literal.value}' is not ${withArticle(sqlTypeName(to))}.`, at === undefined ? {} : { sqlOffset: at })
  }
  return literalOf(to, value)
}

function withArticle(name: string): string {
  return `${/^[AEI]/.test(name) ? 'an' : 'a'} ${name}`
}
