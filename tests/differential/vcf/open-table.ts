/** One VCF file as a table of a session without workers. */
import { open } from '../../../src/node.ts'

export interface VcfTable {
  rows(sql: string, parameters?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>
  warnings: readonly string[]
}

/** `use` gets the table under the name t. */
export async function withVcf<T>(location: string, options: object, use: (table: VcfTable) => Promise<T>): Promise<T> {
  const db = await open()
  try {
    db.setOption('execution.workers', 'off')
    await db.registerVcf(location, 't', options)
    const table: VcfTable = {
      warnings: [],
      async rows(sql, parameters = []) {
        const relation = db.sql(sql, parameters)
        const rows = (await relation.toArray()) as readonly Readonly<Record<string, unknown>>[] // rows are objects by column name
        table.warnings = relation.warnings
        return rows
      },
    }
    return await use(table)
  } finally {
    await db.close()
  }
}
