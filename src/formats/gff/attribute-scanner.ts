/** Finds the wanted attributes of features: each is walked once, to its end, because a tag may come again. */
import { fieldEnd, fieldStart, type TextRows } from '../text/text-rows.ts'
import { AttributeCursor } from './attribute-cursor.ts'
import type { GffDialect } from './gff-dialect.ts'
import { FIELD } from './gff-field.ts'

/** Instead of a value's start: the tag does not occur, stands alone, or comes more than once. */
export const ABSENT = -1
export const BARE = -2
export const REPEATED = -3

export class AttributeScanner {
  readonly tagCount: number
  /** Start and end of the value of tag t in row r at 2 * (r * tagCount + t). Valid until the next scan. */
  slots = new Int32Array(0)
  private readonly tags: readonly Uint8Array[]
  private readonly cursor: AttributeCursor

  constructor(tags: readonly string[], dialect: GffDialect) {
    const encoder = new TextEncoder()
    this.tags = tags.map(tag => encoder.encode(tag))
    this.tagCount = tags.length
    this.cursor = new AttributeCursor(dialect)
  }

  scan(rows: TextRows): void {
    const needed = rows.count * this.tagCount * 2
    if (this.slots.length < needed) this.slots = new Int32Array(needed + (needed >>> 2))
    this.slots.fill(ABSENT, 0, needed)
    for (let row = 0; row < rows.count; row++) {
      this.cursor.begin(rows.bytes, fieldStart(rows, row, FIELD.attributes), fieldEnd(rows, row, FIELD.attributes))
      this.scanRow(rows.bytes, row * this.tagCount)
    }
  }

  /** Calls `met` with start and end of each value of a tag in one row; both are -1 where it stands alone. */
  forEachValue(rows: TextRows, row: number, tag: number, met: (start: number, end: number) => void): void {
    const { cursor } = this
    cursor.begin(rows.bytes, fieldStart(rows, row, FIELD.attributes), fieldEnd(rows, row, FIELD.attributes))
    while (cursor.next()) if (this.find(rows.bytes, cursor.tagStart, cursor.tagEnd) === tag) met(cursor.valueStart, cursor.valueEnd)
  }

  private scanRow(bytes: Uint8Array, base: number): void {
    const { cursor, slots } = this
    while (cursor.next()) {
      const tag = this.find(bytes, cursor.tagStart, cursor.tagEnd)
      if (tag < 0) continue
      const slot = 2 * (base + tag)
      if (slots[slot] !== ABSENT) slots[slot] = REPEATED
      else {
        slots[slot] = cursor.valueStart < 0 ? BARE : cursor.valueStart
        slots[slot + 1] = cursor.valueEnd
      }
    }
  }

  /** The number of a tag, or -1. Few are wanted, so the first that fits is looked for. */
  private find(bytes: Uint8Array, from: number, to: number): number {
    const length = to - from
    const { tags } = this
    for (let i = 0; i < tags.length; i++) {
      const tag = tags[i]! // i lies below the length
      if (tag.length !== length) continue
      let at = length - 1
      while (at >= 0 && tag[at] === bytes[from + at]) at--
      if (at < 0) return i
    }
    return -1
  }
}
