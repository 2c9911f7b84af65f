/** One typed value, from its bytes to a builder. */
import type { ColumnBuilder } from '../../columnar/builders/column-builder.ts'
import { Int64Builder } from '../../columnar/builders/int64-builder.ts'
import { ListBuilder } from '../../columnar/builders/list-builder.ts'
import { NumberBuilder } from '../../columnar/builders/number-builder.ts'
import { Utf8Builder } from '../../columnar/builders/utf8-builder.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { QueryError } from '../../common/errors.ts'
import { decodePercent } from './decode-percent.ts'
import { type NumberTarget, numberTarget } from './number-target.ts'
import { parseInteger } from './parse-integer.ts'
import { parseLooseFloat, parseLooseInteger } from './parse-loosely.ts'

export interface ValueAppender {
  readonly builder: ColumnBuilder
  /** Bytes [from, to) hold the value; '.' and nothing are NULL. False: they cannot be read, and NULL was appended. */
  append(bytes: Uint8Array, from: number, to: number): boolean
  appendNull(): void
  /** Where numbers can be appended many at once. */
  readonly numbers?: NumberTarget | undefined
}

/** Reserved characters are written as %3B since VCF 4.3 (VCFv4.3 §1.2). */
export type TextEncodingRule = 'plain' | 'percent'

const DOT = 46
const COMMA = 44
/** Int64 stops where numbers are no longer exact. */
const RANGES = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
} as const

/** For int32, uint32, int64, float32, float64, utf8, or a list of one of them. */
export function createValueAppender(type: DataType, rule: TextEncodingRule): ValueAppender {
  switch (type.kind) {
    case 'list':
      return new ListAppender(type, createValueAppender(type.item, rule))
    case 'int32':
    case 'uint32':
    case 'int64':
      return new IntegerAppender({ kind: type.kind })
    case 'float32':
    case 'float64':
      return new FloatAppender(type)
    case 'utf8':
      return rule === 'plain' ? new TextAppender() : new PercentTextAppender()
    default:
      throw new QueryError('INTERNAL', `Text cannot be read as ${type.kind}. This is a bug in locusql; please report it.`)
  }
}

function isMissing(bytes: Uint8Array, from: number, to: number): boolean {
  return to <= from || (to - from === 1 && bytes[from] === DOT)
}

class IntegerAppender implements ValueAppender {
  readonly builder: NumberBuilder | Int64Builder
  readonly numbers?: NumberTarget | undefined
  private readonly least: number
  private readonly most: number

  constructor(type: { readonly kind: keyof typeof RANGES }) {
    const [least, most] = RANGES[type.kind]
    this.least = least
    this.most = most
    if (type.kind === 'int64') this.builder = new Int64Builder(type)
    else {
      const builder = new NumberBuilder(type)
      this.builder = builder
      this.numbers = numberTarget(builder, [least, most])
    }
  }

  append(bytes: Uint8Array, from: number, to: number): boolean {
    if (isMissing(bytes, from, to)) {
      this.builder.appendNull()
      return true
    }
    let value = parseInteger(bytes, from, to)
    if (Number.isNaN(value)) value = parseLooseInteger(bytes, from, to)
    if (value >= this.least && value <= this.most) {
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

class FloatAppender implements ValueAppender {
  readonly builder: NumberBuilder
  readonly numbers: NumberTarget

  constructor(type: DataType) {
    this.builder = new NumberBuilder(type)
    this.numbers = numberTarget(this.builder)
  }

  append(bytes: Uint8Array, from: number, to: number): boolean {
    if (isMissing(bytes, from, to)) {
      this.builder.appendNull()
      return true
    }
    const value = parseLooseFloat(bytes, from, to)
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
  readonly numbers?: NumberTarget | undefined
  private readonly item: ValueAppender

  constructor(type: DataType, item: ValueAppender) {
    this.item = item
    const builder = new ListBuilder(type, item.builder)
    this.builder = builder
    const items = item.builder
    if (item.numbers === undefined || !(items instanceof NumberBuilder)) return
    this.numbers = {
      form: { ...item.numbers.form, form: 'many' },
      append: ({ values, ends, nulls }) => {
        builder.appendLists(ends, nulls)
        items.appendNumbers(values)
      },
    }
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
