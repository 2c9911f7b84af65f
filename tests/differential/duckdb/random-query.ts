/**
 * Random queries over the tables of random-tables.ts whose results do not depend on the order of rows. What is left out on purpose, because
 * the engines differ: division by zero (NULL here, an infinity in DuckDB), integer overflow, texts of floats, aggregates and windows over
 * columns of outer queries, subqueries in conditions of joins, LIMIT without a full order, first() and list aggregates without one; and
 * aggregates without keys, the grouping set () among them, in set operations of correlated queries: their one row of no rows DuckDB loses there
 * (and only there).
 */
import type { QueryColumn, QueryType } from './query-type.ts'
import { queryTypes } from './query-type.ts'
import { type ExpressionScope, randomExpression } from './random-expression.ts'
import { randomFrom } from './random-from.ts'
import type { RandomSource } from './random-source.ts'

export interface RandomQuery {
  readonly sql: string
  /** The rows come in one order only. */
  readonly ordered: boolean
}

export function randomQuery(random: RandomSource): RandomQuery {
  const maker = new QueryMaker(random)
  const types = random.several(4, () => random.pick(queryTypes))
  const body = maker.compound(types, { outer: [], depth: random.pick([0, 1, 1, 2]) })
  const ctes = random.chance(12) ? maker.withClause() : ''
  if (random.chance(50)) return { sql: `${ctes}${body}`, ordered: false }
  const keys = types.map((_, i) => `${i + 1}${random.pick(['', ' DESC', ' ASC'])} NULLS ${random.pick(['FIRST', 'LAST'])}`)
  const limit = random.chance(50) ? ` LIMIT ${random.below(6)}${random.chance(40) ? ` OFFSET ${random.below(3)}` : ''}` : ''
  return { sql: `${ctes}SELECT * FROM (${body}) AS whole ORDER BY ${keys.join(', ')}${limit}`, ordered: true }
}

interface Place {
  readonly outer: readonly QueryColumn[]
  readonly depth: number
  /** 'without-empty': every aggregate has keys, see above. */
  readonly sets?: 'without-empty'
}

class QueryMaker {
  readonly #random: RandomSource
  #aliases = 0

  constructor(random: RandomSource) {
    this.#random = random
  }

  /** A SELECT, or several with set operations between them; columns are c0, c1 … */
  compound(types: readonly QueryType[], place: Place): string {
    const random = this.#random
    if (place.depth === 0 || !random.chance(22)) return this.#select(types, place)
    const operation = `${random.pick(['UNION', 'INTERSECT', 'EXCEPT'])}${random.pick(['', ' ALL'])}`
    const inside: Place = place.outer.length > 0 ? { ...place, sets: 'without-empty' } : place
    return `${this.#select(types, inside)} ${operation} ${this.#select(types, inside)}`
  }

  withClause(): string {
    const random = this.#random
    if (random.chance(50)) return `WITH unused AS (${this.compound(['int'], { outer: [], depth: 1 })}) `
    return 'WITH RECURSIVE a AS (SELECT 1 AS k, 0 AS a1, CAST(NULL AS VARCHAR) AS a2, (0.5)::DOUBLE AS a3 UNION ALL SELECT k + 1, a1 - k, upper(a2), a3 * 2 FROM a WHERE k < 4) '
  }

  #select(types: readonly QueryType[], place: Place): string {
    const random = this.#random
    const scope = this.#scope(place)
    const from = randomFrom({
      scope,
      alias: () => `t${this.#aliases++}`,
      derived: (inner, outer) => this.compound(inner, { ...place, outer: [...place.outer, ...outer], depth: place.depth - 1 }),
    })
    const columns = [...from.columns, ...place.outer]
    const own: ExpressionScope = { ...scope, columns }
    const where = random.chance(45) ? ` WHERE ${randomExpression('bool', own)}` : ''
    const source = `FROM ${from.sql}${where}`
    const kind = random.below(10)
    if (kind < 3) return this.#grouped(types, source, { own: { ...own, columns: from.columns }, sets: place.sets })
    if (kind < 5) return this.#windowed(types, source, { own, from: from.columns })
    const distinct = random.chance(15) ? 'DISTINCT ' : ''
    return `SELECT ${distinct}${aliased(types.map(type => randomExpression(type, own)))} ${source}`
  }

  #scope({ depth }: Pick<Place, 'depth'>): ExpressionScope {
    const base = { random: this.#random, columns: [], depth: 2 }
    if (depth <= 0) return base
    return { ...base, subquery: (type, columns, shape) => this.#subquery(type, { outer: columns, depth: depth - 1 }, shape) }
  }

  #subquery(type: QueryType, place: Place, shape: 'one-value' | 'any'): string {
    if (shape === 'any') return this.compound([type], place)
    const scope = this.#scope({ depth: 0 })
    const from = randomFrom({ scope, alias: () => `t${this.#aliases++}`, derived: inner => this.compound(inner, { outer: [], depth: 0 }) })
    const own: ExpressionScope = { ...scope, columns: [...from.columns, ...place.outer], depth: 1 }
    const where = this.#random.chance(60) ? ` WHERE ${randomExpression('bool', own)}` : ''
    // The argument is a column of this query: what an aggregate over outer columns alone belongs to is another question.
    const fitting = from.columns.filter(column => column.type === type)
    const argument = fitting.length > 0 ? this.#random.pick(fitting).sql : undefined
    return `SELECT ${aggregateOf(type, argument, { ...own, columns: from.columns })} FROM ${from.sql}${where}`
  }

  #grouped(
    types: readonly QueryType[],
    source: string,
    { own, sets: allowed }: { readonly own: ExpressionScope; readonly sets: Place['sets'] },
  ): string {
    const random = this.#random
    const { subquery: _, ...plain } = own
    const flat: ExpressionScope = { ...plain, depth: 1 }
    const keys =
      random.chance(20) && !allowed ? [] : random.several(2, () => random.pick(own.columns)).filter((key, i, all) => all.indexOf(key) === i)
    const items = types.map(type => {
      const key = keys.filter(candidate => candidate.type === type)
      if (key.length > 0 && random.chance(60)) return random.pick(key).sql
      return aggregateOf(type, randomExpression(type, flat), flat)
    })
    if (keys.length === 0) return `SELECT ${aliased(items)} ${source}`
    const list = keys.map(key => key.sql).join(', ')
    const sets = allowed ? [list] : [list, list, `ROLLUP (${list})`, `CUBE (${list})`, `GROUPING SETS ((${list}), ())`]
    const having = random.chance(25)
      ? ` HAVING ${aggregateOf('int', randomExpression('int', flat), flat)} ${random.pick(['>', '<', '='])} ${random.below(4)}`
      : ''
    return `SELECT ${aliased(items)} ${source} GROUP BY ${random.pick(sets)}${having}`
  }

  /** Windows are ordered by all columns of FROM: rows that are equal there are equal in everything. */
  #windowed(
    types: readonly QueryType[],
    source: string,
    { own, from }: { readonly own: ExpressionScope; readonly from: readonly QueryColumn[] },
  ): string {
    const random = this.#random
    const { subquery: _, ...plain } = own
    const flat: ExpressionScope = { ...plain, columns: from, depth: 1 }
    const order = random
      .sample(from, from.length)
      .map(column => `${column.sql}${random.pick(['', ' DESC'])} NULLS ${random.pick(['FIRST', 'LAST'])}`)
    const part = random.chance(60) ? `PARTITION BY ${random.pick(from).sql} ` : ''
    const full = `(${part}ORDER BY ${order.join(', ')}`
    const items = types.map(type => {
      if (random.chance(35)) return randomExpression(type, flat)
      return windowCall(type, { argument: randomExpression(type, flat), full, part, key: random.pick(from).sql }, random)
    })
    return `SELECT ${aliased(items)} ${source}`
  }
}

function aliased(items: readonly string[]): string {
  return items.map((item, i) => `${item} AS c${i}`).join(', ')
}

/** An aggregate that gives a value of the type; `argument` is an expression of it. */
function aggregateOf(type: QueryType, argument: string | undefined, scope: ExpressionScope): string {
  const { random } = scope
  const any = () => randomExpression(random.pick(queryTypes), { ...scope, depth: 0 })
  const filter = random.chance(15) ? ` FILTER (WHERE ${randomExpression('bool', { ...scope, depth: 1 })})` : ''
  const value = argument ?? randomExpression(type, { ...scope, depth: 0 })
  const distinct = random.chance(20) ? 'DISTINCT ' : ''
  switch (type) {
    case 'int':
      return `CAST(${random.pick([() => `count(*)`, () => `count(${distinct}${any()})`, () => `sum(${distinct}${value})`, () => `min(${value})`, () => `max(${value})`])()}${filter} AS BIGINT)`
    case 'float':
      return `${random.pick(['sum', 'avg', 'min', 'max', 'median'])}(${value})${filter}`
    case 'text':
      return random.pick([`min(${value})`, `max(${value})`, `string_agg(${value}, ',' ORDER BY ${value} || '')`]) + filter
    case 'bool':
      return `${random.pick(['bool_and', 'bool_or'])}(${value})${filter}`
    case 'date':
      return `${random.pick(['min', 'max'])}(${value})${filter}`
  }
}

interface WindowParts {
  readonly argument: string
  /** An open parenthesis with the whole order; a frame may follow. */
  readonly full: string
  readonly part: string
  readonly key: string
}

function windowCall(type: QueryType, { argument, full, part, key }: WindowParts, random: RandomSource): string {
  const bound = () => random.pick(['UNBOUNDED PRECEDING', '1 PRECEDING', '2 PRECEDING', 'CURRENT ROW'])
  const frame = random.pick([
    '',
    ` ROWS BETWEEN ${bound()} AND ${random.pick(['CURRENT ROW', '1 FOLLOWING', 'UNBOUNDED FOLLOWING'])}`,
    ' RANGE UNBOUNDED PRECEDING',
    ` GROUPS BETWEEN ${bound()} AND ${random.pick(['CURRENT ROW', '1 FOLLOWING'])}`,
    ` ROWS BETWEEN ${bound()} AND UNBOUNDED FOLLOWING EXCLUDE ${random.pick(['CURRENT ROW', 'GROUP', 'TIES', 'NO OTHERS'])}`,
  ])
  const value = random.pick([
    () => `${random.pick(['lag', 'lead'])}(${argument}${random.pick(['', ', 2'])}) OVER ${full})`,
    () => `${random.pick(['first_value', 'last_value'])}(${argument}) OVER ${full}${frame})`,
    () => `nth_value(${argument}, 2) OVER ${full}${frame})`,
    () => `${type === 'bool' ? 'bool_and' : random.pick(['min', 'max'])}(${argument}) OVER ${full}${frame})`,
    () => `${type === 'bool' ? 'bool_or' : 'max'}(${argument}) OVER (${part}ORDER BY ${key})`,
  ])
  if (type !== 'int' || random.chance(40)) return value()
  const rank = random.pick(['row_number()', 'rank()', 'dense_rank()', `ntile(${1 + random.below(3)})`])
  const counted = random.pick([`count(${argument})`, `sum(${argument})`, 'count(*)'])
  return random.pick([
    () => `${rank} OVER ${full})`,
    () => `${counted} OVER ${full}${frame})`,
    () => `rank() OVER (${part}ORDER BY ${key})`,
  ])()
}
