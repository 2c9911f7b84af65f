/** A hash of each row over several columns. Rows that group together hash alike: NULL = NULL, -0 = 0, NaN = NaN, a dictionary's text = plain text. */
import { getBit } from '../columnar/bitmap.ts'
import type { Column } from '../columnar/column.ts'
import type { Dictionary } from '../columnar/dictionary.ts'
import { fixedWidth } from '../columnar/fixed-width.ts'
import { hashBytes } from '../columnar/hash-bytes.ts'
import { isValid } from '../columnar/is-valid.ts'
import { canonicalFloats } from './canonical-floats.ts'
import { canonicalIntervals } from './canonical-intervals.ts'
import { mixHash } from './mix-hash.ts'

const NULL_HASH = 0x6b43a9b5
// Hashes of the entries, as long as the dictionary was when they were last asked for.
const entryHashes = new WeakMap<Dictionary, Uint32Array>()

// `!` and casts below: Column promises the buffers of its type, and loops end at its length.

export function hashColumns(columns: readonly Column[], numRows: number): Uint32Array {
  const hashes = new Uint32Array(numRows)
  for (const column of columns) combine(hashes, hashColumn(column))
  return hashes
}

function combine(hashes: Uint32Array, others: Uint32Array): void {
  for (let i = 0; i < hashes.length; i++) hashes[i] = mixHash(Math.imul(hashes[i]!, 31) + others[i]!)
}

function hashColumn(column: Column): Uint32Array {
  const hashes = hashValues(column)
  const { validity, length } = column
  if (validity !== undefined) for (let i = 0; i < length; i++) if (!getBit(validity, i)) hashes[i] = NULL_HASH
  return hashes
}

function hashValues(column: Column): Uint32Array {
  const { type, length, children } = column
  switch (type.kind) {
    case 'null':
      return new Uint32Array(length).fill(NULL_HASH)
    case 'boolean':
      return Uint32Array.from({ length }, (_, i) => mixHash(getBit(column.values as Uint8Array, i) ? 1 : 0))
    case 'utf8':
    case 'binary':
      return hashText(column)
    case 'dictionary':
      return hashCodes(column)
    case 'list':
      return hashLists(column)
    case 'struct':
      return hashColumns(children!, length)
    case 'interval':
      return hashWords(canonicalIntervals(column, 0, length), length, 4)
    case 'float32': {
      const floats = canonicalFloats(column.values as Float32Array, length)
      return hashWords(new Int32Array(floats.buffer), length, 1)
    }
    case 'float64': {
      const floats = canonicalFloats(column.values as Float64Array, length)
      return hashWords(new Int32Array(floats.buffer), length, 2)
    }
    default: {
      const { bytesPerRow } = fixedWidth(type)!
      const { buffer, byteOffset } = column.values
      if (bytesPerRow < 4) return hashWords(Int32Array.from((column.values as Int16Array).subarray(0, length)), length, 1)
      return hashWords(new Int32Array(buffer, byteOffset, (length * bytesPerRow) / 4), length, bytesPerRow / 4)
    }
  }
}

function hashWords(words: Int32Array, length: number, wordsPerRow: number): Uint32Array {
  const hashes = new Uint32Array(length)
  for (let i = 0; i < length; i++) {
    let hash = mixHash(words[i * wordsPerRow]!)
    for (let word = 1; word < wordsPerRow; word++) hash = mixHash(Math.imul(hash, 31) + words[i * wordsPerRow + word]!)
    hashes[i] = hash
  }
  return hashes
}

function hashText({ values, offsets, length }: Column): Uint32Array {
  const bytes = values as Uint8Array
  const hashes = new Uint32Array(length)
  for (let i = 0; i < length; i++) hashes[i] = hashBytes(bytes, offsets![i]!, offsets![i + 1]!)
  return hashes
}

function hashCodes(column: Column): Uint32Array {
  const dictionary = column.dictionary!
  let ofEntries = entryHashes.get(dictionary)
  if (ofEntries?.length !== dictionary.size) {
    ofEntries = hashText(dictionary.values())
    entryHashes.set(dictionary, ofEntries)
  }
  const codes = column.values as Int32Array
  const hashes = new Uint32Array(column.length)
  for (let i = 0; i < hashes.length; i++) hashes[i] = ofEntries[codes[i]!] ?? 0 // a code under a NULL may have no entry
  return hashes
}

function hashLists(column: Column): Uint32Array {
  const items = hashColumn(column.children![0]!)
  const hashes = new Uint32Array(column.length)
  for (let i = 0; i < hashes.length; i++) {
    if (!isValid(column, i)) continue
    let hash = 0
    for (let item = column.offsets![i]!; item < column.offsets![i + 1]!; item++) hash = mixHash(Math.imul(hash, 31) + items[item]! + 1)
    hashes[i] = hash
  }
  return hashes
}
