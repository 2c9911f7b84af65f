/** A BED file seen as a table: its fields, the columns they become, and its metadata. */
import type { Field } from '../../columnar/data-type.ts'
import type { Schema } from '../../columnar/schema.ts'
import { QueryError } from '../../common/errors.ts'
import { type BedField, bedFieldType } from './bed-field.ts'
import type { BedOptions } from './bed-options.ts'
import type { BedSample } from './bed-sample.ts'
import { type BedSchemaName, bedSchemas } from './bed-schemas.ts'
import { detectBedSchema } from './detect-bed-schema.ts'
import { parseExtraFields } from './parse-extra-fields.ts'

export interface BedTable {
  readonly options: BedOptions
  /** 'bed6', 'bed3+'. */
  readonly schemaName: string
  readonly fields: readonly BedField[]
  /** One a field, in the same order; then `rest`, if there is one. */
  readonly schema: Schema
  readonly hasRest: boolean
  /** The schema was told from the file, so a line with more fields than the others is a fault; where it was given, they are left out. */
  readonly isDetected: boolean
}

const REST = 'rest'

export function createBedTable(sample: BedSample, location: string, options: BedOptions): BedTable {
  const extra = parseExtraFields(options.extraFields ?? [])
  const isDetected = options.schema === 'auto'
  const written = options.schema === 'rest' ? 'bed3+' : options.schema
  const schemaName = isDetected ? detectBedSchema(sample, location, extra.length) : written
  const hasRest = schemaName.endsWith('+')
  // The options, or the detection, name a key of the schemas, perhaps with a '+'.
  const base = bedSchemas[schemaName.replace('+', '') as BedSchemaName]
  const fields = [...base, ...extra]
  const columns = fields.map((field, i) => columnOf(field, i, options))
  if (hasRest) columns.push({ name: REST, type: { kind: 'utf8' }, nullable: true })
  checkNames(columns)
  const metadata = {
    'bio.coordinate_system_zero_based': String(options.zeroBased),
    'bio.bed.schema': schemaName,
    'bio.bed.header_lines': JSON.stringify(sample.headerLines),
  }
  return { options, schemaName, fields, schema: { fields: columns, metadata }, hasRest, isDetected }
}

/** The place of a record is always there, unless broken fields read as NULL. */
function columnOf({ name, kind }: BedField, index: number, options: BedOptions): Field {
  return { name, type: bedFieldType(kind, options.positions), nullable: index > 2 || options.onMalformed === 'null' }
}

function checkNames(columns: readonly Field[]): void {
  const names = columns.map(column => column.name.toLowerCase())
  const twice = columns.find((_, i) => names.indexOf(names[i] ?? '') < i)
  if (twice === undefined) return
  throw new QueryError('CONFIGURATION', `Option extra_fields of bed names "${twice.name}", which the table has already.`)
}
