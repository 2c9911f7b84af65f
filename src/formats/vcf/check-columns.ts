/** Reports lines that have too few columns for what is read of them, or more than the header names where that is seen. */

import type { FaultSink } from '../text/row-faults.ts'
import type { TextRows } from '../text/text-rows.ts'
import { FIELD } from './vcf-field.ts'
import type { VcfHeader } from './vcf-header.ts'

const TAB = 9

/** Sample columns are counted by the genotype reader. */
export function checkColumns(
  rows: TextRows,
  faults: FaultSink,
  expected: { readonly header: VcfHeader; readonly lastField: number },
): void {
  const { header, lastField } = expected
  if (lastField < 1) return
  const endsWithInfo = lastField === FIELD.info && header.columnCount === FIELD.info + 1
  const { positions, bases, ends } = rows
  for (let row = 0; row < rows.count; row++) {
    // In range: the block lists lastField + 1 tabs a line, and repeats the newline for those that are missing.
    const base = bases[row]!
    const end = ends[row]!
    const tooFew = positions[base + lastField - 1]! >= end
    if (tooFew || (endsWithInfo && hasMore(rows.bytes, positions[base + lastField]!, end)))
      faults.report(row, () => describe(rows, row, header))
  }
}

/** Real files have lines that end with a tab: an empty column more holds nothing. */
function hasMore(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== TAB) return true
  return false
}

function describe(rows: TextRows, row: number, header: VcfHeader): string {
  let tabs = 0
  // In range: row lies below count.
  for (let at = rows.starts[row]!; at < rows.ends[row]!; at++) if (rows.bytes[at] === TAB) tabs++
  return `the line has ${tabs + 1} columns, and the header names ${header.columnCount}.`
}
