/** Reads the rows of a text argument as JavaScript strings; neighbours with the same bytes are decoded once where the column is constant. */
import type { Column } from '../../columnar/column.ts'
import { decodeUtf8 } from '../../columnar/utf8.ts'
import { textRows } from '../../kernels/text-rows.ts'

export type TextReader = (row: number) => string

/** Not for rows that are NULL. */
export function textReader(column: Column): TextReader {
  if (column.type.kind === 'null') return () => ''
  const { bytes, offsets, codes } = textRows(column)
  if (codes) {
    const dictionary = column.dictionary! // of a dictionary column
    return row => dictionary.text(codes[row]!)
  }
  // The rows of a literal argument hold the same bytes.
  let last = ''
  let lastStart = 0
  let lastEnd = 0
  return row => {
    const start = offsets[row]! // an offset more than rows
    const end = offsets[row + 1]!
    if (!sameBytes(bytes, start, end, lastStart, lastEnd)) last = decodeUtf8(bytes, start, end)
    lastStart = start
    lastEnd = end
    return last
  }
}

function sameBytes(bytes: Uint8Array, start: number, end: number, otherStart: number, otherEnd: number): boolean {
  if (end - start !== otherEnd - otherStart) return false
  for (let i = 0; i < end - start; i++) if (bytes[start + i] !== bytes[otherStart + i]) return false
  return true
}
