import { expect, test } from 'vitest'
import { bindingError, planSession } from '../../../tests/support/plan-catalog.ts'

/** Code, the text from the place on, and the message. */
test.each([
  // names
  ['SELECT chrm FROM v', 'PLAN at "chrm FROM v": Column "chrm" not found in table "v". Did you mean "chrom"?'],
  ['SELECT v.strat FROM v', 'PLAN at "strat FROM v": Column "strat" not found in table "v". Did you mean "start"?'],
  ['SELECT w.start FROM v', 'PLAN at "w.start FROM": Table "w" not found in FROM.'],
  ['SELECT nam FROM t, g', 'PLAN at "nam FROM t, ": Column "nam" not found. Did you mean "name"?'],
  ['SELECT genotypes.GX FROM v', 'PLAN at "GX FROM v": Field "GX" not found in the struct.'],
  ["SELECT {'depth': 1}.detph", 'PLAN at "detph": Field "detph" not found in the struct. Did you mean "depth"?'],
  ['SELECT start.x FROM v', 'PLAN at "x FROM v": There is no field "x": what stands before it is not a struct.'],
  [
    'SELECT start FROM v, g',
    'PLAN at "start FROM v": Column "start" is ambiguous: it could be "v.start" or "g.start". Write the table\'s name before it.',
  ],
  ['SELECT 1 FROM vv', 'PLAN at "vv": Table "vv" not found.'],
  ['SELECT 1 FROM t JOIN t ON true', 'PLAN at "t ON true": Table name "t" stands twice in FROM. Give one of them an alias.'],
  ['SELECT 1 FROM read_vfc()', 'PLAN at "read_vfc()": Table function "read_vfc" does not exist.'],
  ['SELECT 1 FROM upper(1)', 'PLAN at "upper(1)": Table function "upper" does not exist. It is a scalar function: use it in SELECT.'],
  ['SELECT uper(b) FROM t', 'PLAN at "uper(b) FROM": Function "uper" does not exist. Did you mean "upper"?'],
  ['SELECT upper(x => b) FROM t', 'PLAN at "x => b) FROM": Function upper has no named arguments; "x" cannot be given.'],
  ['SELECT upper(DISTINCT b) FROM t', 'PLAN at "upper(DISTIN": Function upper does not take DISTINCT: it is not an aggregate.'],
  ['SELECT CAST(a AS INTEGR) FROM t', 'PLAN at "INTEGR) FROM": Type "INTEGR" does not exist. Did you mean "INTEGER"?'],
  ['SELECT k.a FROM t AS k(x, y, z, w)', 'PLAN at "w)": "k" has 3 columns, but 4 names are given.'],
  ['WITH q AS (SELECT 1), Q AS (SELECT 2) SELECT 1', 'PLAN at "Q AS (SELECT": WITH names "Q" twice.'],
  // select lists
  ['SELECT *', 'PLAN at "*": * stands for the columns of FROM, and there are none.'],
  ['SELECT x.* FROM t', 'PLAN at "x.* FROM t": Table "x" not found in FROM.'],
  ['SELECT * EXCLUDE (d) FROM t', 'PLAN at "d) FROM t": Column "d" of EXCLUDE not found.'],
  ["SELECT COLUMNS('^z') FROM t", "PLAN at \"COLUMNS('^z'\": No column matches COLUMNS('^z')."],
  [
    "SELECT COLUMNS('(') FROM t",
    "PLAN at \"'(') FROM t\": '(' is not a regular expression: Invalid regular expression: /(/: Unterminated group.",
  ],
  ["SELECT a FROM t WHERE COLUMNS('a') = 1", 'PLAN at "COLUMNS(\'a\')": COLUMNS(…) cannot stand in WHERE. It is for the select list.'],
  // grouping
  ['SELECT a, count(*) FROM t', 'PLAN at "a, count(*) ": Column "a" must appear in GROUP BY or stand inside an aggregate.'],
  ['SELECT * FROM t GROUP BY a', 'PLAN at "* FROM t GRO": Column "b" must appear in GROUP BY or stand inside an aggregate.'],
  ['SELECT a FROM t GROUP BY a ORDER BY c', 'PLAN at "c": Column "c" must appear in GROUP BY or stand inside an aggregate.'],
  ['SELECT a FROM t WHERE sum(a) > 1', 'PLAN at "sum(a) > 1": Aggregate sum cannot stand in WHERE. Use HAVING to filter groups.'],
  ['SELECT a FROM t GROUP BY sum(a)', 'PLAN at "sum(a)": Aggregate sum cannot stand in GROUP BY.'],
  ['SELECT sum(a) FROM t GROUP BY 1', 'PLAN at "1": Position 1 of GROUP BY is an aggregate, which cannot be grouped by.'],
  ['SELECT sum(max(a)) FROM t', 'PLAN at "max(a)) FROM": Aggregate max cannot stand inside another aggregate.'],
  ['SELECT sum(*) FROM t', 'PLAN at "sum(*) FROM ": Only count takes *. Give sum an expression.'],
  ['SELECT t.a FROM t JOIN u ON sum(t.a) = 1', 'PLAN at "sum(t.a) = 1": Aggregate sum cannot stand in JOIN ON.'],
  // order and limit
  ['SELECT a FROM t ORDER BY 2', 'PLAN at "2": Position 2 of ORDER BY is not in the select list, which has 1 column.'],
  ['SELECT a, b FROM t GROUP BY -1', 'PLAN at "-1": Position -1 of GROUP BY is not in the select list, which has 2 columns.'],
  ['SELECT DISTINCT b FROM t ORDER BY a', 'PLAN at "a": With SELECT DISTINCT, what ORDER BY sorts by must stand in the select list.'],
  ['SELECT a AS x, b AS x FROM t ORDER BY x', 'PLAN at "x": "x" is ambiguous: several columns of the result have that name.'],
  ['SELECT a FROM t LIMIT -1', 'PLAN at "-1": LIMIT must not be negative.'],
  ['SELECT a FROM t OFFSET 1.5', 'PLAN at "1.5": OFFSET takes a whole number of rows.'],
  ["SELECT a FROM t LIMIT 'x'", 'PLAN at "\'x\'": LIMIT takes a whole number of rows.'],
  ['SELECT a FROM t LIMIT a', 'PLAN at "a": Column "a" not found.'],
  [
    `SELECT ${'9'.repeat(39)}`,
    `PLAN at "999999999999": Integer ${'9'.repeat(39)} has more than 38 digits. Write it with a decimal point to get a DOUBLE.`,
  ],
  // types
  ['SELECT a FROM t WHERE a', 'PLAN at "a": WHERE needs a condition, but this is of type INTEGER.'],
  ['SELECT a FROM t WHERE a = 1 AND c', 'PLAN at "c": AND needs a condition, but this is of type DOUBLE.'],
  ['SELECT NOT b FROM t', 'PLAN at "b FROM t": NOT needs a condition, but this is of type VARCHAR.'],
  ['SELECT a LIKE b FROM t', 'PLAN at "a LIKE b FRO": Patterns match text, but this is of type INTEGER. Cast it to VARCHAR.'],
  ["SELECT b LIKE 'x' ESCAPE 'ab' FROM t", 'PLAN at "\'ab\' FROM t": ESCAPE takes one character, or an empty string for none.'],
  ["SELECT {'x': 1, 'x': 2}", 'PLAN at "\'x\': 2}": Field "x" stands twice in the struct.'],
  [
    'SELECT a FROM t UNION SELECT a, x FROM u',
    'PLAN at "SELECT a, x ": The queries of UNION must have the same number of columns: 1 before, 2 here.',
  ],
  [
    'SELECT a FROM t UNION ALL SELECT x FROM u',
    'PLAN at "SELECT x FRO": Column 1 of UNION, "x", mixes INTEGER and VARCHAR. Cast them to one type.',
  ],
  ['SELECT a, a FROM t UNION BY NAME SELECT a FROM u', 'PLAN at "SELECT a, a ": BY NAME needs column names that differ from each other.'],
  ['SELECT a FROM t JOIN u USING (x)', 'PLAN at "x)": Column "x" of USING not found on the left side of the join.'],
  // parameters
  ['SELECT $1', 'PLAN at "$1": Parameter $1 has no value: none was given.'],
  // statements
  ['INSERT INTO v SELECT * FROM v', 'PLAN at "v SELECT * F": "v" takes no rows: INSERT writes to memory tables only.'],
  ['INSERT INTO t (a, z) VALUES (1, 2)', 'PLAN at "z) VALUES (1": Column "z" not found in the table.'],
  ['INSERT INTO t (a, A) VALUES (1, 2)', 'PLAN at "A) VALUES (1": Column "A" stands twice in INSERT.'],
  ['INSERT INTO t VALUES (1)', 'PLAN at "VALUES (1)": INSERT names 3 columns, but the query gives 1.'],
  [
    'INSERT INTO t (a) SELECT [a] FROM t',
    'PLAN at "SELECT [a] F": Column "a" is INTEGER, but the query gives INTEGER[], which cannot become one.',
  ],
  ['CREATE TABLE z AS SELECT a, a FROM t', 'PLAN at "SELECT a, a ": The query gives two columns "a". Name one of them with AS.'],
  ['CREATE TABLE z (a INT, A TEXT)', 'PLAN at "A TEXT)": Column "A" stands twice in CREATE TABLE.'],
  ['CREATE TABLE z (a INT, UNIQUE (b))', 'PLAN at "b))": Column "b" of the constraint is not a column of the table.'],
  ['CREATE VIEW w (x, y) AS SELECT a FROM t', 'PLAN at "y) AS SELECT": "w" has 1 column, but 2 names are given.'],
  ['CALL f(a)', 'PLAN at "a)": Column "a" not found.'],
  ['CALL f(k => 1, K => 2)', 'PLAN at "K => 2)": Argument "k" is given twice.'],
])('%s', async (sql, message) => {
  expect(await bindingError(sql)).toBe(message)
})

test.each([
  ["SELECT CAST('10:00' AS TIMETZ)", 'TIMETZ)', 'Type TIMETZ is parsed but does not run yet.'],
  ["SELECT b -> 'x' FROM t", "-> 'x' FROM ", 'Operator -> is parsed but does not run yet.'],
  ["COPY t TO 'x.csv'", "COPY t TO 'x", 'COPY is parsed but does not run yet.'],
])('what does not run yet: %s', async (sql, place, message) => {
  expect(await bindingError(sql)).toBe(`NOT_IMPLEMENTED at "${place}": ${message}`)
})

test('a parameter without a value, or of no SQL type', async () => {
  expect(await bindingError('SELECT $2', planSession(), [1])).toBe('PLAN at "$2": Parameter $2 has no value: one was given.')
  expect(await bindingError('SELECT ?', planSession(), [Symbol('x')])).toBe(
    'PLAN at "?": Parameter $1 is of type symbol. Give a string, number, bigint, boolean, null, Date, Uint8Array or a list of them.',
  )
})

test('a view cannot keep the values of parameters', async () => {
  expect(await bindingError('CREATE VIEW w AS SELECT $1', planSession(), [5])).toBe(
    'PLAN at "$1": Parameter $1 has no value: none was given.',
  )
})

test('WITH queries that name one another in a row are refused before they fill the stack', async () => {
  const chain = (length: number) =>
    `WITH c0 AS (SELECT 1 AS x)${Array.from({ length }, (_, i) => `, c${i + 1} AS (SELECT x FROM c${i})`).join('')} SELECT x FROM c${length}`
  expect(await bindingError(chain(1000))).toContain('More than 250 queries stand within each other here')
  await expect(bindingError(chain(200))).rejects.toThrow()
})

test('a WITH of very many queries is refused', async () => {
  const ctes = Array.from({ length: 5000 }, (_, i) => `c${i} AS (SELECT 1)`).join(', ')
  expect(await bindingError(`WITH ${ctes} SELECT 1`)).toContain('WITH names more than 2000 queries.')
})

test('aliases and CTEs that double at each step are refused', async () => {
  const aliases = Array.from({ length: 40 }, (_, i) => `a${i} + a${i} AS a${i + 1}`).join(', ')
  expect(await bindingError(`SELECT 1 AS a0, ${aliases}`)).toContain('With its aliases written out the select list is too large.')
  const ctes = Array.from({ length: 40 }, (_, i) => `c${i + 1} AS (SELECT 1 AS x FROM c${i} AS a, c${i} AS b)`).join(', ')
  expect(await bindingError(`WITH c0 AS (SELECT 1 AS x), ${ctes} SELECT 1 FROM c40`)).toContain('The query reads more than 10000 tables')
})

test('an error of the session gets the place in this text', async () => {
  const session = planSession()
  session.tableFunctions.set('broken', {
    name: 'broken',
    summary: '',
    example: '',
    bind: async () => {
      throw new Error('no QueryError: it passes as it is')
    },
  })
  expect(await bindingError('SELECT 1 FROM broken()', session)).toBe('undefined at "": no QueryError: it passes as it is')
})
