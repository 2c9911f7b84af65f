// How fast is a plain BED of ten million lines read: counted and summed, and filtered to text? Against awk, DuckDB and polars-bio, one partition and two.
// npm run build && node bench/bed-scan.mjs [--repeat 5]      needs LOCUSQL_BENCH_DATA; polars-bio where LOCUSQL_PEER_PYTHON names a Python that has it
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const LINES = 10_000_000
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const data = process.env.LOCUSQL_BENCH_DATA
const python = process.env.LOCUSQL_PEER_PYTHON
const repeat = Number(process.argv[process.argv.indexOf('--repeat') + 1]) || 5
if (data === undefined) {
  console.error('Set LOCUSQL_BENCH_DATA to the folder of the benchmark data (iv/dense.bed is read).')
  process.exit(1)
}
const bed = tenMillionLines(path.join(data, 'iv/dense.bed'))

const quoted = text => `'${text.replaceAll("'", "'\\''")}'`
const ours = (sql, partitions) =>
  `node ${path.join(root, 'bin/locusql.js')} -csv -c "SET execution.target_partitions = ${partitions}; SET bio.coordinate_system_zero_based = true" -c ${quoted(sql)}`
const csv = `read_csv('${bed}', delim='\\t', header=false, columns={'chrom':'VARCHAR','start':'BIGINT','end':'BIGINT'})`
const duckdb = (sql, threads) => {
  const program = `const { DuckDBInstance } = await import('@duckdb/node-api')
const database = await DuckDBInstance.create(':memory:', { threads: '${threads}' })
const rows = await (await database.connect()).runAndReadAll(${JSON.stringify(sql)})
if (rows.currentRowCount === 1) console.log(rows.getRows()[0].map(String).join(','))`
  return `cd ${root} && node --input-type=module -e ${quoted(program)}`
}
const polars = (body, threads) => {
  const program = `import os
os.environ['POLARS_MAX_THREADS'] = '${threads}'
import polars as pl, polars_bio as pb
pb.set_option('datafusion.execution.target_partitions', '${threads}')
lf = pb.scan_bed('${bed}', use_zero_based=True)
length = pl.col('end') - pl.col('start')
${body}`
  return `TQDM_DISABLE=1 ${python} -c ${quoted(program)}`
}

const sum = 'count(*), sum("end" - start)'
const where = `chrom = 'chr7' AND "end" - start > 600`
const questions = [
  {
    title: 'lines counted, lengths summed',
    ours: `SELECT ${sum} FROM '${bed}'`,
    awk: `awk -F'\\t' '{s+=$3-$2} END {printf "%d,%.0f\\n", NR, s}' ${bed}`,
    duckdb: `SELECT ${sum} FROM ${csv}`,
    polars: 'print(*lf.select(pl.len(), length.cast(pl.Int64).sum()).collect(engine="streaming").row(0), sep=",")',
  },
  {
    title: 'long intervals of a contig, as text',
    ours: `SELECT * FROM '${bed}' WHERE ${where}`,
    awk: `awk -F'\\t' '$1=="chr7" && $3-$2>600' ${bed}`,
    duckdb: `COPY (SELECT * FROM ${csv} WHERE ${where}) TO '/dev/stdout' (FORMAT csv, HEADER false)`,
    polars: `lf.filter((pl.col('chrom') == 'chr7') & (length > 600)).select('chrom', 'start', 'end').sink_csv('/dev/stdout', include_header=False)`,
  },
]

for (const question of questions) {
  const entries = [
    ...[1, 2].map(n => [`locusql@${n}`, ours(question.ours, n)]),
    ['awk', question.awk],
    ...[1, 2].map(n => [`duckdb@${n}`, duckdb(question.duckdb, n)]),
    ...(python && existsSync(python) ? [1, 2].map(n => [`polars-bio@${n}`, polars(question.polars, n)]) : []),
  ]
  if (!python) console.error('polars-bio is skipped: LOCUSQL_PEER_PYTHON names no Python.')
  measure(question.title, entries)
}

function measure(title, entries) {
  const runs = entries.map(([, command]) => ({ answer: answerOf(command), times: [] }))
  for (let round = 0; round < repeat; round++) for (const [i, [, command]] of entries.entries()) runs[i].times.push(timed(command))
  const table = entries.map(([name], i) => {
    const walls = runs[i].times.map(time => time.wall).sort((a, b) => a - b)
    const cpus = runs[i].times.map(time => time.cpu).sort((a, b) => a - b)
    return { name, least: walls[0], median: walls[walls.length >> 1], cpu: cpus[cpus.length >> 1], answer: runs[i].answer }
  })
  console.log(`\n${title}: ${LINES} lines, seconds of the whole process`)
  console.table(table)
}

/** One line, or how many with a number at their end: enough to see that all answer alike. */
function answerOf(command) {
  const { stdout, stderr, status } = spawnSync('bash', ['-c', `set -o pipefail; (${command}) | cat`], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  if (status !== 0) return stderr.trim().split('\n').at(-1)
  const lines = stdout.trim().split('\n')
  return lines.length < 3 ? lines.at(-1) : `${lines.filter(line => /\d$/.test(line)).length} lines`
}

function timed(command) {
  const began = process.hrtime.bigint()
  const { stderr } = spawnSync('bash', ['-c', `TIMEFORMAT='%U %S'; time (${command} >/dev/null)`], { encoding: 'utf8' })
  const wall = Number(process.hrtime.bigint() - began) / 1e9
  const [user = 0, system = 0] = stderr.trim().split('\n').at(-1).split(' ').map(Number)
  return { wall, cpu: user + system }
}

/** The file and the beginning of it once more, beside the temporary files. */
function tenMillionLines(file) {
  const target = path.join(tmpdir(), 'locusql-bench-10m.bed')
  if (existsSync(target)) return target
  const bytes = readFileSync(file)
  const out = openSync(target, 'w')
  for (let missing = LINES; missing > 0; ) {
    let end = 0
    let lines = 0
    for (; lines < missing && end < bytes.length; lines++) end = bytes.indexOf(10, end) + 1
    for (let at = 0; at < end; at += writeSync(out, bytes, at, end - at));
    missing -= lines
  }
  closeSync(out)
  return target
}
