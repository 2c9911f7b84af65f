/** registerVcf, readVcf, scanVcf and describeVcf, and their names in snake case, for every format of the list. */
import type { Table } from 'apache-arrow'
import type { JsonValue } from '../common/json.ts'
import type { FormatName, FormatOptions } from '../formats/index.ts'
import type { ArrowInput } from './arrow-input.ts'
import { formatNames } from './format-names.ts'
import type { QueryOptions, Relation } from './relation.ts'
import type { CoordinateOptions, Session } from './session.ts'

type GivenOptions<Name extends FormatName> = Partial<FormatOptions<Name>>

/** registerVcf(path, table?, options?): makes a file a table. Resolves to the table's name (default: the file's name without extensions). */
type RegisterFile<Name extends FormatName> = (location: string, table?: string, options?: GivenOptions<Name>) => Promise<string>
/** scanVcf(path, options?): a file as a relation, without a name. Nothing is read before it is consumed. */
type ScanFile<Name extends FormatName> = (location: string, options?: GivenOptions<Name> & QueryOptions) => Relation
/** readVcf(path, options?): the whole file as an Arrow Table. */
type ReadFile<Name extends FormatName> = (location: string, options?: GivenOptions<Name> & QueryOptions) => Promise<Table>
/** describeVcf(path, options?): the fields of a file as an Arrow Table of name, field_type, data_type, description. */
type DescribeFile<Name extends FormatName> = (location: string, options?: GivenOptions<Name>) => Promise<Table>

/** One set a line of formats/index.ts. The names in snake case are those of polars-bio. */
export type FormatMethods = {
  readonly [Name in FormatName as `register${Capitalize<Name>}` | `register_${Name}`]: RegisterFile<Name>
} & {
  readonly [Name in FormatName as `scan${Capitalize<Name>}` | `scan_${Name}`]: ScanFile<Name>
} & {
  readonly [Name in FormatName as `read${Capitalize<Name>}` | `read_${Name}`]: ReadFile<Name>
} & {
  readonly [Name in FormatName as `describe${Capitalize<Name>}` | `describe_${Name}`]: DescribeFile<Name>
}

type Options = { readonly [name: string]: JsonValue }

export function formatMethods(session: Session): FormatMethods {
  const methods: Record<string, unknown> = {}
  const registerMemory = session.registerArrow.bind(session)
  for (const format of formatNames) {
    const name = `${format.charAt(0).toUpperCase()}${format.slice(1)}`
    const scan = (location: string, { signal, ...options }: Options & QueryOptions = {}) =>
      session.scan(location, { format, options: options as Options, ...(signal && { signal }) }) // signal is taken out
    const read = (location: string, options?: Options & QueryOptions) => scan(location, options).toArrow()
    const register = (location: string, table?: string | ArrowInput, options: Options & CoordinateOptions = {}) =>
      // registerArrow takes tables in memory as well as files: what it is given tells which.
      typeof table === 'object'
        ? registerMemory(location, table, options)
        : session.register(location, table, { format, options: options as Options }) // options of files are JSON
    const describe = (location: string, options: Options = {}) => session.describe(location, { format, options }).toArrow()
    for (const [verb, method] of Object.entries({ scan, read, register, describe })) {
      methods[`${verb}${name}`] = method
      methods[`${verb}_${format}`] = method
    }
  }
  // The loop makes exactly the methods that the mapped type names.
  return methods as FormatMethods
}
