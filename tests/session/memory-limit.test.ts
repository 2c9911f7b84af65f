/** With a memory limit queries spill, and give the same rows in the same order as without one. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNodePlatform } from '../../src/platform/node/node-platform.ts'
import { createSessionContext, type SessionContext } from '../../src/session/session-context.ts'
import { TestTemporaryStore } from '../support/temporary-store.ts'

const tables = [
  `CREATE TABLE a AS SELECT i, i * 7919 % 1201 AS k, i % 13 AS g, CASE WHEN i % 11 <> 0 THEN sin(i) END AS x, 'name' || (i * 31 % 1000) AS s,
     [i, NULL, i % 3] AS l, {'p': i % 5, 'q': 'v' || i % 7} AS st, (i % 1000)::FLOAT AS d, CASE WHEN i % 2 = 0 THEN DATE '2020-01-01' ELSE DATE '2021-02-03' END AS day
   FROM generate_series(1, 2000) r(i)`,
  `CREATE TABLE b AS SELECT CASE WHEN i % 17 <> 0 THEN i * 3 % 1600 END AS k, 'name' || (i % 1200) AS s, i AS y FROM generate_series(1, 1600) r(i)`,
]

/** Each must spill at the limit below. */
const spilling = [
  'SELECT * FROM a ORDER BY k DESC, s',
  'SELECT i FROM a ORDER BY x NULLS FIRST, l',
  'SELECT i, s FROM a ORDER BY st, d LIMIT 1900',
  'SELECT k, count(*), sum(x), avg(x), min(s), max(day) FROM a GROUP BY k',
  'SELECT s, d, stddev(x), sum(d), first(s), count(DISTINCT g) FROM a GROUP BY s, d',
  'SELECT l, count(*) FROM a GROUP BY l',
  'SELECT st, k % 1000, any_value(day) FROM a GROUP BY 1, 2',
  "SELECT k % 500 AS m, array_agg(i), median(x), string_agg(s, '-' ORDER BY i DESC) FROM a GROUP BY m",
  'SELECT k, g, grouping(k), grouping(g), sum(x) FROM a GROUP BY ROLLUP (k, g)',
  'SELECT k, g, count(*) FROM a GROUP BY GROUPING SETS ((k), (k, g), ()) ORDER BY 1, 2, 3',
  'SELECT a.i, a.s, b.y FROM a JOIN b ON a.s = b.s',
  'SELECT * FROM a JOIN b ON a.k = b.k AND a.s < b.s',
  'SELECT a.i, b.y, b.k FROM a LEFT JOIN b ON a.k = b.k AND a.i > b.y',
  'SELECT a.i, b.* FROM a RIGHT JOIN b ON a.k = b.k AND a.s = b.s',
  'SELECT a.i, b.y, b.s FROM a FULL JOIN b ON a.k = b.k AND a.i > b.y',
  'SELECT i FROM a WHERE k IN (SELECT k FROM b)',
  'SELECT i, s FROM a WHERE NOT EXISTS (SELECT 1 FROM b WHERE a.k = b.k AND b.y > a.i)',
  'SELECT i FROM a WHERE k NOT IN (SELECT k FROM b WHERE k IS NOT NULL)',
  'SELECT x.i, y.i FROM a x JOIN a y ON x.g = y.g WHERE x.i < 100 AND y.i % 7 = 0',
  'SELECT x.i, y.y FROM (SELECT * FROM a WHERE i < 30) x LEFT JOIN b y ON x.g * 0 = y.y * 0 AND x.i = y.y % 977',
  'SELECT x.i, y.y FROM (SELECT * FROM a WHERE i < 30) x FULL JOIN b y ON x.g * 0 = y.y * 0 AND x.i = y.y % 977',
  'SELECT i, s, row_number() OVER (PARTITION BY k ORDER BY s), sum(x) OVER (PARTITION BY k ORDER BY s) FROM a',
  'SELECT i, lag(s, 2) OVER w, rank() OVER w, avg(d) OVER (w ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING) FROM a WINDOW w AS (PARTITION BY s, k % 7 ORDER BY x)',
  'SELECT i FROM a QUALIFY row_number() OVER (PARTITION BY st, l ORDER BY d DESC) = 1',
  'SELECT DISTINCT s FROM a',
  'SELECT DISTINCT st, l, x FROM a',
  'SELECT DISTINCT ON (k) k, i, x FROM a',
  'SELECT s FROM a UNION SELECT s FROM b',
  'SELECT s FROM b INTERSECT SELECT s FROM a',
  'SELECT k, s FROM a EXCEPT SELECT k, s FROM b',
  'SELECT k FROM a INTERSECT ALL SELECT k FROM b',
  'SELECT s FROM a EXCEPT ALL SELECT s FROM b',
]

const store = new TestTemporaryStore()
let unlimited: SessionContext
let limited: SessionContext

async function open(store: TestTemporaryStore, limit: string): Promise<SessionContext> {
  const db = createSessionContext(
    { ...createNodePlatform(), temporary: store },
    { 'execution.workers': 'off', 'execution.batch_size': 200 },
  )
  for (const sql of tables) await db.sql(sql).run()
  db.setOption('execution.memory_limit', limit)
  return db
}

beforeAll(async () => {
  unlimited = await open(new TestTemporaryStore(), '0')
  limited = await open(store, '40 KB')
})

afterAll(async () => {
  await unlimited.close()
  await limited.close()
})

test.each(spilling)('%s', async sql => {
  const before = store.created
  const relation = limited.sql(sql)
  const rows = await relation.toArray()
  const expected = await unlimited.sql(sql).toArray()
  expect(rows.length).toBe(expected.length)
  expect(JSON.stringify(rows, text)).toBe(JSON.stringify(expected, text))
  expect(store.created).toBeGreaterThan(before)
  expect(store.open.size).toBe(0)
  expect(relation.stats.spillFiles).toBe(store.created - before)
  expect(relation.stats.bytesSpilled).toBeGreaterThan(0)
})

test('EXPLAIN ANALYZE says what each operator has spilled and held', async () => {
  const plan = await limited.sql('SELECT s, count(*) FROM a GROUP BY s ORDER BY s').explain({ analyze: true })
  expect(plan).toMatch(/SortExec: .*spill_files=\d+, bytes_spilled=[\d.]+ KiB, bytes_held=[\d.]+ KiB/)
  expect(plan).toMatch(/HashAggregateExec: .*spill_files=\d+, bytes_spilled=[\d.]+ KiB, bytes_held=[\d.]+ KiB/)
})

test('without a limit nothing is spilled, and the peak is known', async () => {
  const { bytesSpilled, spillFiles, peakMemory } = await unlimited.sql('SELECT * FROM a ORDER BY k').run()
  expect({ bytesSpilled, spillFiles }).toEqual({ bytesSpilled: 0, spillFiles: 0 })
  expect(peakMemory).toBeGreaterThan(100_000)
})

function text(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value
}
