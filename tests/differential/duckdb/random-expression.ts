/** Random scalar expressions of a wanted type, in the SQL that both engines read alike. */
import type { QueryColumn, QueryType } from './query-type.ts'
import { queryTypes } from './query-type.ts'
import type { RandomSource } from './random-source.ts'
import { literal } from './random-tables.ts'

export interface ExpressionScope {
  readonly random: RandomSource
  readonly columns: readonly QueryColumn[]
  /** How deep expressions may still nest. */
  readonly depth: number
  /** A query of one column that may name the columns of this scope; absent: no subqueries. */
  readonly subquery?: (type: QueryType, outer: readonly QueryColumn[], shape: 'one-value' | 'any') => string
}

export function randomExpression(type: QueryType, scope: ExpressionScope): string {
  const { random, depth } = scope
  if (depth <= 0 || random.chance(30)) return leaf(type, scope)
  const inner = { ...scope, depth: depth - 1 }
  const of = (wanted: QueryType) => randomExpression(wanted, inner)
  if (random.chance(8)) return `CASE WHEN ${of('bool')} THEN ${of(type)} WHEN ${of('bool')} THEN ${of(type)} ELSE ${of(type)} END`
  if (random.chance(8)) return `coalesce(${of(type)}, ${of(type)})`
  if (random.chance(5)) return `nullif(${of(type)}, ${of(type)})`
  if (random.chance(6) && scope.subquery) return `(${scope.subquery(type, scope.columns, 'one-value')})`
  switch (type) {
    case 'int':
      return intExpression(of, random)
    case 'float':
      return floatExpression(of, random)
    case 'text':
      return textExpression(of, random)
    case 'bool':
      return condition(of, inner)
    case 'date':
      return dateExpression(of, random)
  }
}

type Of = (type: QueryType) => string

function leaf(type: QueryType, { random, columns }: ExpressionScope): string {
  const fitting = columns.filter(column => column.type === type)
  if (fitting.length > 0 && random.chance(80)) return random.pick(fitting).sql
  return random.chance(6)
    ? `CAST(NULL AS ${{ int: 'INTEGER', float: 'DOUBLE', text: 'VARCHAR', bool: 'BOOLEAN', date: 'DATE' }[type]})`
    : literal(type, random)
}

function dateExpression(of: Of, random: RandomSource): string {
  switch (random.below(4)) {
    case 0:
      return `(${of('date')} ${random.pick(['+', '-'])} (${of('int')} % 40)::INTEGER)`
    case 1:
      return `CAST(date_trunc('${random.pick(['month', 'year', 'week', 'quarter'])}', ${of('date')}) AS DATE)`
    case 2:
      return `last_day(${of('date')})`
    default:
      return `CAST(${of('date')} + INTERVAL '${random.pick(['1 month', '1 day', '13 months', '-2 days'])}' AS DATE)`
  }
}

function intExpression(of: Of, random: RandomSource): string {
  switch (random.below(12)) {
    case 6:
      return `CAST(extract(${random.pick(['year', 'month', 'day', 'dow', 'doy', 'week', 'quarter'])} FROM ${of('date')}) AS INTEGER)`
    case 7:
      return `CAST(date_diff('${random.pick(['day', 'month', 'year'])}', ${of('date')}, ${of('date')}) AS INTEGER)`
    case 8:
      return `len([${random.several(3, () => of('int')).join(', ')}])`
    case 9:
      return `CAST(list_sum(list_filter([${random.several(3, () => of('int')).join(', ')}], x -> x > 0)) AS INTEGER)`
    case 10:
      return `list_position([${random.several(3, () => of('text')).join(', ')}], ${of('text')})`
    case 0:
      return `(${of('int')} ${random.pick(['+', '-'])} ${of('int')})`
    case 1:
      return `(${of('int')} * ${random.pick(['2', '3', '-1'])})`
    case 2:
      return `(${of('int')} % ${random.pick(['2', '3', '0', '-2'])})`
    case 3:
      return `length(${of('text')})`
    case 4:
      return `abs(${of('int')})`
    case 5:
      return `CAST(${of('bool')} AS INTEGER)`
    default:
      return `(- ${of('int')})`
  }
}

function floatExpression(of: Of, random: RandomSource): string {
  switch (random.below(5)) {
    case 0:
      return `(${of('float')} ${random.pick(['+', '-', '*'])} ${of('float')})`
    case 1:
      return `(${of('int')} / ${random.pick(['2', '4', '-1'])})`
    case 2:
      return `CAST(${of('int')} AS DOUBLE)`
    case 3:
      return `${random.pick(['floor', 'ceil', 'abs', 'sqrt'])}(abs(${of('float')}))`
    default:
      return `(${of('float')} / (${random.pick(['0.5', '2', '-4'])})::DOUBLE)`
  }
}

function textExpression(of: Of, random: RandomSource): string {
  switch (random.below(10)) {
    case 5:
      return `CAST(${of('date')} AS VARCHAR)`
    case 6:
      return `${random.pick(['left', 'right'])}(${of('text')}, ${random.below(3)})`
    case 7:
      return `array_to_string(['p', ${random.several(3, () => of('text')).join(', ')}], '-')`
    case 8:
      return `[${random.several(3, () => of('text')).join(', ')}][${random.pick(['1', '2', '-1'])}]`
    case 0:
      return `(${of('text')} || ${of('text')})`
    case 1:
      return `${random.pick(['upper', 'lower', 'trim', 'reverse'])}(${of('text')})`
    case 2:
      return `substr(${of('text')}, ${1 + random.below(3)}, ${random.below(3)})`
    case 3:
      return `CAST(${of('int')} AS VARCHAR)`
    case 4:
      return `replace(${of('text')}, 'a', ${of('text')})`
    default:
      return `concat(${of('text')}, ${of('int')})`
  }
}

function condition(of: Of, scope: ExpressionScope): string {
  const { random, subquery, columns } = scope
  const type = random.pick(queryTypes)
  const compare = random.pick(['=', '<>', '<', '<=', '>', '>='])
  switch (random.below(subquery ? 13 : 10)) {
    case 0:
    case 1:
      return `(${of(type)} ${compare} ${of(type)})`
    case 2:
      return `(${of('bool')} ${random.pick(['AND', 'OR'])} ${of('bool')})`
    case 3:
      return `(NOT ${of('bool')})`
    case 4:
      return `(${of(type)} IS ${random.pick(['', 'NOT '])}NULL)`
    case 5:
      return `(${of(type)} ${random.pick(['', 'NOT '])}IN (${random.several(3, () => of(type)).join(', ')}))`
    case 6:
      return `(${of('int')} ${random.pick(['', 'NOT '])}BETWEEN ${of('int')} AND ${of('int')})`
    case 7:
      return `(${of('text')} ${random.pick(['LIKE', 'NOT LIKE', 'ILIKE'])} ${random.pick(["'a%'", "'%b'", "'_'", "'%'", "'%A_'"])})`
    case 8:
      return `(${of(type)} IS ${random.pick(['', 'NOT '])}DISTINCT FROM ${of(type)})`
    case 9:
      return `(${of('bool')} IS ${random.pick(['TRUE', 'FALSE', 'NOT TRUE', 'NOT FALSE'])})`
    case 10:
      return `${random.pick(['', 'NOT '])}EXISTS (${subquery?.(type, columns, 'any')})`
    case 11:
      return `(${of(type)} ${random.pick(['IN', 'NOT IN'])} (${subquery?.(type, columns, 'any')}))`
    default:
      return `(${of(type)} ${compare} ${random.pick(['ANY', 'ALL'])} (${subquery?.(type, columns, 'any')}))`
  }
}
