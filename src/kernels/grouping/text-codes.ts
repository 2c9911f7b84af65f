/**
 * Numbers utf8 and binary values. Hashes, slots and texts are looked at in a loop each, so that many rows wait for memory at once. The entries of
 * a dictionary's column are looked up once each.
 */

import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { Dictionary } from '../../columnar/dictionary.ts'
import { emptyColumn } from '../../columnar/empty-column.ts'
import { grow } from '../../columnar/grow.ts'
import { homeSlot, PART_SHIFT, SlotParts } from './slot-parts.ts'
import { HEAD_BYTES, readHeads, type TextHeads } from './text-heads.ts'
import type { ValueCodes } from './value-codes.ts'

/** Rows whose heads are in memory at a time. */
const STEP_ROWS = 4096

// `!` and casts: text columns have bytes and offsets, rows are rows of the open column, and slots lie within their part, which is never full.

export class TextCodes implements ValueCodes {
  size = 0
  private readonly type: DataType
  /** Slots of hash and number + 1. */
  private readonly slots = new SlotParts(1)
  /** By number: the head, four words. */
  private heads = new Int32Array(64)
  /** By number: the text, from its offset to the next one. */
  private offsets = new Int32Array(17)
  private bytes = new Uint8Array(256)
  /** With room for as many rows as were read at once. */
  private step: TextHeads = { words: new Int32Array(0), hashes: new Int32Array(0) }
  /** The rows of the open column whose heads these are. */
  private readFrom = 0
  private readTo = 0
  /** The open column, or the entries of its dictionary … */
  private column: Column
  /** … and its codes. */
  private codes: Int32Array = new Int32Array(0)
  /** Of the dictionary of the open column, by code: number + 1; 0: not looked up, -1: not found yet. */
  private entries: EntryNumbers | undefined
  private readonly ofDictionaries = new WeakMap<Dictionary, EntryNumbers>()

  constructor(type: DataType) {
    this.type = type
    this.column = emptyColumn({ kind: 'utf8' })
  }

  open(column: Column): void {
    this.entries = column.dictionary && this.entriesOf(column.dictionary)
    this.column = column.dictionary ? column.dictionary.values() : column
    this.codes = column.values as Int32Array
    this.readTo = 0
  }

  assignRow(row: number): number {
    if (this.entries) return this.assignEntry(this.entries, this.codes[row]!)
    return this.assignRead(row, this.readAround(row))
  }

  findRow(row: number): number {
    if (this.entries) return this.findEntry(this.entries, this.codes[row]!)
    return this.findRead(row, this.readAround(row))
  }

  assignAll(codes: Uint32Array): void {
    const { entries } = this
    if (entries) {
      for (let row = 0; row < codes.length; row++) codes[row] = this.assignEntry(entries, this.codes[row]!)
      return
    }
    for (let from = 0; from < codes.length; from += STEP_ROWS) {
      const to = Math.min(codes.length, from + STEP_ROWS)
      this.read(from, to)
      for (let row = from; row < to; row++) codes[row] = this.assignRead(row, row - from)
    }
  }

  findAll(codes: Int32Array): void {
    const { entries } = this
    if (entries) {
      for (let row = 0; row < codes.length; row++) codes[row] = this.findEntry(entries, this.codes[row]!)
      return
    }
    for (let from = 0; from < codes.length; from += STEP_ROWS) {
      const to = Math.min(codes.length, from + STEP_ROWS)
      this.read(from, to)
      this.guess(codes, from, to)
      for (let row = from; row < to; row++) {
        if (codes[row]! >= 0 && !this.isText(codes[row]!, row, row - from)) codes[row] = this.findRead(row, row - from)
      }
    }
  }

  values(): Column {
    const { size, type } = this
    const offsets = this.offsets.slice(0, size + 1)
    return { type, length: size, nullCount: 0, offsets, values: this.bytes.slice(0, offsets[size]) }
  }

  private read(from: number, to: number): void {
    const { values, offsets } = this.column
    const rows = to - from
    if (rows > this.step.hashes.length) this.step = { words: new Int32Array(rows * 4), hashes: new Int32Array(rows) }
    readHeads({ bytes: values as Uint8Array, offsets: offsets! }, { from, to }, this.step)
    this.readFrom = from
    this.readTo = to
  }

  /** The first number with the hash of each row: nearly always the right one. */
  private guess(codes: Int32Array, from: number, to: number): void {
    const { parts } = this.slots
    const { hashes } = this.step
    const lastPart = parts.length - 1
    for (let row = from; row < to; row++) {
      const hash = hashes[row - from]!
      const part = parts[(hash >>> PART_SHIFT) & lastPart]!
      const mask = part.length - 1
      let slot = homeSlot(part, hash, 1)
      while (part[slot + 1] !== 0 && part[slot] !== hash) slot = (slot + 2) & mask
      codes[row] = part[slot + 1]! - 1
    }
  }

  /** Where the head of the row is, which comes with those of its neighbours. */
  private readAround(row: number): number {
    if (row < this.readFrom || row >= this.readTo) this.read(row, Math.min(this.column.length, row + STEP_ROWS))
    return row - this.readFrom
  }

  /** `at`: where the head of the row is. */
  private assignRead(row: number, at: number): number {
    const hash = this.step.hashes[at]!
    const part = this.partOf(hash)
    const slot = this.slotOf(part, row, at)
    const known = part[slot + 1]!
    if (known !== 0) return known - 1
    part[slot] = hash
    part[slot + 1] = this.size + 1
    this.slots.filled(hash)
    return this.add(row, at)
  }

  private findRead(row: number, at: number): number {
    const part = this.partOf(this.step.hashes[at]!)
    return part[this.slotOf(part, row, at) + 1]! - 1
  }

  private partOf(hash: number): Int32Array {
    const { parts } = this.slots
    return parts[(hash >>> PART_SHIFT) & (parts.length - 1)]!
  }

  /** The slot of a row's text, or the free one where it belongs. */
  private slotOf(part: Int32Array, row: number, at: number): number {
    const hash = this.step.hashes[at]!
    const mask = part.length - 1
    let slot = homeSlot(part, hash, 1)
    while (part[slot + 1] !== 0 && (part[slot] !== hash || !this.isText(part[slot + 1]! - 1, row, at))) slot = (slot + 2) & mask
    return slot
  }

  private isText(number: number, row: number, at: number): boolean {
    const { heads } = this
    const { words } = this.step
    const own = number * 4
    const other = at * 4
    if (heads[own + 1] !== words[other + 1] || heads[own + 2] !== words[other + 2]) return false
    if (heads[own + 3] !== words[other + 3] || heads[own] !== words[other]) return false
    return heads[own]! <= HEAD_BYTES || this.hasBytes(number, row)
  }

  /** Between the first eight and the last four. */
  private hasBytes(number: number, row: number): boolean {
    const { bytes } = this
    const others = this.column.values as Uint8Array
    const shift = this.column.offsets![row]! - this.offsets[number]!
    const end = this.offsets[number + 1]! - 4
    for (let i = this.offsets[number]! + 8; i < end; i++) if (bytes[i] !== others[i + shift]) return false
    return true
  }

  private add(row: number, at: number): number {
    const number = this.size
    const { values, offsets } = this.column
    const start = offsets![row]!
    const end = offsets![row + 1]!
    const own = this.offsets[number]!
    const stop = own + end - start
    if (stop > this.bytes.length) this.bytes = grow(this.bytes, stop)
    if (number + 2 > this.offsets.length) this.offsets = grow(this.offsets, number + 2)
    if (number * 4 === this.heads.length) this.heads = grow(this.heads, number * 4 + 4)
    const source = values as Uint8Array
    if (end - start < 32) for (let i = start; i < end; i++) this.bytes[own + i - start] = source[i]!
    else this.bytes.set(source.subarray(start, end), own)
    this.offsets[number + 1] = stop
    for (let word = 0; word < 4; word++) this.heads[number * 4 + word] = this.step.words[at * 4 + word]!
    this.size = number + 1
    return number
  }

  private assignEntry(entries: EntryNumbers, code: number): number {
    const known = entries.numbers[code]!
    if (known > 0) return known - 1
    this.read(code, code + 1)
    const number = this.assignRead(code, 0)
    entries.numbers[code] = number + 1
    return number
  }

  private findEntry(entries: EntryNumbers, code: number): number {
    const known = entries.numbers[code]!
    if (known > 0) return known - 1
    // What is not there may come yet.
    if (known < 0 && entries.missedAt === this.size) return -1
    if (entries.missedAt !== this.size) entries.forgetMisses(this.size)
    this.read(code, code + 1)
    const number = this.findRead(code, 0)
    entries.numbers[code] = number < 0 ? -1 : number + 1
    return number
  }

  private entriesOf(dictionary: Dictionary): EntryNumbers {
    let entries = this.ofDictionaries.get(dictionary)
    if (!entries) {
      entries = new EntryNumbers()
      this.ofDictionaries.set(dictionary, entries)
    }
    entries.reach(dictionary.size)
    return entries
  }
}

/** By code of a dictionary: number + 1; 0: not looked up; -1: not there when there were `missedAt` numbers. */
class EntryNumbers {
  numbers = new Int32Array(64)
  missedAt = 0

  reach(size: number): void {
    if (size > this.numbers.length) this.numbers = grow(this.numbers, size)
  }

  forgetMisses(size: number): void {
    for (let code = 0; code < this.numbers.length; code++) if (this.numbers[code] === -1) this.numbers[code] = 0
    this.missedAt = size
  }
}
