/** The given rows of a column, in the given order, as a column of its own. */
import { bitmapBytes, countBits } from './bitmap.ts'
import type { Column } from './column.ts'
import { fixedWidth } from './fixed-width.ts'
import { checkEntries } from './grow.ts'

const NOTHING = new Uint8Array(0)

// `!` below: rows lie within the column by the caller's promise, and Column promises the buffers of its type.

export function takeColumn(column: Column, rows: Uint32Array): Column {
  const taken = takeValues(column, rows)
  if (column.type.kind === 'null') return { ...taken, nullCount: rows.length }
  if (column.validity === undefined) return taken
  const validity = takeBits(column.validity, rows)
  const nullCount = rows.length - countBits(validity, rows.length)
  return nullCount === 0 ? taken : { ...taken, nullCount, validity }
}

function takeValues(column: Column, rows: Uint32Array): Column {
  const { type } = column
  const base = { type, length: rows.length, nullCount: 0 }
  switch (type.kind) {
    case 'null':
      return { ...base, values: NOTHING }
    case 'boolean':
      return { ...base, values: takeBits(column.values as Uint8Array, rows) }
    case 'utf8':
    case 'binary':
      return { ...base, ...takeBytes(column, rows) }
    case 'list':
      return { ...base, values: NOTHING, ...takeLists(column, rows) }
    case 'struct':
      return { ...base, values: NOTHING, children: column.children!.map(child => takeColumn(child, rows)) }
    case 'dictionary':
      return { ...base, values: takeFixed(column, rows), dictionary: column.dictionary! }
    default:
      return { ...base, values: takeFixed(column, rows) }
  }
}

/** By width, not by type: a loop that sees few kinds of typed arrays is compiled better, and words are quicker than BigInts. */
function takeFixed(column: Column, rows: Uint32Array): ArrayBufferView {
  const layout = fixedWidth(column.type)! // the other types are dealt with by the caller
  const { buffer, byteOffset } = column.values
  const { bytesPerRow } = layout
  const length = column.length
  switch (bytesPerRow) {
    case 1:
      return new layout.array(take1(new Uint8Array(buffer, byteOffset, length), rows).buffer)
    case 2:
      return new layout.array(take2(new Uint16Array(buffer, byteOffset, length), rows).buffer)
    case 4:
      return new layout.array(take4(new Uint32Array(buffer, byteOffset, length), rows).buffer)
    case 8:
      return new layout.array(take8(new Uint32Array(buffer, byteOffset, length * 2), rows).buffer)
    default:
      return new layout.array(take16(new Uint32Array(buffer, byteOffset, length * 4), rows).buffer)
  }
}

function take1(source: Uint8Array, rows: Uint32Array): Uint8Array {
  const out = new Uint8Array(rows.length)
  for (let i = 0; i < rows.length; i++) out[i] = source[rows[i]!]!
  return out
}

function take2(source: Uint16Array, rows: Uint32Array): Uint16Array {
  const out = new Uint16Array(rows.length)
  for (let i = 0; i < rows.length; i++) out[i] = source[rows[i]!]!
  return out
}

function take4(source: Uint32Array, rows: Uint32Array): Uint32Array {
  const out = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i++) out[i] = source[rows[i]!]!
  return out
}

function take8(source: Uint32Array, rows: Uint32Array): Uint32Array {
  const out = new Uint32Array(rows.length * 2)
  for (let i = 0; i < rows.length; i++) {
    const at = rows[i]! * 2
    out[i * 2] = source[at]!
    out[i * 2 + 1] = source[at + 1]!
  }
  return out
}

function take16(source: Uint32Array, rows: Uint32Array): Uint32Array {
  const out = new Uint32Array(rows.length * 4)
  for (let i = 0; i < rows.length; i++) {
    const at = rows[i]! * 4
    for (let word = 0; word < 4; word++) out[i * 4 + word] = source[at + word]!
  }
  return out
}

function takeBits(bits: Uint8Array, rows: Uint32Array): Uint8Array {
  const out = new Uint8Array(bitmapBytes(rows.length))
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    out[i >>> 3]! |= ((bits[row >>> 3]! >>> (row & 7)) & 1) << (i & 7)
  }
  return out
}

function takeBytes(column: Column, rows: Uint32Array): { values: Uint8Array; offsets: Int32Array } {
  const source = column.values as Uint8Array
  const from = column.offsets!
  const offsets = takenOffsets(from, rows)
  const values = new Uint8Array(offsets[rows.length]!)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    const start = from[row]!
    const end = from[row + 1]!
    const at = offsets[i]!
    if (end - start < 16) for (let j = start; j < end; j++) values[at + j - start] = source[j]!
    else values.set(source.subarray(start, end), at)
  }
  return { values, offsets }
}

function takeLists(column: Column, rows: Uint32Array): { offsets: Int32Array; children: readonly Column[] } {
  const from = column.offsets!
  const offsets = takenOffsets(from, rows)
  const items = new Uint32Array(offsets[rows.length]!)
  for (let i = 0; i < rows.length; i++) {
    const end = offsets[i + 1]!
    for (let at = offsets[i]!, item = from[rows[i]!]!; at < end; at++, item++) items[at] = item
  }
  return { offsets, children: [takeColumn(column.children![0]!, items)] }
}

function takenOffsets(from: Int32Array, rows: Uint32Array): Int32Array {
  const offsets = new Int32Array(rows.length + 1)
  let total = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    total += from[row + 1]! - from[row]!
    offsets[i + 1] = total
  }
  checkEntries(total)
  return offsets
}
