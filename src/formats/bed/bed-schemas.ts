/** The BED family by name: UCSC's BED3 to BED12 and bedGraph, ENCODE's peak formats. */
import type { BedField } from './bed-field.ts'

const BED12: readonly BedField[] = [
  { name: 'chrom', kind: 'contig' },
  { name: 'start', kind: 'start' },
  { name: 'end', kind: 'end' },
  { name: 'name', kind: 'text' },
  { name: 'score', kind: 'float64' },
  { name: 'strand', kind: 'strand' },
  { name: 'thickStart', kind: 'start' },
  { name: 'thickEnd', kind: 'end' },
  { name: 'itemRgb', kind: 'label' },
  { name: 'blockCount', kind: 'uint32' },
  { name: 'blockSizes', kind: 'uint32-list' },
  { name: 'blockStarts', kind: 'uint32-list' }, // from the record's start, so the same in both coordinate systems
]

const PEAK: readonly BedField[] = [
  { name: 'signalValue', kind: 'float64' },
  { name: 'pValue', kind: 'float64' }, // -log10; -1: not known
  { name: 'qValue', kind: 'float64' },
]

export const bedSchemas = {
  bed3: BED12.slice(0, 3),
  bed4: BED12.slice(0, 4),
  bed5: BED12.slice(0, 5),
  bed6: BED12.slice(0, 6),
  bed7: BED12.slice(0, 7),
  bed8: BED12.slice(0, 8),
  bed9: BED12.slice(0, 9),
  bed10: BED12.slice(0, 10),
  bed11: BED12.slice(0, 11),
  bed12: BED12,
  bedGraph: [...BED12.slice(0, 3), { name: 'value', kind: 'float64' }],
  broadPeak: [...BED12.slice(0, 6), ...PEAK],
  // `peak` counts from the record's start; -1: no summit.
  narrowPeak: [...BED12.slice(0, 6), ...PEAK, { name: 'peak', kind: 'int32' }],
  gappedPeak: [...BED12, ...PEAK],
} as const satisfies Record<string, readonly BedField[]>

export type BedSchemaName = keyof typeof bedSchemas

// The keys of the object are its names.
export const bedSchemaNames = Object.keys(bedSchemas) as readonly BedSchemaName[]
