// How fast are the range operations in SQL over Arrow tables in memory, to Arrow batches? Needs `npm run build` and LOCUSQL_BENCH_DATA.
// node bench/interval-arrow.mjs [pattern of names] [dictionary | text]     contigs as a dictionary or as plain text; wall and CPU time
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Dictionary, Int32, makeData, makeVector, Table, Utf8, vectorFromArray } from 'apache-arrow'
import { open } from '../dist/bundle/node.js'

const data = process.env.LOCUSQL_BENCH_DATA
if (data === undefined) throw new Error('Set LOCUSQL_BENCH_DATA to the folder of the benchmark data.')
const wanted = new RegExp(process.argv[2] ?? '.')
const RUNS = Number(process.env.RUNS ?? 5)
const contigs = vectorFromArray(
  Array.from({ length: 64 }, (_, i) => `chr${i + 1}`),
  new Utf8(),
)

function load(name) {
  const read = part => {
    const bytes = readFileSync(path.join(data, 'iv', `${name}.${part}.i32`))
    return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4).slice()
  }
  const codes = read('chrom')
  const type = new Dictionary(new Utf8(), new Int32())
  const coded = makeVector(makeData({ type, length: codes.length, nullCount: 0, data: codes, dictionary: contigs }))
  const chrom = process.argv[3] === 'text' ? vectorFromArray(coded, new Utf8()) : coded
  return new Table({ chrom, start: makeVector(read('start')), end: makeVector(read('end')) })
}

const db = await open({ 'bio.coordinate_system_zero_based': true })
for (const name of ['exons', 'fbrain', 'rna', 'rna.shuf', 'dense'])
  await db.registerArrow(name.replace('.', '_'), load(name), { zeroBased: true })

const genome = readFileSync(path.join(data, 'iv', 'genome.txt'), 'utf8')
  .trim()
  .split('\n')
db.registerRows(
  'genome',
  genome.map(line => ({ chrom: line.split('\t')[0], start: 0, end: Number(line.split('\t')[1]) })),
  { zeroBased: true },
)

async function measure(name, sql) {
  if (!wanted.test(name)) return
  const times = []
  const work = []
  let rows = 0
  for (let i = 0; i < RUNS; i++) {
    const began = performance.now()
    const before = process.cpuUsage()
    rows = 0
    for await (const batch of db.sql(sql).batches()) rows += batch.numRows
    times.push(performance.now() - began)
    const { user, system } = process.cpuUsage(before)
    work.push((user + system) / 1000)
  }
  times.sort((a, b) => a - b)
  work.sort((a, b) => a - b)
  console.log(
    `${name.padEnd(36)} min ${times[0].toFixed(0).padStart(6)} ms  median ${times[RUNS >> 1].toFixed(0).padStart(6)} ms  CPU min ${work[0].toFixed(0).padStart(6)} ms  ${rows} rows`,
  )
}

for (const [left, right] of [
  ['exons', 'fbrain'],
  ['rna', 'exons'],
  ['rna_shuf', 'exons'],
  ['exons', 'dense'],
]) {
  const pair = `${left}-${right}`
  await measure(`${pair} overlap`, `SELECT * FROM overlap('${left}', '${right}')`)
  await measure(`${pair} overlap-count`, `SELECT count(*) FROM overlap('${left}', '${right}')`)
  await measure(`${pair} nearest1`, `SELECT * FROM nearest('${left}', '${right}')`)
  await measure(`${pair} nearest5`, `SELECT * FROM nearest('${left}', '${right}', k => 5)`)
  await measure(`${pair} count_overlaps`, `SELECT * FROM count_overlaps('${left}', '${right}')`)
  await measure(`${pair} coverage`, `SELECT * FROM coverage('${left}', '${right}')`)
  await measure(`${pair} subtract`, `SELECT * FROM subtract('${left}', '${right}')`)
  await measure(`${pair} merge left`, `SELECT * FROM merge('${left}')`)
  await measure(`${pair} cluster left`, `SELECT * FROM cluster('${left}')`)
  await measure(`${pair} complement left`, `SELECT * FROM complement('${left}', view => 'genome')`)
}
await db.close()
