/** One alignment file as a table of a session without workers. */
import { open } from '../../../src/node.ts'

export type Row = Readonly<Record<string, unknown>>

export interface AlignmentTable {
  rows(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>
}

/** `use` gets the table under the name t. */
export async function withAlignments<T>(location: string, options: object, use: (table: AlignmentTable) => Promise<T>): Promise<T> {
  const db = await open()
  try {
    db.setOption('execution.workers', 'off')
    if (/\.bam$/.test(location)) await db.registerBam(location, 't', options)
    else if (/\.cram$/.test(location)) await db.registerCram(location, 't', options)
    else await db.registerSam(location, 't', options)
    return await use({
      rows: async (sql, parameters = []) => (await db.sql(sql, parameters).toArray()) as readonly Row[], // rows are objects by column name
    })
  } finally {
    await db.close()
  }
}
