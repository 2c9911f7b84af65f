/** Random queries over two tables with the columns a INTEGER, b VARCHAR, d (dictionary), c DOUBLE. */
import fc from 'fast-check'

const columns = ['a', 'b', 'c', 'd'] as const
const literal = {
  a: fc.integer({ min: -2, max: 4 }).map(String),
  b: fc.constantFrom("'x'", "'y'", "'1'", "''"),
  c: fc.constantFrom('0.5', '1', '-1.5', '2.0'),
  d: fc.constantFrom("'x'", "'y'"),
} as const

type Tables = readonly string[]

function column(tables: Tables, name: string): fc.Arbitrary<string> {
  return fc.constantFrom(...tables).map(table => `${table}.${name}`)
}

function comparison(tables: Tables): fc.Arbitrary<string> {
  const operator = fc.constantFrom('=', '<>', '<', '<=', '>', '>=')
  const name = fc.constantFrom(...columns)
  return fc.oneof(
    name.chain(n => fc.tuple(column(tables, n), operator, literal[n]).map(parts => parts.join(' '))),
    name.chain(n => fc.tuple(literal[n], operator, column(tables, n)).map(parts => parts.join(' '))),
    name.chain(n => fc.tuple(column(tables, n), operator, column(tables, n)).map(parts => parts.join(' '))),
    name.chain(n => fc.tuple(column(tables, n), literal[n], literal[n]).map(([c, low, high]) => `${c} BETWEEN ${low} AND ${high}`)),
    name.chain(n => fc.tuple(column(tables, n), literal[n], literal[n]).map(([c, one, two]) => `${c} IN (${one}, ${two}, NULL)`)),
    name.chain(n => column(tables, n).map(c => `${c} IS NULL`)),
    // One that can fail: '' and 'x' are no numbers.
    fc.tuple(column(tables, 'b'), operator, literal.a).map(([c, op, value]) => `CAST(${c} AS INTEGER) ${op} ${value}`),
    fc.tuple(column(tables, 'a'), literal.a).map(([c, value]) => `${c} + 1 > ${value} * 2`),
    fc.tuple(column(tables, 'a'), literal.a).map(([c, value]) => `${c} / 0 = ${value}`),
    column(tables, 'b').map(c => `${c} LIKE '%x%'`),
    fc.constantFrom('TRUE', 'FALSE', 'NULL', '1 = 2'),
  )
}

function predicate(tables: Tables): fc.Arbitrary<string> {
  return fc.letrec<{ predicate: string }>(tie => ({
    predicate: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      comparison(tables),
      fc.tuple(tie('predicate'), tie('predicate')).map(([left, right]) => `(${left} AND ${right})`),
      fc.tuple(tie('predicate'), tie('predicate')).map(([left, right]) => `(${left} OR ${right})`),
      tie('predicate').map(inner => `NOT (${inner})`),
      fc.tuple(tie('predicate'), tie('predicate')).map(([when, then]) => `(CASE WHEN ${when} THEN ${then} END)`),
    ),
  })).predicate
}

const where = (tables: Tables) => fc.option(predicate(tables)).map(condition => (condition === null ? '' : ` WHERE ${condition}`))

const fromOne = fc.constantFrom('p', 'q')

const join: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN', 'SEMI JOIN', 'ANTI JOIN'),
    fc.constantFrom('p.a = q.a', 'p.b = q.b', 'p.d = q.d AND p.a < q.a', 'p.a <= q.c'),
    predicate(['p', 'q']),
    where(['p']),
  )
  .map(([kind, key, condition, filter]) => `SELECT p.a, p.b, p.c FROM p ${kind} q ON ${key} AND ${condition}${filter}`)

const joinBoth: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('p JOIN q ON p.a = q.a', 'p LEFT JOIN q ON p.d = q.d', 'p FULL JOIN q ON p.a = q.a', 'p, q'), where(['p', 'q']))
  .map(([from, filter]) => `SELECT p.a, q.b, q.c FROM ${from}${filter}`)

const plain: fc.Arbitrary<string> = fromOne.chain(table =>
  fc
    .tuple(fc.constantFrom('a, b, c', 'a + 1 AS a, b, c', 'DISTINCT a, b, c', 'c AS a, d AS b, a AS c'), where([table]))
    .map(([items, filter]) => `SELECT ${items} FROM ${table}${filter}`),
)

const grouped: fc.Arbitrary<string> = fromOne.chain(table =>
  fc
    .tuple(where([table]), fc.option(fc.constantFrom("b <> 'x'", 'count(*) > 1', 'sum(a) > 1 AND b IS NOT NULL', 'CAST(b AS INTEGER) > 0')))
    .map(
      ([filter, having]) =>
        `SELECT count(*) AS a, b, sum(c) AS c FROM ${table}${filter} GROUP BY b${having === null ? '' : ` HAVING ${having}`}`,
    ),
)

const simple = fc.oneof(plain, join, joinBoth, grouped)

const nested: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      simple,
      fc.tuple(simple, fc.constantFrom('UNION ALL', 'UNION', 'EXCEPT', 'INTERSECT'), simple).map(([l, op, r]) => unionOf(l, op, r)),
    ),
    predicate(['s']),
  )
  .map(([inner, condition]) => `SELECT s.a, s.c FROM (${inner}) AS s WHERE ${condition.replaceAll('s.d', 's.b')}`)

/** All give (number, text, number); casts make them the same types. */
function unionOf(left: string, operation: string, right: string): string {
  const typed = (query: string) => `SELECT CAST(a AS DOUBLE) AS a, CAST(b AS VARCHAR) AS b, c FROM (${query})`
  return `${typed(left)} ${operation} ${typed(right)}`
}

/** Without a LIMIT the order of rows is free; with one it is total, but for equal rows. */
export const randomQuery: fc.Arbitrary<string> = fc
  .tuple(fc.oneof(simple, nested), fc.option(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 3 }))))
  .map(([query, limit]) => (limit === null ? query : `SELECT * FROM (${query}) ORDER BY ALL LIMIT ${limit[0]} OFFSET ${limit[1]}`))
