// Runs questions of the shared peer harness with this checkout's shell beside the peers, in one interleaved run.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')

/** The harness and its data stand outside the repository: LOCUSQL_SHARED names the folder, `../shared` is where it usually is. */
export const shared = path.resolve(process.env.LOCUSQL_SHARED ?? path.join(root, '../shared'))

/** Our shell with as many partitions at once as the harness asks for ({t}); one runs without workers. */
export const ourselves = [
  '--extra',
  `locusql=node ${path.join(root, 'bin/locusql.js')} -csv -c "SET execution.target_partitions = {t}" -c {sql}`,
]

/** The same for one count that reads the file: without predicate_pushdown no index answers it. `reader`: read_vcf; `data`: the harness's name of the file. */
export function countByScan(reader, data) {
  const sql = `SELECT count(*) FROM ${reader}('{${data}}', predicate_pushdown => false)`
  return ['--extra', `locusql:scan=node ${path.join(root, 'bin/locusql.js')} -csv -c "SET execution.target_partitions = {t}" -c "${sql}"`]
}

export function runHarness(args) {
  const harness = path.join(shared, 'bench/peers/run-peers.mjs')
  const data = process.env.LOCUSQL_BENCH_DATA
  if (!existsSync(harness) || data === undefined) {
    console.error(
      `Set LOCUSQL_BENCH_DATA to a folder made by ${path.join(shared, 'bench/generate-all.sh')}, and LOCUSQL_SHARED if the harness is not at ${harness}.`,
    )
    process.exit(1)
  }
  const { status } = spawnSync(process.execPath, [harness, data, ...args, ...process.argv.slice(2)], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
