/** Reports lines that have too few fields for what is read of them, or more than the table has columns where that is seen. */
import type { FaultSink } from './row-faults.ts'
import { fieldsOfRows, type TextRows } from './text-rows.ts'

const TAB = 9

export interface FieldCount {
  /** The last field that is read. */
  readonly lastField: number
  /** No field may follow the last that is read. */
  readonly isLast: boolean
  /** What the line should have: 'the header names 9'. */
  readonly expected: string
}

export function checkFields(rows: TextRows, faults: FaultSink, count: FieldCount): void {
  const { lastField, isLast } = count
  if (lastField < 1) return
  const quick = fieldsOfRows(rows)
  if (quick?.fields.haveTabs(quick.line, rows.count, { count: lastField, most: isLast ? 'exactly' : 'any' })) return
  const { positions, bases, ends } = rows
  for (let row = 0; row < rows.count; row++) {
    // In range: the block lists lastField + 1 tabs a line, and repeats the newline for those that are missing.
    const base = bases[row]!
    const end = ends[row]!
    const tooFew = positions[base + lastField - 1]! >= end
    if (tooFew || (isLast && hasMore(rows.bytes, positions[base + lastField]!, end))) report(rows, row, faults, count.expected)
  }
}

/** Real files have lines that end with a tab: an empty column more holds nothing. */
function hasMore(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== TAB) return true
  return false
}

/** Apart, so that the loop makes no closures. */
function report(rows: TextRows, row: number, faults: FaultSink, expected: string): void {
  faults.report(row, () => describe(rows, row, expected))
}

function describe(rows: TextRows, row: number, expected: string): string {
  let tabs = 0
  // In range: row lies below count.
  for (let at = rows.starts[row]!; at < rows.ends[row]!; at++) if (rows.bytes[at] === TAB) tabs++
  return `the line has ${tabs + 1} columns, and ${expected}.`
}
