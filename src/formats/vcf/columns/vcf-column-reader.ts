/** One column of a VCF batch in the making. */
import type { Column } from '../../../columnar/column.ts'
import type { FaultSink } from '../row-faults.ts'
import type { VcfRows } from '../vcf-rows.ts'

export interface VcfColumnReader {
  /** One value a row. What cannot be read is reported and becomes NULL. */
  append(rows: VcfRows, faults: FaultSink): void
  finish(): Column
}

/** Positions of the columns in a VCF line. */
export const FIELD = { chrom: 0, pos: 1, id: 2, ref: 3, alt: 4, qual: 5, filter: 6, info: 7, format: 8 } as const
