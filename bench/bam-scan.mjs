// How fast is a BAM of a million reads read: counted, filtered by mapping quality, three columns, all columns with tags as text, regions? Against samtools, one partition and two.
// node bench/bam-scan.mjs [--repeat 5] [--json results.jsonl]      needs npm run build, samtools, and LOCUSQL_BENCH_DATA
// Then, on the same file: twelve columns, and with the tags NM, MD, RG, as Arrow, beside samtools view to text.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ourselves, runHarness } from './peer-harness.mjs'

if (process.argv.includes('--arrow')) compareArrow()
else {
  runHarness([
    '--questions',
    '^bam-(count|mapq30|3cols|all|region|200regions)$',
    '--peers',
    'samtools,polars-bio',
    '--threads',
    '1,2',
    '--base',
    'samtools',
    ...ourselves,
  ])
}

/** node bench/bam-scan.mjs --arrow: whole processes, round robin, the median of five. */
function compareArrow() {
  const data = process.env.LOCUSQL_BENCH_DATA
  if (data === undefined) {
    console.error('Set LOCUSQL_BENCH_DATA to the folder of reads.bam.')
    process.exit(1)
  }
  const bam = path.join(data, 'reads.bam')
  const shell = path.join(path.dirname(fileURLToPath(import.meta.url)), '../bin/locusql.js')
  const ours = (partitions, sql) => ['node', shell, '-arrow', '-c', `SET execution.target_partitions = ${partitions}`, '-c', sql]
  const twelve = `SELECT * FROM '${bam}'`
  const tags = `SELECT * FROM read_bam('${bam}', tag_fields => ['NM', 'MD', 'RG'])`
  const commands = {
    'samtools view': ['samtools', 'view', bam],
    'samtools view -@ 1': ['samtools', 'view', '-@', '1', bam],
    'twelve columns, 1 partition': ours(1, twelve),
    'twelve columns, 2 partitions': ours(2, twelve),
    'with NM, MD, RG, 1 partition': ours(1, tags),
    'with NM, MD, RG, 2 partitions': ours(2, tags),
  }
  const seconds = Object.fromEntries(Object.keys(commands).map(name => [name, []]))
  for (let round = 0; round < 5; round++) {
    for (const [name, [command, ...args]] of Object.entries(commands)) {
      const start = performance.now()
      const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
      if (status !== 0) process.exit(1)
      seconds[name].push((performance.now() - start) / 1000)
    }
  }
  for (const [name, runs] of Object.entries(seconds)) console.log(`${name.padEnd(32)} ${runs.sort((a, b) => a - b)[2].toFixed(3)} s`)
}
