/** What is known about a table or result besides its rows: format, path, coordinate system, and the file's header as data. */
import type { Schema } from '../columnar/schema.ts'
import type { JsonValue } from '../common/json.ts'

export interface TableMetadata {
  readonly format: string | null
  readonly path: string | null
  /** null: the table does not say. */
  readonly coordinate_system_zero_based: boolean | null
  readonly header: { readonly [key: string]: JsonValue }
}

export const FORMAT_KEY = 'bio.source.format'
export const PATH_KEY = 'bio.source.path'
export const COORDINATE_KEY = 'bio.coordinate_system_zero_based'

/** Header keys with another name outside: those that polars-bio users know. */
const NAMES: Readonly<Record<string, string>> = { file_format: 'version', samples: 'sample_names' }
/** Lists of `{ id, … }` that become objects by id. */
const BY_ID: readonly string[] = ['info_fields', 'format_fields']
/** Said twice in the schema. */
const DOUBLED: readonly string[] = ['genotypes.sample_names']

export function readTableMetadata(schema: Schema): TableMetadata {
  const metadata = new Map(Object.entries(schema.metadata ?? {}))
  const format = metadata.get(FORMAT_KEY) ?? formatOfKeys([...metadata.keys()])
  const header: Record<string, JsonValue> = Object.create(null)
  const prefix = keyPrefix(format)
  for (const [key, text] of metadata) {
    const name = key.startsWith(prefix) ? key.slice(prefix.length) : undefined
    if (name === undefined || DOUBLED.includes(name)) continue
    const value = fromText(text)
    header[NAMES[name] ?? name] = BY_ID.includes(name) ? byId(value) : value
  }
  const zeroBased = metadata.get(COORDINATE_KEY)
  return {
    format: format ?? null,
    path: metadata.get(PATH_KEY) ?? null,
    coordinate_system_zero_based: zeroBased === undefined ? null : zeroBased === 'true',
    header,
  }
}

/** The schema metadata that says the same: for setSourceMetadata. */
export function writeTableMetadata(metadata: Partial<TableMetadata>): Readonly<Record<string, string>> {
  const keys: Record<string, string> = {}
  const format = metadata.format ?? undefined
  if (format !== undefined) keys[FORMAT_KEY] = format
  if (metadata.path !== undefined && metadata.path !== null) keys[PATH_KEY] = metadata.path
  const zeroBased = metadata.coordinate_system_zero_based
  if (zeroBased !== undefined && zeroBased !== null) keys[COORDINATE_KEY] = String(zeroBased)
  for (const [outside, value] of Object.entries(metadata.header ?? {})) {
    const name = Object.keys(NAMES).find(inside => NAMES[inside] === outside) ?? outside
    const list =
      BY_ID.includes(name) && isObject(value)
        ? Object.entries(value).map(([id, field]) => (isObject(field) ? { id, ...field } : { id }))
        : value
    keys[`${keyPrefix(format ?? 'unknown')}${name}`] = typeof list === 'string' ? list : JSON.stringify(list)
  }
  return keys
}

/** SAM and CRAM have the header of BAM, and its keys. */
function keyPrefix(format: string | undefined): string {
  return `bio.${format === 'sam' || format === 'cram' ? 'bam' : format}.`
}

/** A few lines for people. */
export function summarizeMetadata(name: string, metadata: TableMetadata): string {
  const system = metadata.coordinate_system_zero_based
  const lines = [
    `${name}`,
    `  format             ${metadata.format ?? 'unknown'}`,
    `  path               ${metadata.path ?? 'none'}`,
    `  coordinates        ${system === null ? 'unknown' : system ? '0-based half-open' : '1-based closed'}`,
  ]
  for (const [key, value] of Object.entries(metadata.header)) lines.push(`  ${key.padEnd(18)} ${summarizeValue(value)}`)
  return lines.join('\n')
}

function summarizeValue(value: JsonValue): string {
  if (typeof value === 'string') return value.length > 60 ? `${value.slice(0, 57)}...` : value
  if (!isObject(value) && !Array.isArray(value)) return String(value)
  const names = Array.isArray(value) ? value.map(nameOf) : Object.keys(value)
  if (names.length === 0) return '0'
  const shown = names.slice(0, 5).join(', ')
  return `${names.length} (${shown}${names.length > 5 ? ', ...' : ''})`
}

function nameOf(item: JsonValue): string {
  return isObject(item) ? String(item.id ?? JSON.stringify(item)) : String(item)
}

function formatOfKeys(keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const match = /^bio\.([a-z0-9]+)\./.exec(key)
    if (match && match[1] !== 'source') return match[1]
  }
  return undefined
}

function fromText(text: string): JsonValue {
  if (!/^[[{]|^(true|false|-?\d+)$/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text // a header text that only begins like JSON
  }
}

function byId(value: JsonValue): JsonValue {
  if (!Array.isArray(value)) return value
  const fields: Record<string, JsonValue> = Object.create(null)
  for (const field of value as readonly JsonValue[]) if (isObject(field)) fields[String(field.id)] = field
  return fields
}

function isObject(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
