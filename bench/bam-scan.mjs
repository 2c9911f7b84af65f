// How fast is a BAM of a million reads read: counted, filtered by mapping quality, three columns, all columns with tags as text, regions? Against samtools, one partition and two.
// node bench/bam-scan.mjs [--repeat 5] [--json results.jsonl]      needs npm run build, samtools, and LOCUSQL_BENCH_DATA
// node bench/bam-scan.mjs --arrow [rounds]      on the same file and its CRAM: all columns, and with tags, as Arrow and as CSV, beside samtools view
// to text and polars-bio to a data frame (LOCUSQL_PEER_PYTHON names a Python that has it). Beside wall times stands the CPU time of each process.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { countByScan, ourselves, runHarness } from './peer-harness.mjs'

if (process.argv.includes('--arrow')) compareAllColumns(Number(process.argv[process.argv.indexOf('--arrow') + 1] || 3))
else {
  const peers = ['--peers', 'samtools,polars-bio', '--threads', '1,2', '--base', 'samtools', ...ourselves]
  // The count comes from the index; locusql:scan reads the file for it.
  runHarness(['--questions', '^bam-count$', ...peers, ...countByScan('read_bam', 'bam')])
  runHarness(['--questions', '^bam-(mapq30|3cols|all|region|200regions)$', ...peers])
}

/** Whole processes, round robin, the fastest and the median; speeds are told as multiples of samtools' wall time. */
function compareAllColumns(rounds) {
  const data = process.env.LOCUSQL_BENCH_DATA
  if (data === undefined) {
    console.error('Set LOCUSQL_BENCH_DATA to the folder of reads.bam, reads.cram and ref.fa.')
    process.exit(1)
  }
  const here = path.dirname(fileURLToPath(import.meta.url))
  const [bam, cram, reference] = ['reads.bam', 'reads.cram', 'ref.fa'].map(name => path.join(data, name))
  const shell = (partitions, sql) => [
    'node',
    path.join(here, '../bin/locusql.js'),
    '-csv',
    '-c',
    `SET execution.target_partitions = ${partitions}`,
    '-c',
    sql,
  ]
  const batches = (...args) => ['node', path.join(here, 'scan-batches.mjs'), ...args]
  const ofBam = {
    'samtools view': ['samtools', 'view', bam],
    'batches, 1 partition': batches(bam, '1'),
    'batches, 2 partitions': batches(bam, '2'),
    'Arrow table, 1 partition': batches('table', bam, '1'),
    'batches with NM, MD, RG, 1 partition': batches(bam, '1', 'NM,MD,RG'),
    'batches with NM, MD, RG, 2 partitions': batches(bam, '2', 'NM,MD,RG'),
    'CSV, 1 partition': shell(1, `SELECT * FROM '${bam}'`),
    'CSV, 2 partitions': shell(2, `SELECT * FROM '${bam}'`),
    'CSV with NM, MD, RG, 1 partition': shell(1, `SELECT * FROM read_bam('${bam}', tag_fields => ['NM', 'MD', 'RG'])`),
    'CSV with NM, MD, RG, 2 partitions': shell(2, `SELECT * FROM read_bam('${bam}', tag_fields => ['NM', 'MD', 'RG'])`),
    ...polarsBio(bam),
  }
  const ofCram = {
    'samtools view': ['samtools', 'view', '-T', reference, cram],
    'batches, 1 partition': batches(cram, '1', '', reference),
    'batches, 2 partitions': batches(cram, '2', '', reference),
  }
  console.log('BAM')
  measure(ofBam, rounds)
  console.log('CRAM')
  measure(ofCram, rounds)
}

function polarsBio(bam) {
  const python = process.env.LOCUSQL_PEER_PYTHON
  if (python === undefined || !existsSync(python)) {
    console.warn('SKIPPED: LOCUSQL_PEER_PYTHON names no Python; polars-bio is not measured.')
    return {}
  }
  const script = `import os, sys
os.environ["POLARS_MAX_THREADS"] = sys.argv[2]
import polars_bio as pb
pb.set_option("datafusion.execution.target_partitions", sys.argv[2])
print(pb.scan_bam(sys.argv[1], tag_fields=sys.argv[3].split(",") if len(sys.argv) > 3 else None).collect().shape)`
  const read = (threads, ...tags) => [python, '-c', script, bam, threads, ...tags]
  return {
    'polars-bio, data frame, 1 thread': read('1'),
    'polars-bio, data frame, 2 threads': read('2'),
    'polars-bio with NM, MD, RG, 1 thread': read('1', 'NM,MD,RG'),
    'polars-bio with NM, MD, RG, 2 threads': read('2', 'NM,MD,RG'),
  }
}

function measure(commands, rounds) {
  const runs = Object.fromEntries(Object.keys(commands).map(name => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, command] of Object.entries(commands)) runs[name].push(runOnce(command))
  }
  const sorted = (name, what) => runs[name].map(run => run[what]).sort((a, b) => a - b)
  const fastest = (name, what) => sorted(name, what)[0]
  const median = (name, what) => sorted(name, what)[rounds >> 1]
  const [first] = Object.keys(commands)
  for (const name of Object.keys(commands)) {
    const times = `${fastest(name, 'wall').toFixed(2)} s, median ${median(name, 'wall').toFixed(2)} s, CPU ${fastest(name, 'cpu').toFixed(2)} s`
    const ratios = [fastest, median].map(of => `${(of(first, 'wall') / of(name, 'wall')).toFixed(2)}x`)
    console.log(`${name.padEnd(38)} ${times}, ${median(name, 'megabytes').toFixed(0)} MB   ${ratios.join(', median ')}`)
  }
}

/** GNU time tells what a process used. */
function runOnce(command) {
  const start = performance.now()
  const { status, stderr } = spawnSync('/usr/bin/time', ['-f', '%U %S %M', ...command], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  const wall = (performance.now() - start) / 1000
  if (status !== 0) {
    console.error(stderr)
    process.exit(1)
  }
  const [user, system, kilobytes] = stderr.trim().split('\n').at(-1).split(' ').map(Number)
  return { wall, cpu: user + system, megabytes: kilobytes / 1024 }
}
