import { describe, expect, test } from 'vitest'
import { QueryError } from '../../common/errors.ts'
import { parameterCount } from './parameter-count.ts'
import { parseOrderItems } from './parse-order-items.ts'
import { parseSelectItems } from './parse-select-items.ts'
import { parseStatements } from './parse-statements.ts'

/** The only statement, without spans. */
function statement(text: string): unknown {
  const statements = JSON.parse(JSON.stringify(parseStatements(text), (key, value) => (/^(op)?span$/i.test(key) ? undefined : value)))
  expect(statements).toHaveLength(1)
  return statements[0]
}

function errorOf(text: string): { code: string; message: string; place: string } {
  try {
    parseStatements(text)
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
    return { code: error.code, message: error.message, place: text.slice(error.at.sqlOffset).split(/[ (]/)[0] ?? '' }
  }
  throw new Error(`no error: ${text}`)
}

const name = (...parts: string[]) => ({ parts: parts.map(part => ({ name: part, quoted: false })) })
const number = (text: string) => ({ kind: 'number', text })

describe('texts', () => {
  test('hold any number of statements', () => {
    expect(parseStatements('')).toEqual([])
    expect(parseStatements(' ; -- nothing\n;')).toEqual([])
    const text = 'SELECT 1; ;SHOW TABLES ;'
    expect(parseStatements(text).map(({ span }) => text.slice(span.start, span.end))).toEqual(['SELECT 1', 'SHOW TABLES'])
  })

  test('fragments are parsed whole', () => {
    expect(parseSelectItems('a, *, b AS c,')).toHaveLength(3)
    expect(parseOrderItems('a DESC, b NULLS FIRST')).toMatchObject([{ descending: true }, { descending: false, nulls: 'first' }])
    expect(() => parseOrderItems('a; DROP TABLE t')).toThrow('Expected the end of the sort order, found ";".')
  })
})

describe('queries', () => {
  test('FROM first', () => {
    const plain = { distinct: false, distinctOn: [], groupBy: [], windows: [] }
    const star = { expression: { kind: 'star', exclude: [], replace: [], rename: [] } }
    const from = [{ kind: 'table', name: name('t') }]
    const body = { kind: 'select', ...plain, items: [star], from, where: { kind: 'name', name: name('a') } }
    const query = { kind: 'query', with: [], recursive: false, body, orderBy: [] }
    expect(statement('FROM t WHERE a')).toEqual({ kind: 'select', query })
    expect(statement('FROM t SELECT * WHERE a')).toEqual({ kind: 'select', query })
  })

  test('INTERSECT binds tighter, equal operations are flat, others nest to the left', () => {
    expect(statement('VALUES (1) UNION VALUES (2) UNION VALUES (3) INTERSECT VALUES (4)')).toMatchObject({
      query: {
        body: {
          operation: 'union',
          all: false,
          inputs: [{ kind: 'values' }, { kind: 'values' }, { operation: 'intersect', inputs: [{}, {}] }],
        },
      },
    })
    expect(statement('TABLE a UNION ALL TABLE b UNION TABLE c')).toMatchObject({
      query: { body: { all: false, inputs: [{ all: true, inputs: [{ name: name('a') }, {}] }, { name: name('c') }] } },
    })
    expect(statement('TABLE a UNION ALL BY NAME TABLE b')).toMatchObject({ query: { body: { all: true, byName: true } } })
  })

  test('joins', () => {
    const from = (text: string) => (statement(`FROM ${text}`) as { query: { body: { from: unknown[] } } }).query.body.from
    const table = (n: string) => ({ kind: 'table', name: name(n) })
    const using = [{ name: 'x', quoted: false }]
    const join = (joinType: string, natural = false) => ({ kind: 'join', joinType, natural, left: table('a'), right: table('b') })
    expect(from('a CROSS JOIN b')).toEqual([join('cross')])
    expect(from('a NATURAL FULL OUTER JOIN b')).toEqual([join('full', true)])
    expect(from('a LEFT SEMI JOIN b USING (x)')).toEqual([{ ...join('semi'), using }])
    expect(from('a ANTI JOIN b USING (x)')).toEqual([{ ...join('anti'), using }])
    expect(from('(a JOIN b USING (x)) AS j')).toEqual([
      { ...join('inner'), using, alias: { name: { name: 'j', quoted: false }, columns: [] } },
    ])
    expect(from('c JOIN a JOIN b USING (x) USING (x)')).toMatchObject([{ left: table('c'), right: { ...join('inner'), using }, using }])
    expect(from('a semi, b anti')).toMatchObject([{ alias: { name: { name: 'semi' } } }, { alias: { name: { name: 'anti' } } }])
    expect(from('a, b')).toEqual([table('a'), table('b')])
  })

  test('files, functions, derived tables', () => {
    const from = (text: string) => (statement(`FROM ${text}`) as { query: { body: { from: unknown[] } } }).query.body.from[0]
    expect(from("'a b.vcf.gz' AS v")).toMatchObject({ kind: 'file', location: 'a b.vcf.gz', alias: { name: { name: 'v' } } })
    expect(from("overlap((SELECT 1), 'x.bed')")).toMatchObject({
      kind: 'table-function',
      call: { args: [{ kind: 'subquery' }, { kind: 'string', value: 'x.bed' }] },
      lateral: false,
    })
    expect(from('LATERAL unnest(a) WITH ORDINALITY u (x, i)')).toMatchObject({
      withOrdinality: true,
      lateral: true,
      alias: { columns: [{ name: 'x' }, { name: 'i' }] },
    })
    expect(from('((SELECT 1) UNION (SELECT 2)) q')).toMatchObject({ kind: 'derived', query: { body: { kind: 'set-operation' } } })
    expect(from('((SELECT 1) q CROSS JOIN b)')).toMatchObject({ kind: 'join', left: { kind: 'derived' } })
  })

  test('grouping', () => {
    const groupBy = (text: string) => (statement(`FROM t GROUP BY ${text}`) as { query: { body: { groupBy: unknown } } }).query.body.groupBy
    const column = (n: string) => ({ kind: 'name', name: name(n) })
    expect(groupBy('ALL')).toBe('all')
    expect(groupBy('(), (a, b), (a)')).toEqual([
      { kind: 'set', expressions: [] },
      { kind: 'set', expressions: [column('a'), column('b')] },
      { kind: 'expression', expression: column('a') },
    ])
    expect(groupBy('GROUPING SETS (ROLLUP (a, (b, c)), ())')).toEqual([
      {
        kind: 'grouping-sets',
        elements: [
          { kind: 'rollup', sets: [[column('a')], [column('b'), column('c')]] },
          { kind: 'set', expressions: [] },
        ],
      },
    ])
    expect(groupBy('ROW(a, b)')).toMatchObject([{ kind: 'expression', expression: { kind: 'row' } }])
  })

  test('limits, in any order and spelling', () => {
    expect(statement('TABLE t OFFSET 2 ROWS FETCH NEXT 3 ROWS ONLY')).toMatchObject({ query: { limit: number('3'), offset: number('2') } })
    expect(statement('TABLE t FETCH FIRST ROW ONLY')).toMatchObject({ query: { limit: number('1') } })
    expect(statement('TABLE t LIMIT ALL')).toEqual(statement('TABLE t'))
    expect(statement('TABLE t ORDER BY ALL DESC')).toMatchObject({ query: { orderBy: 'all', orderByAll: { descending: true } } })
  })

  test('star options', () => {
    const star = (text: string) =>
      (statement(text) as { query: { body: { items: { expression: unknown }[] } } }).query.body.items[0]?.expression
    expect(star('SELECT t.* EXCLUDE (a) REPLACE (1 AS b) RENAME (c AS d) FROM t')).toEqual({
      kind: 'star',
      qualifier: name('t'),
      exclude: [{ name: 'a', quoted: false }],
      replace: [{ expression: number('1'), name: { name: 'b', quoted: false } }],
      rename: [{ from: { name: 'c', quoted: false }, to: { name: 'd', quoted: false } }],
    })
    expect(star('SELECT * EXCEPT (a) FROM t')).toMatchObject({ exclude: [{ name: 'a' }] })
    expect(statement('SELECT * FROM t EXCEPT (SELECT 1)')).toMatchObject({ query: { body: { operation: 'except' } } })
    expect(statement('SELECT * EXCEPT (SELECT 1)')).toMatchObject({ query: { body: { operation: 'except' } } })
  })
})

describe('other statements', () => {
  test('EXPLAIN', () => {
    const plain = { kind: 'explain', analyze: false, verbose: false, format: 'text', statement: { kind: 'select' } }
    expect(statement('EXPLAIN SELECT 1')).toMatchObject(plain)
    expect(statement('EXPLAIN (ANALYZE, VERBOSE off, FORMAT JSON) SELECT 1')).toMatchObject({ ...plain, analyze: true, format: 'json' })
    expect(statement('EXPLAIN ANALYZE VERBOSE SELECT 1')).toMatchObject({ ...plain, analyze: true, verbose: true })
    expect(statement('EXPLAIN (SELECT 1)')).toMatchObject(plain)
  })

  test('SET, RESET, SHOW', () => {
    expect(statement('SET a.b.c = 1')).toEqual({ kind: 'set', name: 'a.b.c', value: number('1'), variable: false })
    expect(statement('SET VARIABLE v = 1')).toEqual({ kind: 'set', name: 'v', value: number('1'), variable: true })
    expect(statement('SET variable = 1')).toEqual({ kind: 'set', name: 'variable', value: number('1'), variable: false })
    expect(statement('SET a TO on')).toEqual({ kind: 'set', name: 'a', value: { kind: 'name', name: name('on') }, variable: false })
    expect(statement('SET a = DEFAULT')).toEqual({ kind: 'reset', name: 'a', variable: false })
    expect(statement('RESET ALL')).toEqual({ kind: 'reset', name: 'all', variable: false })
    expect(statement('SHOW a.b')).toEqual({ kind: 'show-option', name: 'a.b' })
    expect(statement('SHOW COLUMNS IN a.b')).toEqual({ kind: 'show-columns', table: name('a', 'b') })
  })

  test('CREATE EXTERNAL TABLE, with its clauses in any order', () => {
    const sql =
      "CREATE EXTERNAL TABLE IF NOT EXISTS t LOCATION 'x.vcf' OPTIONS (Info_Fields 'AF', 'a.B' = 1, flag, mode fast) STORED AS VCF"
    expect(statement(sql)).toEqual({
      kind: 'create-external-table',
      name: name('t'),
      orReplace: false,
      ifNotExists: true,
      location: 'x.vcf',
      format: { name: 'VCF', quoted: false },
      options: [
        { name: 'info_fields', value: { kind: 'string', value: 'AF' } },
        { name: 'a.b', value: number('1') },
        { name: 'flag', value: true },
        { name: 'mode', value: { kind: 'word', word: 'fast' } },
      ],
      columns: [],
    })
  })

  test('CREATE TABLE', () => {
    const column = { notNull: false, primaryKey: false, unique: false, checks: [] }
    const type = (typeName: string) => ({ name: typeName, parameters: [], arrayDepth: 0 })
    expect(statement('CREATE TEMP TABLE t (end INT NOT NULL DEFAULT 1 + 1, b TEXT UNIQUE, PRIMARY KEY (end))')).toEqual({
      kind: 'create-table',
      name: name('t'),
      orReplace: false,
      ifNotExists: false,
      temporary: true,
      columns: [
        {
          ...column,
          name: { name: 'end', quoted: false },
          type: type('INT'),
          notNull: true,
          default: { kind: 'binary-op', op: '+', left: number('1'), right: number('1') },
        },
        { ...column, name: { name: 'b', quoted: false }, type: type('TEXT'), unique: true },
      ],
      constraints: [{ kind: 'primary-key', columns: [{ name: 'end', quoted: false }] }],
    })
    const derived = { kind: 'derived', alias: { columns: [{ name: 'a' }, { name: 'b' }] } }
    expect(statement('CREATE TABLE t (a, b) AS SELECT 1, 2')).toMatchObject({ columns: [], query: { body: { from: [derived] } } })
  })

  test('CREATE VIEW keeps the text of its query', () => {
    expect(statement('CREATE VIEW v (a) AS  SELECT 1 /* one */ ; ')).toMatchObject({ kind: 'create-view', queryText: 'SELECT 1' })
  })

  test('INSERT, UPDATE, DELETE', () => {
    expect(statement('INSERT INTO t (SELECT 1)')).toMatchObject({ columns: [], query: { body: { kind: 'nested' } }, overwrite: false })
    expect(statement('INSERT INTO t DEFAULT VALUES')).toEqual({
      kind: 'insert',
      table: name('t'),
      columns: [],
      overwrite: false,
      returning: [],
    })
    expect(statement('INSERT OVERWRITE TABLE t TABLE u')).toMatchObject({ overwrite: true })
    expect(statement('UPDATE t SET (a, b) = (1, 2)')).toMatchObject({
      assignments: [
        { column: { name: 'a' }, value: number('1') },
        { column: { name: 'b' }, value: number('2') },
      ],
    })
    expect(statement('DELETE FROM t x WHERE a')).toMatchObject({ alias: { name: 'x' }, where: { kind: 'name' } })
  })

  test('COPY, CALL, DROP, PREPARE', () => {
    expect(statement("COPY (FROM t) TO 'x' (FORMAT vcf, HEADER, n 1)")).toMatchObject({
      location: 'x',
      options: [
        { name: 'format', value: { kind: 'word', word: 'vcf' } },
        { name: 'header', value: true },
        { name: 'n', value: number('1') },
      ],
    })
    expect(statement('CALL f(1, a => 2)')).toMatchObject({ kind: 'call', args: [number('1')], named: [{ value: number('2') }] })
    expect(statement('DROP VIEW IF EXISTS a, b.c')).toMatchObject({ what: 'view', ifExists: true, names: [name('a'), name('b', 'c')] })
    expect(statement('PREPARE p AS SELECT $1')).toMatchObject({ kind: 'prepare', statement: { kind: 'select' } })
  })
})

describe('parameters', () => {
  test('are counted per statement', () => {
    const counts = (text: string) => parseStatements(text).map(parameterCount)
    expect(counts('SELECT ?, (SELECT ? FROM f(x -> ?)); SELECT ?; SELECT $3, $1; SELECT 1')).toEqual([3, 1, 3, 0])
    expect(counts('PREPARE p AS SELECT $2; EXECUTE p ($1)')).toEqual([0, 1])
    expect(counts(`SELECT 1 IN (${'1, '.repeat(200_000)}?)`)).toEqual([1])
  })
})

describe('errors', () => {
  test.each([
    ['SELEC 1', 'Expected a statement, as in SELECT, found "SELEC". Did you mean SELECT?', 'SELEC'],
    ['SELECT * FORM t', 'Expected the end of the statement, found "FORM". Did you mean FROM?', 'FORM'],
    ['SELECT a FORM t', 'Unexpected "t" after "FORM". Did you mean FROM?', 'FORM'],
    ['SELECT a FROM t WERE a = 1', 'Unexpected "a" after "WERE". Did you mean WHERE?', 'WERE'],
    ['SELECT a FROM t ODER BY a', 'Unexpected "BY" after "ODER". Did you mean ORDER?', 'ODER'],
    ['SELECT a FROM t x y', 'Expected the end of the statement, found "y".', 'y'],
    ['SELECT', 'Expected a column or an expression after SELECT, found the end of the text.', ''],
    ['SELECT FROM t', 'Expected a column or an expression after SELECT, found the keyword FROM.', 'FROM'],
    ['SELECT a FROM', 'Expected a table, a file or a subquery, found the end of the text.', ''],
    [
      'SELECT order FROM t',
      'Expected a column or an expression after SELECT, found the keyword ORDER. Write "order" in double quotes if it is a name.',
      'order',
    ],
    [
      'SELECT a + select FROM t',
      'Expected an expression, found the keyword SELECT. Write "select" in double quotes if it is a name.',
      'select',
    ],
    ['SELECT (1', 'Expected ")" to close the parenthesis, found the end of the text.', ''],
    ['SELECT ()', 'Expected an expression or a query, found ")".', ')'],
    ['SELECT a < b < c', '"<" cannot follow another comparison directly. Put one of the two in parentheses, or join them with AND.', '<'],
    ['SELECT CASE WHEN a THEN b', 'Expected END to close CASE, found the end of the text.', ''],
    ['SELECT CASE a END', 'Expected WHEN in CASE, found "END".', 'END'],
    ['SELECT a BETWEEN 1 OR 2', 'Expected AND between the bounds of BETWEEN, found the keyword OR.', 'OR'],
    ['SELECT a IS 1', 'Expected NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM after IS, found the number 1.', '1'],
    [
      "SELECT a AS 'b'",
      "Expected a name after AS, found the string 'b'. Names are written in double quotes, text in single quotes.",
      "'b'",
    ],
    [
      'SELECT * FROM a JOIN b',
      'Expected ON or USING after the joined table, found the end of the text. Every row with every row is CROSS JOIN.',
      '',
    ],
    ['SELECT a FROM t LIMIT 5, 10', 'LIMIT takes one number. Write LIMIT count OFFSET start.', ','],
    ['SELECT a FROM t LIMIT 1 LIMIT 2', 'LIMIT stands twice in this query.', 'LIMIT'],
    ['SELECT f(a => 1, 2)', 'Expected a named argument: one without a name cannot follow one with a name, found the number 2.', '2)'],
    ['SELECT $1, ?', 'A statement takes either ? or $1 as parameters, not both.', '?'],
    ['SELECT $0', 'Parameters are numbered from $1 to $65535.', '$0'],
    ['VALUES (1, 2), (3)', 'The rows of VALUES differ in length: the first has 2, this one 1.', '3)'],
    ['SELECT f() OVER (ROWS BETWEEN 1 FOLLOWING AND CURRENT ROW)', 'The frame ends before it starts. Swap its bounds.', '1'],
    ['SELECT f() OVER (ROWS UNBOUNDED FOLLOWING)', 'A frame cannot start at UNBOUNDED FOLLOWING.', 'UNBOUNDED'],
    ['CREATE TABEL t (a INT)', 'Expected TABLE, VIEW, EXTERNAL TABLE or INDEX after CREATE, found "TABEL". Did you mean TABLE?', 'TABEL'],
    ['INSERT OR DROP INTO t VALUES (1)', 'Expected REPLACE or IGNORE after INSERT OR, found "DROP".', 'DROP'],
    ['CREATE EXTERNAL TABLE t STORED AS VCF', "Expected LOCATION 'file', found the end of the text.", ''],
    ['EXPLAIN (FROMAT JSON) SELECT 1', 'Expected ANALYZE, VERBOSE or FORMAT, found "FROMAT". Did you mean FORMAT?', 'FROMAT'],
    ['EXPLAIN (FORMAT JSN) SELECT 1', 'EXPLAIN has the formats TEXT and JSON, not "JSN". Did you mean JSON?', 'JSN)'],
    ['SET a 1', 'Expected "=" or TO after the name of the option, found the number 1.', '1'],
    ['UPDATE t SET (a, b) = (1)', 'SET names 2 columns, so it takes 2 values in parentheses.', ''],
    ['SELECT count(* FROM t', 'Expected ")" after "*", found the keyword FROM.', 'FROM'],
    ['WITH x (SELECT 1) SELECT 2', 'Expected AS after the name "x" in WITH, found "(".', ''],
    ['VALUES 1, 2', 'Expected "(" before a row of VALUES, found the number 1.', '1,'],
    ['SELECT 1 SELECT 2', 'Expected the end of the statement, found the keyword SELECT.', 'SELECT'],
  ])('%s', (text, message, place) => {
    const error = errorOf(text)
    expect(error).toMatchObject({ code: 'SQL', message })
    if (place !== '') expect(error.place).toBe(place)
  })

  test.each([
    ['GRANT', 'GRANT statements are not supported.'],
    ['SELECT * FROM a ASOF JOIN b ON true', 'ASOF JOIN is not supported.'],
    ['SELECT a COLLATE "C"', 'COLLATE is not supported: text compares by its UTF-8 bytes.'],
    ["COPY t FROM 'x'", "COPY … FROM is not supported. Write INSERT INTO t SELECT * FROM 'file' instead."],
  ])('%s is not there yet', (text, message) => {
    expect(errorOf(text)).toMatchObject({ code: 'NOT_IMPLEMENTED', message })
  })

  test('name long tokens in short', () => {
    expect(errorOf(`SELECT a FROM t x '${'z'.repeat(100_000)}'`).message).toBe(
      `Expected the end of the statement, found the string '${'z'.repeat(29)}….`,
    )
  })
})
