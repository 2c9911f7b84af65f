/** Columns of one type, one after the other. Dictionary columns get the first one's dictionary, which is appended to where others have more. */
import { QueryError } from '../common/errors.ts'
import { allOnes, bitmapBytes, clearBit, copyBits, getBit } from './bitmap.ts'
import type { Column } from './column.ts'
import type { Dictionary } from './dictionary.ts'
import { fixedWidth } from './fixed-width.ts'
import { checkEntries } from './grow.ts'
import { recode, recodeTable } from './recode.ts'
import { sliceColumn } from './slice-column.ts'

// `!` and casts below: Column promises the buffers of its type.

export function concatColumns(columns: readonly Column[]): Column {
  const first = columns[0]
  if (first === undefined) throw new QueryError('INTERNAL', 'No column to concatenate. This is a bug in locusql; please report it.')
  if (columns.length === 1) return first
  let length = 0
  let nullCount = 0
  for (const column of columns) {
    length += column.length
    nullCount += column.nullCount
  }
  const base = { type: first.type, length, nullCount, ...concatValues(first, columns, length) }
  if (nullCount === 0 || first.type.kind === 'null') return base
  return { ...base, validity: concatValidity(columns, length) }
}

function concatValues(
  first: Column,
  columns: readonly Column[],
  length: number,
): Pick<Column, 'values' | 'offsets' | 'children' | 'dictionary'> {
  const nothing = new Uint8Array(0)
  switch (first.type.kind) {
    case 'null':
      return { values: nothing }
    case 'boolean':
      return { values: concatBits(columns, length) }
    case 'utf8':
    case 'binary':
      return concatText(columns, length)
    case 'list':
      return { values: nothing, offsets: concatOffsets(columns, length), children: [concatColumns(columns.map(items))] }
    case 'struct':
      return { values: nothing, children: first.children!.map((_, i) => concatColumns(columns.map(column => column.children![i]!))) }
    case 'dictionary':
      return { values: concatCodes(first.dictionary!, columns, length), dictionary: first.dictionary! }
    default:
      return { values: concatFixed(first, columns, length) }
  }
}

/** The items that the lists of a column really hold. */
function items(column: Column): Column {
  return sliceColumn(column.children![0]!, column.offsets![0]!, column.offsets![column.length]!)
}

function concatFixed(first: Column, columns: readonly Column[], length: number): ArrayBufferView {
  const { array, bytesPerRow } = fixedWidth(first.type)! // the types without one are dealt with by the caller
  if (areNeighbours(columns, bytesPerRow)) {
    const entries = (length * bytesPerRow) / array.prototype.BYTES_PER_ELEMENT
    return new array(first.values.buffer, first.values.byteOffset, entries)
  }
  const bytes = new Uint8Array(length * bytesPerRow)
  let at = 0
  for (const { values, length } of columns) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, length * bytesPerRow), at)
    at += length * bytesPerRow
  }
  return new array(bytes.buffer)
}

/** Whether the values follow each other in one buffer, as those of slices of one column do: then nothing needs to be copied. */
function areNeighbours(columns: readonly Column[], bytesPerRow: number): boolean {
  const buffer = columns[0]?.values.buffer
  let next = columns[0]?.values.byteOffset
  return columns.every(({ values, length }) => {
    const follows = values.buffer === buffer && values.byteOffset === next
    next = values.byteOffset + length * bytesPerRow
    return follows
  })
}

function concatCodes(dictionary: Dictionary, columns: readonly Column[], length: number): Int32Array {
  const first = columns[0]?.values
  if (first && columns.every(column => column.dictionary === dictionary) && areNeighbours(columns, 4)) {
    return new Int32Array(first.buffer, first.byteOffset, length)
  }
  const codes = new Int32Array(length)
  const tables = new Map<Dictionary, Int32Array>()
  let at = 0
  for (const column of columns) {
    const own = column.values as Int32Array
    if (column.dictionary === dictionary) codes.set(own.subarray(0, column.length), at)
    else {
      const table = tables.get(column.dictionary!) ?? recodeTable(column.dictionary!, dictionary)
      tables.set(column.dictionary!, table)
      codes.set(recode(own, column.length, table), at)
    }
    at += column.length
  }
  return codes
}

function concatText(columns: readonly Column[], length: number): Pick<Column, 'values' | 'offsets'> {
  const [first] = columns
  let next = first?.offsets?.byteOffset
  const neighbours = columns.every(column => {
    const offsets = column.offsets! // of a text column
    const follows = column.values === first?.values && offsets.buffer === first?.offsets?.buffer && offsets.byteOffset === next
    next = offsets.byteOffset + column.length * 4
    return follows
  })
  if (first?.offsets && neighbours) {
    return { values: first.values, offsets: new Int32Array(first.offsets.buffer, first.offsets.byteOffset, length + 1) }
  }
  return { values: concatBytes(columns), offsets: concatOffsets(columns, length) }
}

function concatBytes(columns: readonly Column[]): Uint8Array {
  let total = 0
  for (const { offsets, length } of columns) total += offsets![length]! - offsets![0]!
  checkEntries(total)
  const bytes = new Uint8Array(total)
  let at = 0
  for (const { values, offsets, length } of columns) {
    const part = (values as Uint8Array).subarray(offsets![0]!, offsets![length]!)
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

function concatOffsets(columns: readonly Column[], length: number): Int32Array {
  const out = new Int32Array(length + 1)
  let row = 0
  for (const { offsets, length } of columns) {
    const shift = out[row]! - offsets![0]!
    for (let i = 1; i <= length; i++) out[row + i] = offsets![i]! + shift
    row += length
  }
  // Beyond 2^31 bytes the sum has wrapped round.
  if (out[length]! < 0)
    throw new QueryError('RESOURCE', 'A text or list column would exceed 2 GiB in one batch. Select fewer rows or columns.')
  return out
}

function concatBits(columns: readonly Column[], length: number): Uint8Array {
  const bits = new Uint8Array(bitmapBytes(length))
  let at = 0
  for (const column of columns) {
    copyBits(column.values as Uint8Array, { from: 0, length: column.length }, { to: bits, at })
    at += column.length
  }
  return bits
}

function concatValidity(columns: readonly Column[], length: number): Uint8Array {
  const bits = allOnes(length)
  let at = 0
  for (const { validity, length } of columns) {
    if (validity !== undefined) for (let i = 0; i < length; i++) if (!getBit(validity, i)) clearBit(bits, at + i)
    at += length
  }
  return bits
}
