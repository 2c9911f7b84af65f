/** Thousands of random queries give the rows that DuckDB gives. LOCUSQL_DUCKDB_SEED and LOCUSQL_DUCKDB_QUERIES ask for others. */
import { expect, test } from 'vitest'
import { open } from '../../../src/node.ts'
import { compareWorld, type EngineDifference } from './compare-engines.ts'

const WORLD_QUERIES = 20
const seed = Number(process.env.LOCUSQL_DUCKDB_SEED ?? 1)
const queries = Number(process.env.LOCUSQL_DUCKDB_QUERIES ?? 2000)

const duckdb = await import('@duckdb/node-api').catch(() => undefined)
if (!duckdb) console.warn('SKIPPED: DuckDB has no build for this machine; random queries are not compared with it.')

test.skipIf(!duckdb)(
  `${queries} random queries from seed ${seed} give the rows of DuckDB`,
  async () => {
    if (!duckdb) return
    const ours = await open({ 'execution.workers': 'off', default_null_order: 'nulls_last', integer_division: false })
    const theirs = await (await duckdb.DuckDBInstance.create(':memory:', { threads: '1' })).connect()
    const differences: EngineDifference[] = []
    let refused = 0
    for (let world = 0; world * WORLD_QUERIES < queries; world++) {
      const outcome = await compareWorld(seed * 100_003 + world, WORLD_QUERIES, { ours, theirs })
      differences.push(...outcome.differences)
      refused += outcome.refused.length
      if (differences.length >= 20) break
    }
    await ours.close()
    theirs.closeSync()
    expect(
      differences.map(
        ({ seed: world, setup, sql, ours: a, theirs: b }) =>
          `-- ${world}\n${setup.join(';\n')};\n${sql};\n-- ours:\n${a}\n-- DuckDB:\n${b}`,
      ),
    ).toEqual([])
    // A generator whose queries are refused would compare nothing.
    expect(refused).toBeLessThan(queries * 0.05)
  },
  1_000_000,
)
