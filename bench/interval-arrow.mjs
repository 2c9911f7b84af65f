// How fast are the range operations in SQL over Arrow tables in memory, to Arrow batches? Beside polars-bio over DataFrames and DuckDB over its tables, where they are installed.
// node bench/interval-arrow.mjs [--pairs '^rna'] [--operations '^nearest'] [--threads 1,2] [--contigs dictionary|text] [--runs 5] [--alone]
// Needs npm run build and LOCUSQL_BENCH_DATA. LOCUSQL_PEER_PYTHON: a Python with polars-bio and pyarrow, else the one of the shared peer harness.
// The last results: bench/interval-arrow/results.md.
// Times are the least of the runs in ms, after one that is not counted; ratios are peer / ours. The real pair needs ../shared.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Dictionary, Int32, makeData, makeVector, Table, Utf8, vectorFromArray } from 'apache-arrow'
import { open } from '../dist/bundle/node.js'
import { measureDuckDB } from './interval-arrow/duckdb.mjs'
import { shared } from './peer-harness.mjs'

const data = process.env.LOCUSQL_BENCH_DATA
if (data === undefined) throw new Error('Set LOCUSQL_BENCH_DATA to the folder of the benchmark data.')
const text = { type: 'string' }
const { values: options } = parseArgs({
  options: { pairs: text, operations: text, threads: text, contigs: text, runs: text, alone: { type: 'boolean' } },
})
const operations = new RegExp(options.operations ?? '.')
const runs = Number(options.runs ?? 5)
const python = process.env.LOCUSQL_PEER_PYTHON ?? path.join(os.homedir(), '.cache/locusql-peers/venv/bin/python')
const genomeFile = path.join(data, 'iv', 'genome.txt')

const real = name => path.join(shared, 'data/parquet/polars-bio', name)
const generated = name => path.join(data, 'iv', name)
const pairs = [
  ['exons', 'fbrain'],
  ['exons.shuf', 'fbrain.shuf'],
  ['rna', 'exons'],
  ['rna.shuf', 'exons.shuf'],
  ['exons', 'dense'],
  ['exons.shuf', 'dense.shuf'],
].map(([left, right]) => ({ name: `${left}-${right}`, left: generated(left), right: generated(right), genome: genomeFile }))
pairs.push({ name: 'real', left: real('exons'), right: real('fBrain-DS14718') })

const asked = {
  overlap: "SELECT * FROM overlap('l', 'r')",
  'overlap-count': "SELECT count(*) FROM overlap('l', 'r')",
  nearest1: "SELECT * FROM nearest('l', 'r')",
  nearest5: "SELECT * FROM nearest('l', 'r', k => 5)",
  count_overlaps: "SELECT * FROM count_overlaps('l', 'r')",
  coverage: "SELECT * FROM coverage('l', 'r')",
  subtract: "SELECT * FROM subtract('l', 'r')",
  merge: "SELECT * FROM merge('l')",
  cluster: "SELECT * FROM cluster('l')",
  complement: "SELECT * FROM complement('l', view => 'genome')",
}

/** [name, length] of the contigs, in the order of their codes in the generated tables. */
const genome = readFileSync(genomeFile, 'utf8')
  .trim()
  .split('\n')
  .map(line => line.split('\t'))
const contigs = vectorFromArray(
  genome.map(([name]) => name),
  new Utf8(),
)

function generatedTable(name) {
  const read = part => {
    const bytes = readFileSync(`${name}.${part}.i32`)
    return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4).slice()
  }
  const codes = read('chrom')
  const type = new Dictionary(new Utf8(), new Int32())
  const chrom = makeVector(makeData({ type, length: codes.length, nullCount: 0, data: codes, dictionary: contigs }))
  return new Table({ chrom, start: makeVector(read('start')), end: makeVector(read('end')) })
}

function realTable(db, folder) {
  return db.sql(`SELECT contig AS chrom, pos_start AS start, pos_end AS "end" FROM '${folder}/*.parquet'`).toArrow()
}

const asText = table =>
  new Table({ chrom: vectorFromArray(table.getChild('chrom'), new Utf8()), start: table.getChild('start'), end: table.getChild('end') })

async function openPair(pair, threads) {
  const db = await open({ 'bio.coordinate_system_zero_based': true, 'execution.target_partitions': threads })
  for (const [alias, name] of [
    ['l', pair.left],
    ['r', pair.right],
  ]) {
    const table = pair.name === 'real' ? await realTable(db, name) : generatedTable(name)
    await db.registerArrow(alias, options.contigs === 'text' ? asText(table) : table, { zeroBased: true })
  }
  if (pair.genome) {
    const rows = genome.map(([chrom, length]) => ({ chrom, start: 0, end: Number(length) }))
    db.registerRows('genome', rows, { zeroBased: true })
  }
  return db
}

async function measureOurs(pair, threads) {
  const db = await openPair(pair, threads)
  const results = []
  for (const [operation, sql] of Object.entries(asked)) {
    if (!operations.test(operation) || (operation === 'complement' && !pair.genome)) continue
    const times = []
    let rows = 0
    for (let i = 0; i <= runs; i++) {
      const began = performance.now()
      rows = 0
      for await (const batch of db.sql(sql).batches())
        rows += operation === 'overlap-count' ? Number(batch.getChildAt(0).get(0)) : batch.numRows
      if (i > 0) times.push(performance.now() - began)
    }
    results.push({ operation, times, rows })
  }
  await db.close()
  return results
}

function measurePolarsBio(pair, threads) {
  if (options.alone || !existsSync(python)) return undefined
  const script = fileURLToPath(new URL('./interval-arrow/polars-bio.py', import.meta.url))
  const args = [script, String(threads), String(runs + 1), operations.source, pair.left, pair.right, ...(pair.genome ? [pair.genome] : [])]
  const { status, stdout, stderr } = spawnSync(python, args, { encoding: 'utf8' })
  if (status !== 0) console.error(`polars-bio failed: ${stderr.trim().split('\n').at(-1)}`)
  const lines = stdout.split('\n').filter(line => line.startsWith('{'))
  return lines.map(line => JSON.parse(line)).map(result => ({ ...result, times: result.times.slice(1) }))
}

function measureDuck(pair, threads) {
  if (options.alone) return undefined
  // Where a shuffled table has no BED file, DuckDB shuffles the other one.
  const bed = name => (existsSync(`${name}.bed`) ? `'${name}.bed'` : `'${name.replace('.shuf', '')}.bed'`)
  const source = name =>
    pair.name === 'real'
      ? `SELECT contig AS chrom, pos_start AS s, pos_end AS e FROM read_parquet('${name}/*.parquet')`
      : `SELECT column0 AS chrom, column1::INTEGER AS s, column2::INTEGER AS e FROM read_csv(${bed(name)}, delim = '\t', header = false)
          ${existsSync(`${name}.bed`) ? '' : 'ORDER BY hash(column1)'}`
  return measureDuckDB({ left: source(pair.left), right: source(pair.right), threads, runs: Math.min(runs, 3), operations })
}

const least = result => (result ? Math.min(...result.times) : Number.NaN)
const cell = (ms, ours) => (Number.isNaN(ms) ? '-'.padStart(16) : `${ms.toFixed(0).padStart(8)} ${(ms / ours).toFixed(2).padStart(6)}x`)

if (!options.alone && !existsSync(python)) console.error(`polars-bio is left out: there is no ${python}.`)
console.log(
  'pair, operation, threads'.padEnd(44),
  'ours ms'.padStart(8),
  'polars-bio'.padStart(16),
  'duckdb iejoin'.padStart(16),
  'duckdb binned'.padStart(16),
  ' rows',
)
for (const threads of (options.threads ?? '1,2').split(',').map(Number)) {
  for (const pair of pairs.filter(({ name }) => new RegExp(options.pairs ?? '.').test(name))) {
    if (pair.name === 'real' && !existsSync(pair.left)) {
      console.error(`The real pair is left out: there is no ${pair.left}.`)
      continue
    }
    const ours = await measureOurs(pair, threads)
    const polars = measurePolarsBio(pair, threads)
    const duck = await measureDuck(pair, threads)
    for (const own of ours) {
      const of = (results, form) => results?.find(result => result.operation === own.operation && result.form === form)
      const ms = least(own)
      const peer = of(polars)
      const cells = [cell(least(peer), ms), cell(least(of(duck, 'iejoin')), ms), cell(least(of(duck, 'binned')), ms)]
      const rows = peer && peer.rows !== own.rows ? `${own.rows}, polars-bio ${peer.rows}` : `${own.rows}`
      console.log(`${pair.name} ${own.operation} ${threads}`.padEnd(44), ms.toFixed(0).padStart(8), ...cells, ` ${rows}`)
    }
  }
}
