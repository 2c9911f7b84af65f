/** What to do with records that cannot be read: fail with the first of them, leave them out, or take their broken fields as NULL. */
import { type ErrorLocation, QueryError } from '../../common/errors.ts'
import { placeText } from '../place-text.ts'
import type { ScanMeter } from '../scan-meter.ts'

/** Rows that know where they begin in the file. */
export interface LocatedRows {
  readonly block: { locate(position: number): ErrorLocation }
  readonly starts: Int32Array
}

export type FaultPolicy = 'error' | 'skip' | 'null'

/** Where a column tells what it cannot read. It then appends NULL and goes on. */
export interface FaultSink {
  report(row: number, describe: () => string): void
}

/** For columns that were judged before. */
export const noFaults: FaultSink = { report: () => {} }

/**
 * Columns are built one after the other, so the first fault seen need not be the first in the file: faults are gathered while some rows are
 * built and settled afterwards.
 */
export class RowFaults implements FaultSink {
  private skipped = new Set<number>()
  private readonly policy: FaultPolicy
  private readonly location: string
  private readonly meter: ScanMeter
  private firstRow = Number.POSITIVE_INFINITY
  private firstFault = ''

  constructor(settings: { readonly policy: FaultPolicy; readonly location: string; readonly meter: ScanMeter }) {
    this.policy = settings.policy
    this.location = settings.location
    this.meter = settings.meter
  }

  report(row: number, describe: () => string): void {
    if (this.policy === 'skip') this.skipped.add(row)
    else if (this.policy === 'null') this.meter.fieldsNulled++
    else if (row < this.firstRow) {
      this.firstRow = row
      this.firstFault = describe()
    }
  }

  /** Under 'error': throws for the first record at fault. */
  settle(rows: LocatedRows): void {
    const row = this.firstRow
    if (row === Number.POSITIVE_INFINITY) return
    // In range: the row was reported while these rows were built.
    const at = { ...rows.block.locate(rows.starts[row]!), location: this.location }
    const advice = "Mend the file, or read it with on_malformed => 'skip' or 'null'."
    throw new QueryError('FORMAT', `${placeText(at)}: ${this.firstFault} ${advice}`, at)
  }

  /** Under 'skip': the rows to leave out, counted and forgotten. */
  takeSkipped(): ReadonlySet<number> {
    const skipped = this.skipped
    if (skipped.size > 0) {
      this.meter.rowsSkipped += skipped.size
      this.skipped = new Set()
    }
    return skipped
  }
}

/** The text of a broken field, short enough for a message. */
export function quoteField(bytes: Uint8Array, from: number, to: number): string {
  const text = new TextDecoder().decode(bytes.slice(from, Math.min(to, from + 60)))
  return `"${text}${to - from > 60 ? '…' : ''}"`
}
