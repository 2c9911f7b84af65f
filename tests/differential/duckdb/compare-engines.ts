/** Runs one random world of tables and queries in both engines and gives the queries whose answers differ. */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { SessionContext } from '../../../src/session/session-context.ts'
import { randomQuery } from './random-query.ts'
import { RandomSource } from './random-source.ts'
import { createTables } from './random-tables.ts'

export interface EngineDifference {
  readonly seed: number
  readonly setup: readonly string[]
  readonly sql: string
  readonly ours: string
  readonly theirs: string
}

export interface WorldOutcome {
  readonly differences: readonly EngineDifference[]
  /** Queries that DuckDB refuses say nothing. */
  readonly refused: readonly string[]
}

export async function compareWorld(
  seed: number,
  queries: number,
  { ours, theirs }: { readonly ours: SessionContext; readonly theirs: DuckDBConnection },
): Promise<WorldOutcome> {
  const random = new RandomSource(seed)
  const setup = createTables(random)
  for (const sql of setup) {
    await ours.sql(sql).run()
    await theirs.run(sql)
  }
  const differences: EngineDifference[] = []
  const refused: string[] = []
  for (let i = 0; i < queries; i++) {
    const { sql, ordered } = randomQuery(random)
    const a = await answer(async () => (await ours.sql(sql).toArray()).map(row => Object.values(row)), ordered)
    const b = await answer(async () => (await theirs.runAndReadAll(sql)).getRows(), ordered)
    // What DuckDB refuses it cannot judge.
    if (b.failed) refused.push(`${b.text} in ${sql}`)
    else if (a.text !== b.text) differences.push({ seed, setup, sql, ours: a.text, theirs: b.text })
  }
  return { differences, refused }
}

async function answer(run: () => Promise<readonly (readonly unknown[])[]>, ordered: boolean) {
  try {
    const lines = (await run()).map(row => row.map(valueText).join(' | '))
    return { failed: false, text: (ordered ? lines : lines.sort()).join('\n') }
  } catch (error) {
    return { failed: true, text: `error: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}` }
  }
}

/** Whole numbers alike whatever their type; floats to 12 digits. */
function valueText(value: unknown): string {
  if (value === null) return 'NULL'
  if (typeof value === 'number') return Number.isInteger(value) ? String(value === 0 ? 0 : value) : String(Number(value.toPrecision(12)))
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return typeof value === 'string' ? `'${value}'` : String(value)
}
