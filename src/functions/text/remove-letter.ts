/** Takes every occurrence of one byte out of a text column: what replace(sequence, 'G', '') is. One loop over all rows. */
import type { Column } from '../../columnar/column.ts'
import { textKernels } from '../../kernels/text/text-kernels.ts'
import type { TextRows } from '../../kernels/text-rows.ts'

type Texts = Pick<Column, 'values' | 'offsets'>

/** The byte that is the whole text of every row; undefined where rows differ, or a row has none or more. */
export function onlyLetter({ bytes, offsets, codes }: TextRows, numRows: number): number | undefined {
  if (codes || numRows === 0) return undefined
  // In range: an offset more than rows.
  const letter = bytes[offsets[0]!]
  for (let row = 0; row < numRows; row++) {
    const from = offsets[row]!
    if (offsets[row + 1]! - from !== 1 || bytes[from] !== letter) return undefined
  }
  return letter
}

/** Whether every row is the empty text. */
export function isEmptyText({ offsets, codes }: TextRows, numRows: number): boolean {
  return codes === undefined && offsets[numRows] === offsets[0]
}

export function removeLetter(text: TextRows, letter: number, numRows: number): Texts {
  const offsets = text.offsets.subarray(0, numRows + 1)
  return textKernels()?.removeLetter(text.bytes, offsets, letter) ?? removeByScript(text.bytes, offsets, letter)
}

/** The twin of the kernel. */
export function removeByScript(bytes: Uint8Array, offsets: Int32Array, letter: number): Texts {
  const numRows = offsets.length - 1
  // In range throughout: an offset more than rows, and texts lie within the bytes.
  const values = new Uint8Array(offsets[numRows]! - offsets[0]!)
  const ends = new Int32Array(numRows + 1)
  let length = 0
  let at = offsets[0]!
  for (let row = 0; row < numRows; row++) {
    const end = offsets[row + 1]!
    for (; at < end; at++) {
      const byte = bytes[at]!
      values[length] = byte
      // 1 for every other byte: a branch that is taken at random costs more.
      length += ((byte ^ letter) + 255) >> 8
    }
    ends[row + 1] = length
  }
  return { values: values.subarray(0, length), offsets: ends }
}
