/** Runs one query in DuckDB and in this engine; the rows as text, or the error. */
import { DuckDBInstance } from '@duckdb/node-api'
import { open } from '../../../src/node.ts'

export interface Engines {
  inDuckDb(sql: string): Promise<string>
  here(sql: string): Promise<string>
  close(): Promise<void>
}

export async function openEngines(): Promise<Engines> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  const db = await open()
  return {
    inDuckDb: sql => textOf(async () => (await connection.runAndReadAll(sql)).getRows()),
    here: sql => textOf(async () => (await db.sql(sql).toArray()).map(row => Object.values(row))),
    close: async () => {
      connection.closeSync()
      await db.close()
    },
  }
}

async function textOf(rows: () => Promise<readonly (readonly unknown[])[]>): Promise<string> {
  try {
    return (await rows()).map(row => row.map(value => (value === null ? 'NULL' : String(value))).join(' ')).join('\n')
  } catch (error) {
    return `ERROR ${error instanceof Error ? error.message : String(error)}`
  }
}
