/** readTable and scanTable: a file by the name of its schema, as in bioframe, whatever format that is. */
import type { Table } from 'apache-arrow'
import { QueryError } from '../common/errors.ts'
import type { JsonValue } from '../common/json.ts'
import { suggest } from '../common/suggest.ts'
import type { QueryOptions, Relation } from './relation.ts'
import type { Session } from './session.ts'
import { PLAIN_TABLE, type TableSchema, tableSchemas } from './table-schemas.ts'

export type TableOptions = QueryOptions & {
  /**
   * A name of bioframe ('bed6', 'narrowPeak', 'gff', 'bedpe', 'cytoband' …); the names of the columns of a TSV file without a header; or its
   * columns with their types. Absent: the format goes by the file.
   */
  readonly schema?: string | readonly string[] | Readonly<Record<string, string>>
} & {
  /** Options of the format that reads the file. */
  readonly [option: string]: JsonValue | AbortSignal | undefined
}

export interface TableMethods {
  /** A file as a relation. Nothing is read before it is consumed. Formats of the genome are shown as always: starts count from 1. */
  scanTable(location: string, options?: TableOptions): Relation
  /** The whole file as an Arrow Table. */
  readTable(location: string, options?: TableOptions): Promise<Table>
  scan_table: TableMethods['scanTable']
  read_table: TableMethods['readTable']
}

export function tableMethods(session: Session): TableMethods {
  const scanTable = (location: string, { schema, signal, ...options }: TableOptions = {}): Relation => {
    const found = schema === undefined ? undefined : tableSchema(schema)
    // What is left once the signal is taken out is JSON.
    const merged = { ...found?.options, ...options } as { readonly [name: string]: JsonValue }
    return session.scan(location, { ...(found && { format: found.format }), options: merged, ...(signal && { signal }) })
  }
  const readTable = async (location: string, options?: TableOptions): Promise<Table> => scanTable(location, options).toArrow()
  return { scanTable, readTable, scan_table: scanTable, read_table: readTable }
}

function tableSchema(schema: NonNullable<TableOptions['schema']>): TableSchema {
  // Array.isArray does not narrow readonly arrays away.
  if (Array.isArray(schema)) return { format: 'tsv', options: { ...PLAIN_TABLE, names: schema as readonly string[] } }
  if (typeof schema === 'object') return { format: 'tsv', options: { ...PLAIN_TABLE, columns: schema as Readonly<Record<string, string>> } }
  const names = Object.keys(tableSchemas)
  const name = names.find(candidate => candidate.toLowerCase() === schema.toLowerCase())
  const known = name === undefined ? undefined : tableSchemas[name]
  if (known !== undefined) return known
  const similar = suggest(schema, names)
  const hint = similar === undefined ? `Schemas: ${names.join(', ')}.` : `Did you mean "${similar}"?`
  throw new QueryError('CONFIGURATION', `There is no table schema "${schema}". ${hint}`)
}
