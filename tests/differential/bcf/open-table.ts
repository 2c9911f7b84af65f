/** One BCF or VCF file as a table of a session without workers. */
import type { Table } from 'apache-arrow'
import { open } from '../../../src/node.ts'

export interface FileTable {
  rows(sql: string, parameters?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>
  arrow(sql: string): Promise<Table>
}

/** `use` gets the table under the name t. */
export async function withFile<T>(location: string, use: (table: FileTable) => Promise<T>): Promise<T> {
  const db = await open()
  try {
    db.setOption('execution.workers', 'off')
    await (location.endsWith('.bcf') ? db.registerBcf(location, 't') : db.registerVcf(location, 't'))
    return await use({
      // rows are objects by column name
      rows: async (sql, parameters = []) => (await db.sql(sql, parameters).toArray()) as readonly Readonly<Record<string, unknown>>[],
      arrow: sql => db.sql(sql).toArrow(),
    })
  } finally {
    await db.close()
  }
}
