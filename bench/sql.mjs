// How long does SQL on 10M rows in memory take, beside DuckDB on the same rows with one thread? Both in this process, interleaved; answers are compared.
// npm run build && node bench/sql.mjs [--rows 10000000] [--repeat 5] [--only sort] [--json results.json] [--alone]
// DuckDB (@duckdb/node-api) is taken from node_modules or from the folder LOCUSQL_PEERS (default ~/.cache/locusql-peers, where the shared harness puts it).
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { Dictionary, Field, Int8, Int32, Int64, makeData, RecordBatch, Schema, Struct, Table, Utf8, vectorFromArray } from 'apache-arrow'
import { open } from '../dist/bundle/node.js'

function option(name, otherwise) {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : process.argv[at + 1]
}

const ROWS = Number(option('rows', 10_000_000))
const KEYS = ROWS / 10
const REPEAT = Number(option('repeat', 5))
const only = option('only', '')
const alone = process.argv.includes('--alone')

// The same numbers on both sides: arithmetic modulo 2^32.
const step = x => (x ^ (x >>> 15)) >>> 0
const mix = (i, modulus, salt) =>
  step(Math.imul(step((Math.imul(i, 2654435761) + Math.imul(salt, 1013904223)) >>> 0), 1540483477) >>> 0) % modulus
const C = 4294967296
const stepSql = x => `xor(${x}, (${x}) >> 15)`
const mixSql = (modulus, salt) =>
  `(${stepSql(`(${stepSql(`(i * 2654435761 + ${salt * 1013904223}) % ${C}`)} * 1540483477) % ${C}`)} % ${modulus})`

const duckTables = [
  `CREATE TABLE t AS SELECT i::INT AS id, ${mixSql(KEYS, 1)}::BIGINT AS k, 'chr' || (1 + ${mixSql(24, 2)}) AS chrom, ${mixSql(250000000, 3)}::INT AS pos,
     ${mixSql(61, 4)}::INT AS mapq, ${mixSql(4096, 5)}::INT AS flags, 'rs' || ${mixSql(KEYS, 1)} AS name FROM range(${ROWS}) r(i)`,
  `CREATE TABLE d AS SELECT (i * 7919) % ${KEYS} AS k, (i % 1000)::INT AS v, 'rs' || ((i * 7919) % ${KEYS}) AS name FROM range(${KEYS}) r(i)`,
]

const questions = [
  [
    'filter',
    'filter on three columns, count',
    4,
    'SELECT count(*) FROM t WHERE mapq >= 30 AND pos BETWEEN 50000000 AND 150000000 AND flags < 1024',
  ],
  [
    'group-dictionary',
    'group by a dictionary column',
    1,
    'SELECT chrom, count(*) AS n, sum(pos) AS s FROM t GROUP BY chrom ORDER BY chrom',
  ],
  [
    'group-int64',
    'group by int64, 1M groups',
    2,
    'SELECT count(*), max(n), max(s) FROM (SELECT k, count(*) AS n, sum(mapq) AS s FROM t GROUP BY k) AS x',
  ],
  // A whole sort is kept as a table on both sides; the shared harness asks for ten rows from the middle, which need no whole sort.
  [
    'sort',
    'sort by two keys, all rows',
    2,
    'CREATE OR REPLACE TEMP TABLE s AS SELECT pos, id FROM t ORDER BY pos, id',
    `SELECT pos, id FROM s LIMIT 3 OFFSET ${ROWS / 2}`,
  ],
  ['middle', 'sort by two keys, 10 from the middle', 2, `SELECT pos, id FROM t ORDER BY pos, id LIMIT 10 OFFSET ${ROWS / 2}`],
  ['top100', 'top 100', 1, 'SELECT pos, id FROM t ORDER BY pos DESC, id LIMIT 100'],
  ['join-int64', 'hash join 1M x 10M on int64', 4, 'SELECT count(*), sum(t.mapq + d.v) FROM t JOIN d ON t.k = d.k'],
  ['join-text', 'hash join 1M x 10M on text', 4, 'SELECT count(*), sum(t.mapq + d.v) FROM t JOIN d ON t.name = d.name'],
  [
    'window',
    'window sum per partition, 24',
    4,
    'SELECT max(s), sum(s - pos) FROM (SELECT pos, sum(mapq) OVER (PARTITION BY chrom) AS s FROM t) AS x',
  ],
  [
    'window-int64',
    'window sum per partition, 1M',
    4,
    'SELECT max(s), sum(s - mapq) FROM (SELECT mapq, sum(mapq) OVER (PARTITION BY k) AS s FROM t) AS x',
  ],
]

function texts(numbers, prefix) {
  const offsets = new Int32Array(numbers.length + 1)
  const bytes = new Uint8Array(numbers.length * (prefix.length + 8))
  const start = new TextEncoder().encode(prefix)
  let at = 0
  for (let i = 0; i < numbers.length; i++) {
    bytes.set(start, at)
    at += start.length
    const digits = String(numbers[i])
    for (let j = 0; j < digits.length; j++) bytes[at++] = digits.charCodeAt(j)
    offsets[i + 1] = at
  }
  return makeData({ type: new Utf8(), length: numbers.length, nullCount: 0, valueOffsets: offsets, data: bytes.slice(0, at) })
}

function table(columns) {
  const fields = new Schema(Object.entries(columns).map(([name, data]) => new Field(name, data.type, false)))
  const children = Object.values(columns)
  const data = makeData({ type: new Struct(fields.fields), length: children[0].length, nullCount: 0, children })
  return new Table([new RecordBatch(fields, data)])
}

const plain = (type, values) => makeData({ type, length: values.length, nullCount: 0, data: values })

function makeTables() {
  const ids = new Int32Array(ROWS).map((_, i) => i)
  const k = ids.map(i => mix(i, KEYS, 1))
  const chromosomes = vectorFromArray(
    Array.from({ length: 24 }, (_, i) => `chr${i + 1}`),
    new Utf8(),
  )
  const chrom = makeData({
    type: new Dictionary(new Utf8(), new Int8()),
    length: ROWS,
    nullCount: 0,
    data: Int8Array.from(ids, i => mix(i, 24, 2)),
    dictionary: chromosomes,
  })
  const dimension = new Int32Array(KEYS).map((_, i) => (i * 7919) % KEYS)
  return {
    t: table({
      id: plain(new Int32(), ids),
      k: plain(new Int64(), BigInt64Array.from(k, BigInt)),
      chrom,
      pos: plain(
        new Int32(),
        ids.map(i => mix(i, 250000000, 3)),
      ),
      mapq: plain(
        new Int32(),
        ids.map(i => mix(i, 61, 4)),
      ),
      flags: plain(
        new Int32(),
        ids.map(i => mix(i, 4096, 5)),
      ),
      name: texts(k, 'rs'),
    }),
    d: table({
      k: plain(new Int64(), BigInt64Array.from(dimension, BigInt)),
      v: plain(
        new Int32(),
        new Int32Array(KEYS).map((_, i) => i % 1000),
      ),
      name: texts(dimension, 'rs'),
    }),
  }
}

async function openDuckDb() {
  const peers = process.env.LOCUSQL_PEERS ?? path.join(os.homedir(), '.cache/locusql-peers')
  for (const from of [import.meta.url, path.join(peers, 'x.cjs')]) {
    try {
      const { DuckDBInstance } = createRequire(from)('@duckdb/node-api')
      return await (await DuckDBInstance.create(':memory:')).connect()
    } catch {
      // Not installed there: the next place, or without the peer.
    }
  }
  console.error('DuckDB is not installed: our own times only.')
  return undefined
}

async function engines() {
  const db = await open({ 'execution.workers': 'off', 'execution.target_partitions': 1 })
  for (const [name, rows] of Object.entries(makeTables())) await db.registerArrow(name, rows)
  const ours = async sql => {
    const rows = []
    for await (const row of db.sql(sql)) rows.push(Object.values(row))
    return rows
  }
  const duck = alone ? undefined : await openDuckDb()
  if (!duck) return { locusql: ours }
  const theirs = async sql => (await duck.runAndReadAll(sql)).getRows()
  await theirs('SET threads = 1')
  for (const sql of duckTables) await theirs(sql)
  return { locusql: ours, duckdb: theirs }
}

const median = values => [...values].sort((a, b) => a - b)[values.length >> 1]
const text = rows =>
  JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : typeof value === 'number' ? String(value) : value))

const running = await engines()
const results = []
for (const [id, title, target, sql, check] of questions.filter(([id]) => id.startsWith(only))) {
  const times = Object.fromEntries(Object.keys(running).map(name => [name, []]))
  // Of all threads of this process: what a busy machine disturbs least.
  const cpu = Object.fromEntries(Object.keys(running).map(name => [name, []]))
  const answers = new Set()
  for (let round = 0; round <= REPEAT; round++) {
    for (const [name, run] of Object.entries(running)) {
      const start = performance.now()
      const cpuBefore = process.cpuUsage()
      const rows = await run(sql)
      const used = process.cpuUsage(cpuBefore)
      if (round > 0) times[name].push(performance.now() - start)
      if (round > 0) cpu[name].push((used.user + used.system) / 1000)
      if (round === 0) answers.add(text(check ? await run(check) : rows))
    }
  }
  const ours = median(times.locusql)
  const theirs = times.duckdb && median(times.duckdb)
  const ratio = theirs === undefined ? undefined : ours / theirs
  results.push({ id, title, target, times, cpu, ratio })
  const cpuRatio = theirs === undefined ? '' : `, CPU ${(median(cpu.locusql) / median(cpu.duckdb)).toFixed(2)}x`
  const verdict =
    ratio === undefined ? '' : ` duckdb ${theirs.toFixed(0).padStart(6)} ms  ${ratio.toFixed(2)}x${cpuRatio} (target ${target}x)`
  const spread = `[${Math.min(...times.locusql).toFixed(0)}-${Math.max(...times.locusql).toFixed(0)}]`
  console.log(
    `${title.padEnd(38)} locusql ${ours.toFixed(0).padStart(6)} ms ${spread.padEnd(12)}${verdict}${answers.size > 1 ? '  ANSWERS DIFFER' : ''}`,
  )
  if (answers.size > 1) for (const answer of answers) console.log(`  ${answer.slice(0, 300)}`)
}
console.log(`${ROWS} rows, ${REPEAT} repeats after one warm-up, ${os.cpus()[0]?.model}, Node ${process.version}`)
const file = option('json')
if (file) writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`)
process.exit(0)
