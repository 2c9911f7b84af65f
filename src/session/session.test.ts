import { Table, tableFromArrays } from 'apache-arrow'
import { expect, test } from 'vitest'
import { createNodePlatform } from '../platform/node/node-platform.ts'
import { createSessionContext, type OpenOptions } from './session-context.ts'

function open(options: OpenOptions = {}) {
  return createSessionContext(createNodePlatform(), { 'execution.workers': 'off', ...options })
}

async function plain(rows: Promise<readonly object[]>): Promise<object[]> {
  return (await rows).map(row => ({ ...row }))
}

test('rows are objects without a prototype; parameters are values, never text', async () => {
  await using db = open()
  db.registerRows('t', [
    { id: 1, name: 'a' },
    { id: 2, name: "b'; DROP TABLE t" },
  ])
  const rows = await db.sql('SELECT id, name FROM t WHERE name = $1 OR id = $2', ["b'; DROP TABLE t", 1]).toArray()
  expect(rows.map(row => ({ ...row }))).toEqual([
    { id: 1, name: 'a' },
    { id: 2, name: "b'; DROP TABLE t" },
  ])
  expect(Object.getPrototypeOf(rows[0])).toBe(null)
  expect(await plain(db.sql('SELECT ? + ? AS s', [1, 2]).toArray())).toEqual([{ s: 3 }])
})

test('columns called __proto__ and constructor are columns, and Object.prototype stays as it was', async () => {
  const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype))
  await using db = open()
  db.registerRows('p', [JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2, "toString": 3}')])
  const [row] = await db.sql('SELECT * FROM p').toArray()
  expect(Object.keys(row ?? {})).toEqual(['__proto__', 'constructor', 'toString'])
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
  expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(before)
})

test('a relation is refined step by step, and means what SQL means', async () => {
  await using db = open()
  db.registerRows('t', [
    { x: 3, s: 'c' },
    { x: 1, s: 'a' },
    { x: 2, s: 'b' },
    { x: 4, s: null },
  ])
  const relation = db.table('t').filter('x > 1').select('x * 10 AS y', 's').sort('y DESC').limit(2, 1)
  expect(await plain(relation.toArray())).toEqual([
    { y: 30, s: 'c' },
    { y: 20, s: 'b' },
  ])
  expect(await plain(db.table('t').select('count(*) AS n', 'max(x) AS m').toArray())).toEqual([{ n: 4, m: 4 }])
  expect((await relation.schema()).fields.map(field => `${field.name}: ${field.type}`)).toEqual(['y: Int64', 's: Utf8'])
  expect(await plain(db.sql('SELECT x FROM t WHERE x > $1', [2]).sort('x').toArray())).toEqual([{ x: 3 }, { x: 4 }])
})

test('errors of refinements name the expression', async () => {
  await using db = open()
  db.registerRows('t', [{ x: 3 }])
  expect(() => db.table('t').filter('x >')).toThrow('Expected an expression, found the end of the text.')
  expect(() => db.table('t').filter('x > 1; DROP TABLE t')).toThrow(/found/)
  expect(() => db.table('t').select()).toThrow("select() takes at least one expression: select('chrom', 'start').")
  expect(() => db.table('t').limit(-1)).toThrow('limit() takes whole numbers from 0, not -1.')
  await expect(db.table('t').select('y').toArray()).rejects.toThrow('Column "y" not found')
  await expect(db.sql('SHOW TABLES').limit(1).toArray()).rejects.toThrow('Only a query can be refined')
  await expect(db.table('u').toArray()).rejects.toThrow('Table "u" not found.')
})

test('leaving the loop early ends the query; running twice gives the same', async () => {
  await using db = open()
  db.registerRows(
    't',
    Array.from({ length: 50_000 }, (_, x) => ({ x })),
  )
  const relation = db.sql('SELECT x FROM t')
  const seen: unknown[] = []
  for await (const row of relation) {
    seen.push(row.x)
    if (seen.length === 3) break
  }
  expect(seen).toEqual([0, 1, 2])
  expect((await relation.toArray()).length).toBe(50_000)
  expect(relation.stats.rows).toBe(50_000)
})

test('an aborted query rejects with the reason of its signal, before it starts and while it runs', async () => {
  await using db = open()
  db.registerRows(
    't',
    Array.from({ length: 20_000 }, (_, x) => ({ x })),
  )
  const early = AbortSignal.abort()
  await expect(db.sql('SELECT 1', [], { signal: early }).toArray()).rejects.toThrow(early.reason)
  const controller = new AbortController()
  const reason = new Error('enough')
  setTimeout(() => controller.abort(reason), 20)
  const endless = db.sql('SELECT count(*) FROM t a, t b WHERE a.x + b.x = -1', [], { signal: controller.signal })
  const began = performance.now()
  await expect(endless.toArray()).rejects.toBe(reason)
  expect(performance.now() - began).toBeLessThan(20_000)
})

test('Arrow goes in and out: tables, batches, IPC bytes', async () => {
  await using db = open()
  const table = tableFromArrays({ id: Int32Array.of(1, 2, 3), score: Float64Array.of(0.5, 1.5, 2.5) })
  await db.registerArrow('a', table)
  const result = await db.sql('SELECT id, score * 2 AS d FROM a WHERE id > 1').toArrow()
  expect(result).toBeInstanceOf(Table)
  expect(result.toArray().map(row => row.toJSON())).toEqual([
    { id: 2, d: 3 },
    { id: 3, d: 5 },
  ])
  await db.registerArrow('b', await db.sql('SELECT * FROM a').toIPC())
  expect(await plain(db.sql('SELECT sum(id) AS s FROM b').toArray())).toEqual([{ s: 6 }])
  await db.registerArrow('c', result.batches)
  let rows = 0
  for await (const batch of db.table('c').batches()) rows += batch.numRows
  expect(rows).toBe(2)
  await expect(db.registerArrow('d', new Uint8Array([1, 2, 3]))).rejects.toThrow('not an Arrow IPC stream or file')
})

test('64-bit integers: by column, or as open() says', async () => {
  const sql = 'SELECT count(*) AS n, sum(x) AS s, CAST(5 AS BIGINT) AS b FROM (VALUES (1), (2)) t(x)'
  await using byColumn = open()
  expect(await plain(byColumn.sql(sql).toArray())).toEqual([{ n: 2, s: 3, b: 5n }])
  expect(JSON.stringify(await byColumn.sql(sql).toJSON())).toBe('[{"n":2,"s":3,"b":5}]')
  await using bigint = open({ int64: 'bigint' })
  expect(await plain(bigint.sql(sql).toArray())).toEqual([{ n: 2n, s: 3n, b: 5n }])
  await using number = open({ int64: 'number' })
  expect(await plain(number.sql(sql).toArray())).toEqual([{ n: 2, s: 3, b: 5 }])
  const beyond = byColumn.sql('SELECT sum(x) AS s FROM (VALUES (9007199254740992), (1)) t(x)')
  await expect(beyond.toArray()).rejects.toThrow('The value 9007199254740993 in column "s" does not fit a JavaScript number')
  expect(JSON.stringify(await byColumn.sql('SELECT CAST(9007199254740993 AS BIGINT) AS x').toJSON())).toBe('[{"x":"9007199254740993"}]')
})

test('scalar functions in JavaScript: types, NULL, errors with the row and the arguments', async () => {
  await using db = open()
  db.registerFunction({
    name: 'gc',
    args: ['VARCHAR'],
    returns: 'DOUBLE',
    evaluate: (s: string) => s.replace(/[^GC]/g, '').length / s.length,
  })
  db.registerFunction({ name: 'known', args: ['VARCHAR'], returns: 'BOOLEAN', nulls: 'pass', evaluate: (s: string | null) => s !== null })
  db.registerFunction({
    name: 'parts',
    args: ['VARCHAR', 'VARCHAR'],
    returns: 'VARCHAR[]',
    evaluate: (s: string, by: string) => s.split(by),
  })
  db.registerRows('t', [{ s: 'GGCA' }, { s: null }, { s: 'AT' }])
  expect(await plain(db.sql("SELECT gc(s) AS g, known(s) AS k, parts(s, 'A') AS p FROM t").toArray())).toEqual([
    { g: 0.75, k: true, p: ['GGC', ''] },
    { g: null, k: false, p: null },
    { g: 0, k: true, p: ['', 'T'] },
  ])
  expect(await plain(db.sql('SELECT s FROM t WHERE gc(s) > 0.5').toArray())).toEqual([{ s: 'GGCA' }])
  db.registerFunction({
    name: 'boom',
    args: ['VARCHAR'],
    returns: 'BIGINT',
    evaluate: (s: string) => {
      if (s === 'AT') throw new Error('no AT please')
      return 1
    },
  })
  await expect(db.sql('SELECT boom(s) FROM t').toArray()).rejects.toThrow(
    'Function "boom" (returns Int64) failed in row 3 of its batch, boom(\'AT\'): no AT please',
  )
  db.registerFunction({ name: 'liar', args: [], returns: 'INTEGER', evaluate: () => 'text' })
  await expect(db.sql('SELECT liar()').toArray()).rejects.toThrow('Function "liar" (returns Int32) failed')
  await expect(db.sql('SELECT gc(1)').toArray()).rejects.toThrow('Function gc does not take (INTEGER).')
  expect(() => db.registerFunction({ name: 'x', args: ['NOSUCH'], returns: 'INT', evaluate: () => 1 })).toThrow(
    'Type "NOSUCH" does not exist.',
  )
})

test('aggregate functions in JavaScript', async () => {
  await using db = open()
  db.registerFunction({
    kind: 'aggregate',
    name: 'product',
    args: ['DOUBLE'],
    returns: 'DOUBLE',
    start: () => 1,
    step: (product: number, x: number) => product * x,
    finish: (product: number) => product,
  })
  db.registerRows('t', [
    { k: 'a', x: 2 },
    { k: 'a', x: 3 },
    { k: 'b', x: null },
    { k: 'b', x: 5 },
  ])
  expect(await plain(db.sql('SELECT k, product(x) AS p FROM t GROUP BY k ORDER BY k').toArray())).toEqual([
    { k: 'a', p: 6 },
    { k: 'b', p: 5 },
  ])
  expect(await plain(db.sql('SELECT product(x) AS p FROM t WHERE false').toArray())).toEqual([{ p: 1 }])
})

test('views, options and names in snake case', async () => {
  await using db = open()
  db.registerRows('t', [{ x: 1 }, { x: 2 }])
  await db.register_view('v', 'SELECT x + 1 AS y FROM t')
  expect(await plain(db.table('v').toArray())).toEqual([{ y: 2 }, { y: 3 }])
  await expect(db.registerView('w', 'SELECT nope FROM t')).rejects.toThrow('Column "nope" not found')
  expect(db.tableNames()).toEqual(['t', 'v'])
  db.set_option('datafusion.execution.batch_size', 100)
  expect(db.getOption('execution.batch_size')).toBe('100')
  expect(() => db.setOption('execution.batchsize', 1)).toThrow(
    'There is no option "execution.batchsize". Did you mean "execution.batch_size"?',
  )
})

test('metadata of rows, kept through select, filter and limit', async () => {
  await using db = open()
  db.registerRows('t', [{ chrom: 'chr1', start: 5, end: 9 }], { zeroBased: true })
  await db.setSourceMetadata('t', { format: 'bed', path: 'a.bed', header: { track: 'x', columns: ['chrom', 'start'] } })
  const expected = { format: 'bed', path: 'a.bed', coordinate_system_zero_based: true, header: { track: 'x', columns: ['chrom', 'start'] } }
  expect(await db.metadata('t')).toEqual(expected)
  expect(await db.table('t').filter('start > 1').select('chrom', 'start').limit(3).metadata()).toEqual(expected)
  expect(await plain(db.sql("SELECT * FROM table_metadata('t')").toArray())).toEqual([
    { key: 'format', value: 'bed' },
    { key: 'path', value: 'a.bed' },
    { key: 'coordinate_system_zero_based', value: 'true' },
    { key: 'header.track', value: 'x' },
    { key: 'header.columns', value: '["chrom","start"]' },
  ])
  await expect(db.metadata('nope')).rejects.toThrow('Table "nope" not found.')
})

test('sql() takes one statement; script() takes several; nothing runs before it is consumed', async () => {
  await using db = open()
  await expect(db.sql('SELECT 1; SELECT 2').toArray()).rejects.toThrow(
    'sql() takes one statement, and the text holds 2. script() takes several.',
  )
  await expect(db.sql('').toArray()).rejects.toThrow('The text holds no statement.')
  const [create, select] = db.script('CREATE TABLE t AS SELECT 1 AS x; SELECT x FROM t')
  expect(db.tableNames()).toEqual([])
  await create?.run()
  expect(await plain(select?.toArray() ?? Promise.resolve([]))).toEqual([{ x: 1 }])
})

test('a hundred queries at once give what they give alone', async () => {
  await using db = open()
  db.registerRows(
    't',
    Array.from({ length: 1000 }, (_, x) => ({ x, k: x % 7 })),
  )
  const one = (k: number) => plain(db.sql('SELECT count(*) AS n, sum(x) AS s FROM t WHERE k = $1', [k % 7]).toArray())
  const alone = await Promise.all([0, 1, 2, 3, 4, 5, 6].map(one))
  const together = await Promise.all(Array.from({ length: 100 }, (_, k) => one(k)))
  together.forEach((rows, k) => {
    expect(rows).toEqual(alone[k % 7])
  })
})

test('queries over the same views bind side by side', async () => {
  await using db = open()
  db.registerRows('t', [{ x: 1 }, { x: 2 }])
  await db.registerView('v', 'SELECT x FROM t')
  await db.registerView('w', 'SELECT x FROM v WHERE x > 1')
  const results = await Promise.all(Array.from({ length: 20 }, () => plain(db.sql('SELECT a.x FROM w a, v b, w c').toArray())))
  for (const rows of results) expect(rows).toEqual([{ x: 2 }, { x: 2 }])
})

test('a view that comes to itself again is refused, through a table function too; so are very many views over views', async () => {
  await using db = open()
  db.registerRows('t', [{ chrom: 'a', start: 1, end: 2 }], { zeroBased: false })
  await db.registerView('v', 'SELECT * FROM t')
  await expect(db.sql("CREATE OR REPLACE VIEW v AS SELECT * FROM merge('v')").run()).rejects.toThrow('View "v" refers to itself.')
  await expect(db.sql("CREATE OR REPLACE VIEW v AS SELECT * FROM table_metadata('v')").run()).rejects.toThrow('View "v" refers to itself.')
  const deep = async () => {
    for (let i = 0; i < 100; i++) await db.registerView(`v${i + 1}`, `SELECT * FROM ${i === 0 ? 'v' : `v${i}`}`)
  }
  await expect(deep()).rejects.toThrow('View "v" stands within 64 other views; make a table of one of them.')
})

test('statements that change tables do not lose what others did meanwhile', async () => {
  await using db = open()
  await db.sql('CREATE TABLE t (x INTEGER PRIMARY KEY)').run()
  const insert = (x: number) => db.sql('INSERT INTO t VALUES ($1)', [x]).run()
  const done = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => insert(i % 10)))
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
  expect(await plain(db.sql('SELECT count(*) AS n, sum(x) AS s FROM t').toArray())).toEqual([{ n: 10, s: 45 }])
  const create = (x: number) => db.sql(`CREATE TABLE u AS SELECT ${x} AS x`).run()
  const created = await Promise.allSettled([create(1), create(2)])
  expect(created.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
})

test('an error of a statement among several names its place', async () => {
  await using db = open()
  const text = 'SELECT 1;\nSET execution.batch_sise = 5'
  await expect(db.script(text)[1]?.run()).rejects.toMatchObject({ code: 'CONFIGURATION', at: { sqlOffset: text.indexOf('SET') } })
  const drop = 'DROP TABLE nothing'
  await expect(db.sql(drop).run()).rejects.toMatchObject({ code: 'PLAN', at: { sqlOffset: drop.indexOf('nothing') } })
})

test('what a caller without types gets wrong is an error that says so', async () => {
  await using db = open()
  const wrong = <T>(value: unknown) => value as T // as a caller in plain JavaScript would
  expect(() => db.sql(wrong(5))).toThrow('sql() takes the text of a statement, not a value of type number.')
  expect(() => db.sql('SELECT $1', wrong('abc'))).toThrow('The parameters are a list')
  await expect(db.registerVcf(wrong(undefined))).rejects.toThrow('A file is given by its path or URL as text')
  expect(() => db.registerFunction(wrong({ name: 'f' }))).toThrow('registerFunction takes {')
})

test('closing a session ends what runs', async () => {
  const db = open()
  db.registerRows(
    't',
    Array.from({ length: 20_000 }, (_, x) => ({ x })),
  )
  setTimeout(() => void db.close(), 20)
  await expect(db.sql('SELECT count(*) FROM t a, t b WHERE a.x + b.x = -1').toArray()).rejects.toThrow('The session is closed.')
})

test('a closed session says so', async () => {
  const db = open()
  db.registerRows('t', [{ x: 1 }])
  await db.close()
  await expect(db.sql('SELECT x FROM t').toArray()).rejects.toThrow('The session is closed.')
})

test('a query that began before its session was closed does not go on after', async () => {
  const db = open()
  db.registerRows('t', [{ x: 1 }])
  const running = await db.sql('SELECT x FROM t').start()
  await db.close()
  await expect(running.batches[Symbol.asyncIterator]().next()).rejects.toThrow('The session is closed.')
})

test('of two UPDATEs side by side each row keeps one, and the other says that it changed nothing', async () => {
  await using db = open()
  await db.sql('CREATE TABLE counters AS SELECT 1 AS x').run()
  const add = () => db.sql('UPDATE counters SET x = x + 1').run()
  const ended = await Promise.allSettled([add(), add()])
  const failed = ended.filter(result => result.status === 'rejected')
  expect(failed.map(result => result.reason.message)).toEqual([
    'Table "counters" was changed by another statement while this one ran: nothing was changed. Run it again.',
  ])
  expect(await db.sql('SELECT x FROM counters').toJSON()).toEqual([{ x: 2 }])
})

test('what is no Arrow table is refused in words', async () => {
  await using db = open()
  for (const [input, name] of [
    [null, 'null'],
    [{ a: 1 }, 'a value of type object'],
    [[{ a: 1 }], 'an array'],
  ] as const) {
    // As from JavaScript, where no type stands in the way.
    await expect(db.registerArrow('t', input as never)).rejects.toThrow(
      `An Arrow Table, record batches or the bytes of an IPC stream or file are taken, not ${name}. Objects are rows: registerRows.`,
    )
  }
})
