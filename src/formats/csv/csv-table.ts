/** A CSV file seen as a table: its dialect, its columns, and where its records begin. */
import type { DataType, Field } from '../../columnar/data-type.ts'
import type { Schema } from '../../columnar/schema.ts'
import { QueryError } from '../../common/errors.ts'
import { suggest } from '../../common/suggest.ts'
import { namedType } from '../named-type.ts'
import { uniqueColumnNames } from './column-names.ts'
import { byteOf, type CsvDialect, NEWLINE } from './csv-dialect.ts'
import type { CsvOptions } from './csv-options.ts'
import { type SampleBytes, type SampleRecord, sampleRecords } from './csv-sample.ts'
import { detectDelimiter } from './detect-delimiter.ts'
import { inferType } from './infer-types.ts'

export interface CsvTable {
  readonly dialect: CsvDialect
  readonly schema: Schema
  /** Where the first record begins, in the sample. */
  readonly dataStart: number
}

export type CsvKind = 'csv' | 'tsv'

const ZERO_BASED = 'bio.coordinate_system_zero_based'
const TAB = 9

export function createCsvTable(
  sample: SampleBytes,
  options: CsvOptions,
  file: { readonly location: string; readonly kind: CsvKind },
): CsvTable {
  const skipped = skipLines(sample, options.skip)
  const dialect = dialectOf(skipped, options, file.kind)
  const most = options.sampleSize < 0 ? Number.POSITIVE_INFINITY : Math.max(1, options.sampleSize) + 1
  const records = sampleRecords(skipped, dialect, most)
  const width = options.columns === undefined ? (options.names?.length ?? 0) : Object.keys(options.columns).length
  const columnCount = width > 0 ? width : (records[0]?.fields.length ?? 0)
  if (columnCount === 0) {
    const message = `${file.location} has no columns: it is empty, or its first line cannot be read. Give the table columns => {'name': 'type'}.`
    throw new QueryError('FORMAT', message, { location: file.location })
  }
  const types = typesOf(records.slice(1), columnCount, options)
  const hasHeader = options.header ?? looksLikeHeader(records, { types, options })
  const rows = hasHeader ? records.slice(1) : records
  const names = namesOf(hasHeader ? records[0] : undefined, columnCount, options)
  const inferred = hasHeader ? types : typesOf(rows, columnCount, options)
  const first = records[0]
  return {
    dialect,
    schema: schemaOf(names, inferred, options),
    dataStart: first === undefined ? skipped.bytes.length : hasHeader ? first.end : first.start,
  }
}

function skipLines(sample: SampleBytes, lines: number): SampleBytes {
  let from = sample.from
  for (let line = 0; line < lines; line++) {
    const newline = sample.bytes.indexOf(NEWLINE, from)
    from = newline < 0 ? sample.bytes.length : newline + 1
  }
  return { ...sample, from }
}

function dialectOf(sample: SampleBytes, options: CsvOptions, kind: CsvKind): CsvDialect {
  const quote = byteOf(options.quote)
  const escapeByte = options.escape === undefined || options.escape === '' ? quote : byteOf(options.escape)
  const rest = { quote, escapeByte, comment: byteOf(options.comment ?? '') }
  const written = options.delim ?? options.sep ?? options.delimiter
  if (written !== undefined && written !== '') return { ...rest, delimiter: byteOf(written) }
  return { ...rest, delimiter: kind === 'tsv' ? TAB : detectDelimiter(sample, rest) }
}

function typesOf(rows: readonly SampleRecord[], columnCount: number, options: CsvOptions): readonly DataType[] {
  return Array.from({ length: columnCount }, (_, column) => {
    if (options.allVarchar) return { kind: 'utf8' }
    return inferType(valuesOf(rows, column, options)) ?? { kind: 'utf8' }
  })
}

function* valuesOf(rows: readonly SampleRecord[], column: number, options: CsvOptions): Generator<string, void, undefined> {
  for (const { fields } of rows) {
    const field = fields[column]
    if (field !== undefined && !isNull(field, options)) yield field.text
  }
}

function isNull(field: { readonly text: string; readonly isQuoted: boolean }, { nullstr = [''], allowQuotedNulls }: CsvOptions): boolean {
  return (allowQuotedNulls || !field.isQuoted) && nullstr.includes(field.text)
}

/** The first line is a header unless it has a value of a type that is not text, or no name where the others have a value. */
function looksLikeHeader(
  records: readonly SampleRecord[],
  { types, options }: { readonly types: readonly DataType[]; readonly options: CsvOptions },
): boolean {
  const [first, ...rest] = records
  if (options.columns !== undefined || first === undefined) return matchesNames(first, options)
  const isTyped = first.fields.some(({ text }) => inferType([text])?.kind !== 'utf8' && text.trim() !== '')
  if (isTyped) return false
  if (rest.length === 0 || types.some(type => type.kind !== 'utf8')) return true
  return first.fields.every(field => !isNull(field, options))
}

/** Where columns are given, a first line that repeats their names is a header. */
function matchesNames(first: SampleRecord | undefined, { columns = {} }: CsvOptions): boolean {
  const names = Object.keys(columns)
  return (
    first !== undefined &&
    first.fields.length === names.length &&
    first.fields.every(({ text }, i) => text.toLowerCase() === names[i]?.toLowerCase())
  )
}

function namesOf(header: SampleRecord | undefined, columnCount: number, options: CsvOptions): readonly string[] {
  if (options.columns !== undefined) return Object.keys(options.columns)
  if (options.names !== undefined) return uniqueColumnNames(options.names)
  return uniqueColumnNames(Array.from({ length: columnCount }, (_, column) => header?.fields[column]?.text ?? ''))
}

function schemaOf(names: readonly string[], inferred: readonly DataType[], options: CsvOptions): Schema {
  const given = options.columns ?? options.types ?? {}
  for (const name of Object.keys(given)) if (!names.includes(name)) throw unknownColumn(name, names)
  const fields = names.map((name, column): Field => {
    const written = Object.hasOwn(given, name) ? given[name] : undefined
    return { name, type: written === undefined ? (inferred[column] ?? { kind: 'utf8' }) : namedType(written, name), nullable: true }
  })
  return { fields, ...(options.zeroBased === undefined ? {} : { metadata: { [ZERO_BASED]: String(options.zeroBased) } }) }
}

function unknownColumn(name: string, names: readonly string[]): QueryError {
  const similar = suggest(name, names)
  const hint = similar === undefined ? `Columns are ${names.slice(0, 8).join(', ')}.` : `Did you mean "${similar}"?`
  return new QueryError('CONFIGURATION', `Option types names "${name}", which is no column of the file. ${hint}`)
}
