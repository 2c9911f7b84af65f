/** Where the records of a format lie on the genome, read from their lines. */
import type { TextRows } from './text-rows.ts'

export interface RecordPlace {
  readonly contigField: number
  readonly startField: number
  /** The number that stands for the first base of a contig: 1, or 0 in BED. */
  readonly firstBase: 0 | 1
  /** Records are sorted only within a run of equal values of this field: a PX2 index is one of such files. Absent: within a contig. */
  readonly runField?: number | undefined
  /** The last field that `endOf` looks at. */
  readonly endField: number
  /** The 0-based exclusive end of a record with this number in its start field; NaN where it cannot be read. */
  endOf(rows: TextRows, row: number, start: number): number
}
