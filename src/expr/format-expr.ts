/** An expression as text, as EXPLAIN and error messages print it: SQL with as few parentheses as its precedence needs. */

import { sqlTypeName } from '../columnar/sql-type-name.ts'
import type { Expr, FrameBound, SortKey } from './expr.ts'
import { formatLiteral } from './format-literal.ts'
import { operatorCall } from './operator-call.ts'
import { precedence, precedenceOf } from './precedence.ts'
import { sameExpr } from './same-expr.ts'
import { splitConjunction } from './split-conjunction.ts'

export interface FormatOptions {
  /** Column id -> the name that stands before it: `v.chrom`. Columns that are not in it print alone. */
  readonly qualifiers?: ReadonlyMap<number, string>
  /** Stands before every column that `qualifiers` does not name: the one table of a scan. */
  readonly qualifier?: string
}

export function formatExpr(expr: Expr, options: FormatOptions = {}): string {
  return new ExprFormatter(options).format(expr)
}

/** One text a conjunct; `a >= 1` followed by `a <= 2` is one BETWEEN. For lists of filters. */
export function formatConjuncts(exprs: readonly Expr[], options: FormatOptions = {}): readonly string[] {
  return new ExprFormatter(options).conjuncts(exprs.flatMap(splitConjunction)).map(part => part.text)
}

class ExprFormatter {
  readonly #options: FormatOptions

  constructor(options: FormatOptions) {
    this.#options = options
  }

  format(expr: Expr): string {
    switch (expr.kind) {
      case 'column':
        return this.#column(expr)
      case 'field':
        return `${this.#inside(expr.operand, precedence.postfix)}.${expr.name}`
      case 'literal':
        return formatLiteral(expr)
      case 'compare':
        return `${this.#inside(expr.left, precedence.comparison + 1)} ${expr.op} ${this.#inside(expr.right, precedence.comparison + 1)}`
      case 'arithmetic': {
        const level = precedenceOf(expr)
        return `${this.#inside(expr.left, level)} ${expr.op} ${this.#inside(expr.right, level + 1)}`
      }
      case 'and':
        return this.#and(expr.operands)
      case 'or':
        return expr.operands.map(operand => this.#inside(operand, precedence.or + 1)).join(' OR ')
      case 'not':
        return this.#not(expr.operand)
      case 'is-null':
        return `${this.#inside(expr.operand, precedence.is + 1)} IS NULL`
      case 'in-list':
        return `${this.#inside(expr.operand, precedence.like + 1)} IN (${this.#list(expr.list)})`
      case 'like':
        return this.#like(expr, expr.caseSensitive ? 'LIKE' : 'ILIKE')
      case 'cast':
        return `${expr.onError === 'null' ? 'TRY_CAST' : 'CAST'}(${this.format(expr.operand)} AS ${sqlTypeName(expr.to)})`
      case 'case':
        return this.#case(expr)
      case 'call':
        return operatorCall(expr, (operand, level) => this.#inside(operand, level)) ?? `${expr.name}(${this.#list(expr.args)})`
      case 'aggregate':
        return this.#aggregate(expr)
      case 'window':
        return this.#window(expr)
      case 'lambda':
        return `${expr.parameters.length === 1 ? expr.parameters[0]?.name : `(${expr.parameters.map(parameter => parameter.name).join(', ')})`} -> ${this.format(expr.body)}`
      case 'lambda-parameter':
        return expr.name
      case 'parameter':
        return `$${expr.index + 1}`
      case 'outer-column':
        return `outer(${expr.name})`
      case 'subquery':
        return `subquery(${this.#list(expr.args)})`
    }
  }

  /** Neighbours of the form `x >= a`, `x <= b` print as one BETWEEN, which is how the binder wrote them. */
  conjuncts(operands: readonly Expr[]): readonly { readonly text: string; readonly level: number }[] {
    const parts: { readonly text: string; readonly level: number }[] = []
    for (let i = 0; i < operands.length; i++) {
      const expr = operands[i]
      if (!expr) continue
      const next = operands[i + 1]
      const between = next && this.#between(expr, next)
      if (between) i++
      parts.push(between ? { text: between, level: precedence.like } : { text: this.format(expr), level: precedenceOf(expr) })
    }
    return parts
  }

  #and(operands: readonly Expr[]): string {
    const parts = this.conjuncts(operands)
    return parts.map(part => (part.level > precedence.and ? part.text : `(${part.text})`)).join(' AND ')
  }

  #between(low: Expr, high: Expr): string | undefined {
    if (low.kind !== 'compare' || high.kind !== 'compare' || low.op !== '>=' || high.op !== '<=') return undefined
    if (!sameExpr(low.left, high.left)) return undefined
    const level = precedence.like + 1
    return `${this.#inside(low.left, level)} BETWEEN ${this.#inside(low.right, level)} AND ${this.#inside(high.right, level)}`
  }

  #not(operand: Expr): string {
    switch (operand.kind) {
      case 'is-null':
        return `${this.#inside(operand.operand, precedence.is + 1)} IS NOT NULL`
      case 'in-list':
        return `${this.#inside(operand.operand, precedence.like + 1)} NOT IN (${this.#list(operand.list)})`
      case 'like':
        return this.#like(operand, operand.caseSensitive ? 'NOT LIKE' : 'NOT ILIKE')
      case 'and':
        return this.#notAnd(operand.operands)
      default:
        return `NOT ${this.#inside(operand, precedence.not)}`
    }
  }

  #notAnd(operands: readonly Expr[]): string {
    const [low, high] = operands
    const between = operands.length === 2 && low && high && this.#between(low, high)
    return between ? between.replace(' BETWEEN ', ' NOT BETWEEN ') : `NOT (${this.#and(operands)})`
  }

  #like(expr: Expr & { readonly kind: 'like' }, word: string): string {
    const level = precedence.like + 1
    const suffix = expr.escape === undefined ? '' : ` ESCAPE '${expr.escape.replaceAll("'", "''")}'`
    return `${this.#inside(expr.operand, level)} ${word} ${this.#inside(expr.pattern, level)}${suffix}`
  }

  #column(expr: Expr & { readonly kind: 'column' }): string {
    const qualifier = this.#options.qualifiers?.get(expr.id) ?? this.#options.qualifier
    return qualifier === undefined ? expr.name : `${qualifier}.${expr.name}`
  }

  #case(expr: Expr & { readonly kind: 'case' }): string {
    const branches = expr.branches.map(branch => `WHEN ${this.format(branch.when)} THEN ${this.format(branch.then)}`).join(' ')
    return `CASE ${branches}${expr.otherwise ? ` ELSE ${this.format(expr.otherwise)}` : ''} END`
  }

  #aggregate(expr: Expr & { readonly kind: 'aggregate' }): string {
    const args = expr.args.length === 0 ? '*' : this.#list(expr.args)
    const order = expr.orderBy?.length ? ` ORDER BY ${this.#keys(expr.orderBy)}` : ''
    const filter = expr.filter ? ` FILTER (WHERE ${this.format(expr.filter)})` : ''
    return `${expr.name}(${expr.distinct ? 'DISTINCT ' : ''}${args}${order})${filter}`
  }

  #window(expr: Expr & { readonly kind: 'window' }): string {
    const { frame } = expr
    const parts: string[] = []
    if (expr.partitionBy.length) parts.push(`PARTITION BY ${this.#list(expr.partitionBy)}`)
    if (expr.orderBy.length) parts.push(`ORDER BY ${this.#keys(expr.orderBy)}`)
    const exclude = frame.exclude === 'no-others' ? '' : ` EXCLUDE ${frame.exclude.replace('-', ' ').toUpperCase()}`
    parts.push(
      `${frame.unit.toUpperCase()} BETWEEN ${this.#bound(frame.start, 'PRECEDING')} AND ${this.#bound(frame.end, 'FOLLOWING')}${exclude}`,
    )
    return `${this.format(expr.call)}${expr.ignoreNulls ? ' IGNORE NULLS' : ''} OVER (${parts.join(' ')})`
  }

  #bound(bound: FrameBound, side: 'PRECEDING' | 'FOLLOWING'): string {
    if ('by' in bound) return `${this.format(bound.by)} ${bound.kind.toUpperCase()}`
    return bound.kind === 'unbounded' ? `UNBOUNDED ${side}` : 'CURRENT ROW'
  }

  #keys(keys: readonly SortKey[]): string {
    return keys
      .map(key => `${this.format(key.expr)} ${key.descending ? 'DESC' : 'ASC'} NULLS ${key.nullsFirst ? 'FIRST' : 'LAST'}`)
      .join(', ')
  }

  #list(exprs: readonly Expr[]): string {
    return exprs.map(expr => this.format(expr)).join(', ')
  }

  #inside(expr: Expr, level: number): string {
    const text = this.format(expr)
    return precedenceOf(expr) >= level ? text : `(${text})`
  }
}
