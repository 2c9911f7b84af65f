/** Sorts rows by text, bytewise and stably: by four bytes at a time with the radix sort, small runs by comparing. */
import type { Column } from '../../columnar/column.ts'
import { compareBytes } from '../compare-bytes.ts'
import { radixSort } from './radix-sort.ts'

// Below this many rows comparing is quicker than counting digits.
const SMALL = 64

interface Text {
  readonly bytes: Uint8Array
  readonly offsets: Int32Array
  readonly descending: boolean
}

// `!` and casts below: a text column has bytes and offsets; rows are rows of it.

/** Sorts `rows`, none of them NULL, in place. */
export function sortText(column: Column, rows: Uint32Array, order: 'ascending' | 'descending'): void {
  const text = { bytes: column.values as Uint8Array, offsets: column.offsets!, descending: order === 'descending' }
  // Runs that agree in their first `depth` bytes; a stack of our own, because common prefixes can be long.
  const runs: { readonly start: number; readonly end: number; readonly depth: number }[] = [{ start: 0, end: rows.length, depth: 0 }]
  for (let run = runs.pop(); run !== undefined; run = runs.pop()) {
    const part = rows.subarray(run.start, run.end)
    if (part.length <= SMALL) {
      insertionSort(text, part, run.depth)
      continue
    }
    const { start, depth } = run
    part.set(radixSort(prefixes(text, part, depth), part.slice()))
    eachRun(prefixes(text, part, depth), (from, to) => {
      if (longest(text, part, from, to) > depth + 4) runs.push({ start: start + from, end: start + to, depth: depth + 4 })
      // Nothing is left but zero bytes, real or of padding: the shorter first.
      else part.subarray(from, to).set(radixSort(lengths(text, part.subarray(from, to)), part.slice(from, to)))
    })
  }
}

/** Bytes depth..depth + 4 of each row as a big-endian word, padded with 0; turned round for descending order. */
function prefixes({ bytes, offsets, descending }: Text, rows: Uint32Array, depth: number): Uint32Array {
  const words = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    const at = offsets[row]! + depth
    const left = offsets[row + 1]! - at
    let word = 0
    if (left >= 4) word = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
    else if (left > 0) word = (bytes[at]! << 24) | (left > 1 ? bytes[at + 1]! << 16 : 0) | (left > 2 ? bytes[at + 2]! << 8 : 0)
    words[i] = descending ? ~word : word
  }
  return words
}

/** Bytes depth..depth + 4 of some rows as words. */
export function textPrefixes(column: Column, rows: Uint32Array, depth: number): Uint32Array {
  return prefixes({ bytes: column.values as Uint8Array, offsets: column.offsets!, descending: false }, rows, depth)
}

export function textLengths(column: Column, rows: Uint32Array): Uint32Array {
  return lengths({ bytes: column.values as Uint8Array, offsets: column.offsets!, descending: false }, rows)
}

function lengths({ offsets, descending }: Text, rows: Uint32Array): Uint32Array {
  const words = rows.map(row => offsets[row + 1]! - offsets[row]!)
  return descending ? words.map(length => ~length) : words
}

function longest({ offsets }: Text, rows: Uint32Array, start: number, end: number): number {
  let most = 0
  for (let i = start; i < end; i++) most = Math.max(most, offsets[rows[i]! + 1]! - offsets[rows[i]!]!)
  return most
}

/** Calls for each run of at least two equal words. */
function eachRun(words: Uint32Array, visit: (start: number, end: number) => void): void {
  for (let start = 0; start < words.length; ) {
    let end = start + 1
    while (end < words.length && words[end] === words[start]) end++
    if (end - start > 1) visit(start, end)
    start = end
  }
}

/** The rows agree in their first `depth` bytes, counting zeros past the end of a text. */
function insertionSort(text: Text, rows: Uint32Array, depth: number): void {
  for (let i = 1; i < rows.length; i++) {
    const row = rows[i]!
    let place = i
    for (; place > 0 && compareFrom(text, depth, rows[place - 1]!, row) > 0; place--) rows[place] = rows[place - 1]!
    rows[place] = row
  }
}

function compareFrom({ bytes, offsets, descending }: Text, depth: number, a: number, b: number): number {
  const aEnd = offsets[a + 1]!
  const bEnd = offsets[b + 1]!
  const aStart = Math.min(offsets[a]! + depth, aEnd)
  const bStart = Math.min(offsets[b]! + depth, bEnd)
  // Texts that ended before `depth` may still differ in how many zero bytes they end with.
  const order = compareBytes(bytes, aStart, aEnd, bytes, bStart, bEnd) || aEnd - offsets[a]! - (bEnd - offsets[b]!)
  return descending ? -order : order
}
