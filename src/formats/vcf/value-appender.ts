/** One typed value of an INFO or FORMAT field, from its bytes to a builder. */
import type { ColumnBuilder } from '../../columnar/builders/column-builder.ts'
import { ListBuilder } from '../../columnar/builders/list-builder.ts'
import { NumberBuilder } from '../../columnar/builders/number-builder.ts'
import { Utf8Builder } from '../../columnar/builders/utf8-builder.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { parseFloatField } from '../text/parse-float.ts'
import { parseInteger } from '../text/parse-integer.ts'
import { decodePercent } from './decode-percent.ts'

export interface ValueAppender {
  readonly builder: ColumnBuilder
  /** Bytes [from, to) hold the value; '.' and nothing are NULL. False: they cannot be read, and NULL was appended. */
  append(bytes: Uint8Array, from: number, to: number): boolean
  appendNull(): void
}

/** Reserved characters are written as %3B since VCF 4.3 (VCFv4.3 §1.2). */
export type TextEncodingRule = 'plain' | 'percent'

const DOT = 46
const COMMA = 44
const BLANK = 32
const MIN_INT32 = -(2 ** 31)
const MAX_INT32 = 2 ** 31 - 1

/** For int32, float32, utf8, or a list of one of them. */
export function createValueAppender(type: DataType, rule: TextEncodingRule): ValueAppender {
  if (type.kind === 'list') return new ListAppender(type, createValueAppender(type.item, rule))
  if (type.kind === 'int32') return new IntegerAppender()
  if (type.kind === 'float32') return new FloatAppender()
  return rule === 'plain' ? new TextAppender() : new PercentTextAppender()
}

function isMissing(bytes: Uint8Array, from: number, to: number): boolean {
  return to <= from || (to - from === 1 && bytes[from] === DOT)
}

class IntegerAppender implements ValueAppender {
  readonly builder = new NumberBuilder({ kind: 'int32' })

  append(bytes: Uint8Array, from: number, to: number): boolean {
    if (isMissing(bytes, from, to)) {
      this.builder.appendNull()
      return true
    }
    let value = parseInteger(bytes, from, to)
    if (Number.isNaN(value)) value = parseLoosely(bytes, from, to)
    if (value >= MIN_INT32 && value <= MAX_INT32) {
      this.builder.appendNumber(value)
      return true
    }
    this.builder.appendNull()
    return false
  }

  appendNull(): void {
    this.builder.appendNull()
  }
}

/** '12.0' and '1e3' are whole numbers too, as some callers write them, and blanks around a number do no harm. */
function parseLoosely(bytes: Uint8Array, from: number, to: number): number {
  const value = parseFloatField(bytes, skipBlanks(bytes, from, to), trimBlanks(bytes, from, to))
  return value !== undefined && Number.isInteger(value) ? value : Number.NaN
}

function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] === BLANK) at++
  return at
}

function trimBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = to
  while (at > from && bytes[at - 1] === BLANK) at--
  return at
}

class FloatAppender implements ValueAppender {
  readonly builder = new NumberBuilder({ kind: 'float32' })

  append(bytes: Uint8Array, from: number, to: number): boolean {
    if (isMissing(bytes, from, to)) {
      this.builder.appendNull()
      return true
    }
    const value = parseFloatField(bytes, from, to) ?? parseFloatField(bytes, skipBlanks(bytes, from, to), trimBlanks(bytes, from, to))
    if (value === undefined) {
      this.builder.appendNull()
      return false
    }
    this.builder.appendNumber(value)
    return true
  }

  appendNull(): void {
    this.builder.appendNull()
  }
}

class TextAppender implements ValueAppender {
  readonly builder = new Utf8Builder()

  append(bytes: Uint8Array, from: number, to: number): boolean {
    if (isMissing(bytes, from, to)) this.builder.appendNull()
    else this.builder.appendBytes(bytes, from, to)
    return true
  }

  appendNull(): void {
    this.builder.appendNull()
  }
}

class PercentTextAppender implements ValueAppender {
  readonly builder = new Utf8Builder()

  append(bytes: Uint8Array, from: number, to: number): boolean {
    const decoded = decodePercent(bytes, from, to)
    if (decoded !== undefined) this.builder.appendBytes(decoded, 0, decoded.length)
    else if (isMissing(bytes, from, to)) this.builder.appendNull()
    else this.builder.appendBytes(bytes, from, to)
    return true
  }

  appendNull(): void {
    this.builder.appendNull()
  }
}

/** Values between commas; a '.' among several is a NULL item, a '.' alone a NULL list. */
class ListAppender implements ValueAppender {
  readonly builder: ListBuilder
  private readonly item: ValueAppender

  constructor(type: DataType, item: ValueAppender) {
    this.item = item
    this.builder = new ListBuilder(type, item.builder)
  }

  append(bytes: Uint8Array, from: number, to: number): boolean {
    if (isMissing(bytes, from, to)) {
      this.builder.appendNull()
      return true
    }
    let good = true
    let start = from
    for (let at = from; at <= to; at++) {
      if (at < to && bytes[at] !== COMMA) continue
      if (!this.item.append(bytes, start, at)) good = false
      start = at + 1
    }
    this.builder.endList()
    return good
  }

  appendNull(): void {
    this.builder.appendNull()
  }
}
