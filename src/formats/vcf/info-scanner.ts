/**
 * Finds the wanted keys of INFO: each record is walked once, and not further than its last wanted key. What is not wanted costs a look at its
 * key and a skip to the next semicolon.
 */

import type { TextRows } from '../text/text-rows.ts'
import { fieldEnd, fieldStart } from '../text/text-rows.ts'
import { startsWith } from './find-info.ts'
import { FIELD } from './vcf-field.ts'

/** Instead of a value's start: the key does not occur, or stands there without a value. */
export const ABSENT = -1
export const BARE = -2

const EQUALS = 61
const SEMICOLON = 59
/** From this length on, the engine's own search beats a loop in spite of its call. */
const LONG_SKIP = 96

export class InfoScanner {
  readonly keyCount: number
  readonly keys: readonly Uint8Array[]
  private found = new Int32Array(0)
  /** The rows that nobody asked about yet. */
  private waiting: TextRows | undefined
  /** Key number + 1 by a hash of length, first and last byte; the next with the same hash in `next`. */
  private readonly table = new Int16Array(256)
  private readonly next: Int16Array

  constructor(keys: readonly string[]) {
    const encoder = new TextEncoder()
    this.keys = keys.map(key => encoder.encode(key))
    this.keyCount = keys.length
    this.next = new Int16Array(keys.length)
    for (const [index, key] of this.keys.entries()) {
      const hash = hashKey(key, 0, key.length)
      this.next[index] = this.table[hash] ?? 0
      this.table[hash] = index + 1
    }
  }

  /** The slots are those of these rows from now on. */
  use(rows: TextRows): void {
    this.waiting = rows
  }

  /** Start and end of the value of key k in row r at 2 * (r * keyCount + k). Valid until other rows are used. */
  get slots(): Int32Array {
    if (this.waiting !== undefined) this.scan(this.waiting)
    this.waiting = undefined
    return this.found
  }

  private scan(rows: TextRows): void {
    const needed = rows.count * this.keyCount * 2
    if (this.found.length < needed) this.found = new Int32Array(needed + (needed >>> 2))
    this.found.fill(ABSENT, 0, needed)
    for (let row = 0; row < rows.count; row++) {
      this.scanRow(rows.bytes, row * this.keyCount, fieldStart(rows, row, FIELD.info), fieldEnd(rows, row, FIELD.info))
    }
  }

  private scanRow(bytes: Uint8Array, base: number, from: number, to: number): void {
    const slots = this.found
    let missing = this.keyCount
    let at = from
    // In range: every index lies below `to`, which lies inside bytes; slots hold keyCount pairs a row.
    while (at < to) {
      const start = at
      while (at < to && bytes[at] !== EQUALS && bytes[at] !== SEMICOLON) at++
      const bare = at >= to || bytes[at] === SEMICOLON
      const key = this.find(bytes, start, at)
      if (key < 0) {
        at = bare ? at + 1 : skipValue(bytes, at + 1, to) + 1
        continue
      }
      const slot = 2 * (base + key)
      const value = bare ? at : at + 1
      const end = bare ? at : skipValue(bytes, value, to)
      // The first of repeated keys counts.
      if (slots[slot] === ABSENT) {
        slots[slot] = bare ? BARE : value
        slots[slot + 1] = end
        if (--missing === 0) return
      }
      at = end + 1
    }
  }

  /** The number of a key, or -1. */
  private find(bytes: Uint8Array, from: number, to: number): number {
    const length = to - from
    if (length === 0) return -1
    for (let entry = this.table[hashKey(bytes, from, to)]!; entry !== 0; entry = this.next[entry - 1]!) {
      const key = this.keys[entry - 1]!
      if (key.length === length && startsWith(bytes, from, key)) return entry - 1
    }
    return -1
  }
}

function hashKey(bytes: Uint8Array, from: number, to: number): number {
  return ((to - from) * 61 + bytes[from]! * 7 + bytes[to - 1]! * 31) & 255
}

/** The semicolon that ends a value, or `to`. */
function skipValue(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  const near = Math.min(to, from + LONG_SKIP)
  while (at < near && bytes[at] !== SEMICOLON) at++
  if (at < near || at === to) return at
  const found = bytes.subarray(at, to).indexOf(SEMICOLON)
  return found < 0 ? to : at + found
}
