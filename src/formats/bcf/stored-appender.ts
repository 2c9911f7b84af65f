/** Stored values of BCF to a builder: one number or text, or a list of them, whatever type the writer chose to store them in. */
import type { ColumnBuilder } from '../../columnar/builders/column-builder.ts'
import { ListBuilder } from '../../columnar/builders/list-builder.ts'
import { NumberBuilder } from '../../columnar/builders/number-builder.ts'
import { Utf8Builder } from '../../columnar/builders/utf8-builder.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { createValueAppender, type TextEncodingRule, type ValueAppender } from '../text/value-appender.ts'
import { floatOf, int32At } from './bcf-layout.ts'
import { END_FLOAT, integerAt, MISSING_FLOAT, missingInteger, STORED } from './typed-value.ts'

/** Where values lie: `count` of one stored type. */
export interface StoredValues {
  readonly type: number
  readonly width: number
  readonly count: number
}

export interface StoredAppender {
  readonly builder: ColumnBuilder
  /** The values at `start`. False: they are not of the column's type, and NULL was appended. */
  append(bytes: Uint8Array, start: number, values: StoredValues): boolean
  appendNull(): void
}

export interface StoredRules {
  readonly text: TextEncodingRule
  /** BCF 2.1 fills vectors up with missing values, and begins lists of texts with a comma. */
  readonly minorVersion: number
}

export function createStoredAppender(type: DataType, rules: StoredRules): StoredAppender {
  return new TypedAppender(type, rules)
}

const COMMA = 44
/** A text that is missing, as htslib writes it. */
const MISSING_TEXT = 7
const MAX_INT32 = 2 ** 31 - 1
/** Up to here a float holds every whole number. */
const EXACT_INTEGERS = 2 ** 24

class TypedAppender implements StoredAppender {
  readonly builder: ColumnBuilder
  /** For values that are stored as text. */
  private readonly text: ValueAppender
  private readonly items: ColumnBuilder
  private readonly list: ListBuilder | undefined
  private readonly isOld: boolean

  constructor(type: DataType, rules: StoredRules) {
    this.text = createValueAppender(type, rules.text)
    this.builder = this.text.builder
    this.list = this.builder instanceof ListBuilder ? this.builder : undefined
    this.items = this.list?.child ?? this.builder
    this.isOld = rules.minorVersion < 2
  }

  appendNull(): void {
    this.builder.appendNull()
  }

  append(bytes: Uint8Array, start: number, values: StoredValues): boolean {
    if (values.type === STORED.character) return this.appendText(bytes, start, values.count)
    const length = this.isOld ? storedLength(bytes, start, values) : lengthOf(bytes, start, values)
    if (length === 0 || (length === 1 && isMissing(bytes, start, values))) {
      this.builder.appendNull()
      return true
    }
    if (this.list === undefined) {
      if (length === 1) return this.appendItem(bytes, start, values)
      this.builder.appendNull()
      return false
    }
    let good = true
    for (let i = 0; i < length; i++) {
      const at = start + i * values.width
      if (isMissing(bytes, at, values)) this.items.appendNull()
      else if (!this.appendItem(bytes, at, values)) good = false
    }
    this.list.endList()
    return good
  }

  private appendText(bytes: Uint8Array, start: number, count: number): boolean {
    let end = start
    while (end < start + count && bytes[end] !== 0) end++
    if (bytes[start] === MISSING_TEXT) end = start
    const from = this.isOld && this.list !== undefined && bytes[start] === COMMA && end > start ? start + 1 : start
    return this.text.append(bytes, from, end)
  }

  /** A value that is there. */
  private appendItem(bytes: Uint8Array, at: number, { type, width }: StoredValues): boolean {
    const { items } = this
    const value = type === STORED.float ? floatOf(int32At(bytes, at)) : integerAt(bytes, width, at)
    if (items instanceof Utf8Builder) {
      items.appendText(String(type === STORED.float ? shortestDouble(value) : value))
      return true
    }
    const fits = type !== STORED.float || items.type.kind !== 'int32' || (Number.isInteger(value) && Math.abs(value) <= MAX_INT32)
    if (fits && items instanceof NumberBuilder) items.appendNumber(value)
    else items.appendNull()
    return fits
  }
}

export function isMissing(bytes: Uint8Array, at: number, { type, width }: StoredValues): boolean {
  return type === STORED.float ? int32At(bytes, at) === MISSING_FLOAT : integerAt(bytes, width, at) === missingInteger(width)
}

/** How many values stand before the end of the vector. */
export function lengthOf(bytes: Uint8Array, start: number, { type, width, count }: StoredValues): number {
  const end = type === STORED.float ? END_FLOAT : missingInteger(width) + 1
  // From the back: only what fills up stands behind the end.
  let length = count
  while (
    length > 0 &&
    (type === STORED.float ? int32At(bytes, start + (length - 1) * width) : integerAt(bytes, width, start + (length - 1) * width)) === end
  ) {
    length--
  }
  return length
}

/** Likewise in BCF 2.1, where missing values fill up. */
export function storedLength(bytes: Uint8Array, start: number, values: StoredValues): number {
  let length = lengthOf(bytes, start, values)
  while (length > 0 && isMissing(bytes, start + (length - 1) * values.width, values)) length--
  return length
}

/** The double that a reader of the shortest decimal text of this float gets: 30.1 rather than 30.100000381469727. */
export function shortestDouble(value: number): number {
  const size = Math.abs(value)
  if (!Number.isFinite(value) || (Number.isInteger(value) && size <= EXACT_INTEGERS)) return value
  if (size >= 1e-3 && size < 1e7) {
    // A whole number over a power of ten is rounded once, as the parsing of its text would be.
    for (let power = 10; power <= 1e10; power *= 10) {
      const candidate = Math.round(value * power) / power
      if (Math.fround(candidate) === value) return candidate
    }
  }
  for (let digits = 1; digits < 9; digits++) {
    const candidate = Number(value.toPrecision(digits))
    if (Math.fround(candidate) === value) return candidate
  }
  return Number(value.toPrecision(9))
}
