import { expect, test } from 'vitest'
import { bindSql, planLines, planSession } from '../../../tests/support/plan-catalog.ts'

test('EXPLAIN wraps the statement', async () => {
  expect(await bindSql('EXPLAIN ANALYZE SELECT 1')).toMatchObject({ kind: 'explain', analyze: true, statement: { kind: 'query' } })
  expect(await bindSql('EXPLAIN (FORMAT JSON, VERBOSE) SELECT 1')).toMatchObject({ kind: 'explain', format: 'json', verbose: true })
})

test('DESCRIBE and SHOW COLUMNS give a schema', async () => {
  const names = async (sql: string) => {
    const bound = await bindSql(sql)
    return bound.kind === 'describe' ? bound.schema.fields.map(field => field.name) : bound.kind
  }
  expect(await names('DESCRIBE t')).toEqual(['a', 'b', 'c'])
  expect(await names('DESCRIBE SELECT a AS x, 1 AS y FROM t')).toEqual(['x', 'y'])
  expect(await names('SHOW COLUMNS FROM u')).toEqual(['a', 'x'])
  expect(await names("DESCRIBE 'calls.vcf'")).toContain('chrom')
})

test.each([
  ['SHOW TABLES', { kind: 'show-tables' }],
  ['SHOW FUNCTIONS', { kind: 'show-functions' }],
  ['SHOW ALL', { kind: 'show-all' }],
  ['SHOW execution.workers', { kind: 'show-option', name: 'execution.workers' }],
  ['SET execution.workers = auto', { kind: 'set', name: 'execution.workers', value: 'auto' }],
  ["SET execution.workers TO 'off'", { kind: 'set', name: 'execution.workers', value: 'off' }],
  ['SET execution.batch_size = 2 * 8', { kind: 'set', name: 'execution.batch_size', value: 16 }],
  ['SET bio.coordinate_system_check = true', { kind: 'set', name: 'bio.coordinate_system_check', value: true }],
  ['RESET execution.workers', { kind: 'reset', name: 'execution.workers' }],
  ['DROP TABLE IF EXISTS t, u', { kind: 'drop', what: 'table', ifExists: true, names: ['t', 'u'] }],
  ['REINDEX i', { kind: 'reindex', name: 'i' }],
  [
    "CALL register_vcf('a.vcf', 'x', zero_based => true, info_fields => ['AF', 'DP'])",
    { kind: 'call', name: 'register_vcf', args: ['a.vcf', 'x'], named: { zero_based: true, info_fields: ['AF', 'DP'] } },
  ],
  [
    "CREATE OR REPLACE EXTERNAL TABLE calls STORED AS VCF LOCATION 'calls.vcf.gz' OPTIONS (info_fields 'AF,DP', zero_based true)",
    {
      kind: 'create-external-table',
      name: 'calls',
      orReplace: true,
      ifNotExists: false,
      format: 'vcf',
      location: 'calls.vcf.gz',
      options: { info_fields: 'AF,DP', zero_based: true },
    },
  ],
])('%s', async (sql, expected) => {
  expect(await bindSql(sql)).toEqual({ ...expected, at: expect.any(Number) })
})

test.each([
  ["CREATE EXTERNAL TABLE calls STORED AS VCF LOCATION 'x'", 'calls'],
  ["CALL register_vcf('a.vcf')", 'register_vcf'],
  ['DROP TABLE IF EXISTS t, u', 't,'],
  ['CREATE TABLE z AS SELECT 1', 'z'],
  ['EXPLAIN INSERT INTO t VALUES (1, NULL, 2)', 't VALUES'],
  [' SET execution.workers = auto', 'SET'],
])('%s knows where its subject stands', async (sql, place) => {
  const bound = await bindSql(sql)
  expect(sql.slice(bound.at)).toMatch(new RegExp(`^${place}`))
})

test('CREATE TABLE keeps types, NOT NULL, keys and defaults', async () => {
  const sql = 'CREATE TEMP TABLE z (id INT PRIMARY KEY, n BIGINT DEFAULT 1 + 1, s VARCHAR(3) NOT NULL, UNIQUE (N, s))'
  const bound = await bindSql(sql)
  expect(bound).toMatchObject({
    kind: 'create-table',
    name: 'z',
    temporary: true,
    keys: [
      { kind: 'primary-key', columns: ['id'] },
      { kind: 'unique', columns: ['n', 's'] },
    ],
  })
  const fields = bound.kind === 'create-table' ? bound.schema.fields : []
  expect(fields.map(field => [field.name, field.type.kind, field.nullable])).toEqual([
    ['id', 'int32', false],
    ['n', 'int64', true],
    ['s', 'utf8', false],
  ])
  expect(Object.keys(fields[1]?.metadata ?? {})).toEqual(['sql.default'])
})

test('CREATE TABLE AS and CREATE VIEW bind their query', async () => {
  const table = await bindSql('CREATE TABLE z AS SELECT a + 1 AS n FROM t')
  expect(table.kind === 'create-table' && table.plan && planLines(table.plan)[0]).toBe('Projection: t.a + 1 AS n')
  const view = await bindSql('CREATE VIEW w (n) AS SELECT a FROM t')
  expect(view).toMatchObject({ kind: 'create-view', name: 'w', columns: ['n'], queryText: 'SELECT a FROM t' })
})

test('INSERT gives the columns of the table, in its order and types, with defaults', async () => {
  const session = planSession()
  const inserted = async (sql: string) => {
    const bound = await bindSql(sql, session)
    return bound.kind === 'insert' ? planLines(bound.plan)[0] : bound.kind
  }
  expect(await inserted("INSERT INTO t VALUES (1, 'x', 2)")).toBe('Projection: a, b, c')
  expect(await inserted('INSERT INTO t (c, a) SELECT a, a FROM u')).toBe(
    'Projection: CAST(a AS INTEGER) AS a, NULL AS b, CAST(u.a AS DOUBLE) AS c',
  )
  expect(await inserted('INSERT INTO t DEFAULT VALUES')).toBe('Projection: NULL AS a, NULL AS b, NULL AS c')
  const created = await bindSql("CREATE TABLE z (a INT DEFAULT 7, b TEXT DEFAULT 'none')")
  const t = session.tables.get('t')
  if (created.kind !== 'create-table' || !t || !('scan' in t)) throw new Error('the session lost its table')
  session.tables.set('z', { ...t, schema: created.schema })
  expect(await inserted("INSERT INTO z (b) VALUES ('x')")).toBe('Projection: 7 AS a, b')
})
