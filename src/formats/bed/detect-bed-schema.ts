/** Which columns a BED file has: by its name or its track line, else by how many fields its first record has and what the first thousand hold. */
import { locationPath } from '../../common/location-path.ts'
import type { BedField } from './bed-field.ts'
import type { BedSample } from './bed-sample.ts'
import { type BedSchemaName, bedSchemaNames, bedSchemas } from './bed-schemas.ts'

const EXTENSIONS: { readonly [extension: string]: BedSchemaName } = {
  bedgraph: 'bedGraph',
  bdg: 'bedGraph',
  narrowpeak: 'narrowPeak',
  broadpeak: 'broadPeak',
  gappedpeak: 'gappedPeak',
}

const PLAIN = [
  'bed12',
  'bed11',
  'bed10',
  'bed9',
  'bed8',
  'bed7',
  'bed6',
  'bed5',
  'bed4',
  'bed3',
] as const satisfies readonly BedSchemaName[]
/** ENCODE names its peak files .bed too; their numbers of columns tell them from BED where the values fit. */
const PEAKS = ['gappedPeak', 'narrowPeak'] as const satisfies readonly BedSchemaName[]

/** `extra`: how many fields behind the schema are named already. A '+' says that fields are left over. */
export function detectBedSchema(sample: BedSample, location: string, extra: number): BedSchemaName | `${BedSchemaName}+` {
  const first = sample.records[0]
  const named = schemaOfName(location) ?? schemaOfTrack(sample.headerLines)
  if (first === undefined) return named ?? 'bed3'
  const schema = named ?? schemaOfValues(sample, first.length - extra)
  const isLonger = sample.records.some(fields => fields.length > bedSchemas[schema].length + extra)
  return isLonger ? `${schema}+` : schema
}

function schemaOfName(location: string): BedSchemaName | undefined {
  const match = /\.([a-z]+)(?:\.(?:gz|bgz|bgzf))?$/.exec(locationPath(location).toLowerCase())
  const extension = match?.[1] ?? ''
  return Object.hasOwn(EXTENSIONS, extension) ? EXTENSIONS[extension] : undefined
}

/** `track type=bedGraph`. */
function schemaOfTrack(headerLines: readonly string[]): BedSchemaName | undefined {
  for (const line of headerLines) {
    const type = /^track\s(?:.*\s)?type="?(\w+)"?/i.exec(line)?.[1]?.toLowerCase()
    const name = bedSchemaNames.find(candidate => candidate.toLowerCase() === type)
    if (name !== undefined) return name
  }
  return undefined
}

function schemaOfValues(sample: BedSample, count: number): BedSchemaName {
  const peak = PEAKS.find(name => bedSchemas[name].length === count && fits(sample, name))
  if (peak !== undefined) return peak
  for (const name of PLAIN) {
    if (bedSchemas[name].length > count) continue
    if (fits(sample, name)) return name
    if (name === 'bed9' && count === 9 && fits(sample, 'broadPeak')) return 'broadPeak'
  }
  return 'bed3'
}

/** Lines that are too short, and positions that are none, are for the reader to judge. */
function fits(sample: BedSample, name: BedSchemaName): boolean {
  const fields: readonly BedField[] = bedSchemas[name]
  return sample.records.every(record => fields.every((field, i) => i < 3 || fitsField(field, record[i] ?? '.', record, fields.length)))
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$|^[+-]?(inf|infinity|nan)$/i

function fitsField(field: BedField, value: string, record: readonly string[], width: number): boolean {
  if (value === '.' || value === '') return true
  switch (field.kind) {
    case 'float64':
      return NUMBER.test(value)
    case 'strand':
      return /^[-+*?]$/.test(value)
    case 'start':
    case 'end':
      // Seven or eight columns may as well be a BED6 and two of somebody's own.
      return /^\d+$/.test(value) && (width > 8 || (Number(value) >= Number(record[1]) && Number(value) <= Number(record[2])))
    case 'label':
      return /^\d+(,\d+,\d+)?$/.test(value)
    case 'uint32-list':
      return /^\d+(,\d+)*,?$/.test(value)
    case 'int32':
    case 'uint32':
      return /^-?\d+$/.test(value)
    default:
      return true
  }
}
