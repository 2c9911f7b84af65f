/** Reads the value of a tag of a SAM line into a number or a list of numbers. */
import { createBuilder } from '../../columnar/builders/create-builder.ts'
import { Int64Builder } from '../../columnar/builders/int64-builder.ts'
import type { ListBuilder } from '../../columnar/builders/list-builder.ts'
import { NumberBuilder } from '../../columnar/builders/number-builder.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { parseFloatField } from '../text/parse-float.ts'
import { parseInteger } from '../text/parse-integer.ts'
import { VALUE } from './sam-tag.ts'

export interface TagAppender {
  readonly builder: NumberBuilder | Int64Builder | ListBuilder
  /** [from, to) is the whole tag. False: it does not fit the type, and NULL was appended. */
  append(bytes: Uint8Array, from: number, to: number): boolean
  appendNull(): void
}

export function createTagAppender(type: DataType): TagAppender {
  return type.kind === 'list' ? new ListTagAppender(type) : new NumberTagAppender(type)
}

const LETTER = { f: 102, B: 66 }
const INTEGERS = 'iIcCsS'
const COMMA = 44
const RANGES: { readonly [kind in DataType['kind']]?: readonly [number, number] } = {
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32_768, 32_767],
  uint16: [0, 65_535],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
}

/** Numbers from text; `append` appends nothing where the text does not fit. */
class NumberItems {
  readonly builder: NumberBuilder | Int64Builder
  private readonly range: readonly [number, number] | undefined

  constructor(builder: NumberBuilder | Int64Builder) {
    this.builder = builder
    this.range = RANGES[builder.type.kind]
  }

  append(bytes: Uint8Array, from: number, to: number): boolean {
    const { range } = this
    if (range === undefined) {
      const value = parseFloatField(bytes, from, to)
      if (value === undefined) return false
      this.builder.appendNumber(value)
      return true
    }
    const value = parseInteger(bytes, from, to)
    if (!(value >= range[0] && value <= range[1])) return false
    this.builder.appendNumber(value)
    return true
  }

  /** Whether numbers of this type letter may stand in the column at all. */
  takes(letter: number | undefined): boolean {
    return letter !== LETTER.f || this.range === undefined
  }
}

class NumberTagAppender implements TagAppender {
  readonly builder: NumberBuilder | Int64Builder
  private readonly items: NumberItems

  constructor(type: DataType) {
    this.builder = type.kind === 'int64' ? new Int64Builder(type) : new NumberBuilder(type)
    this.items = new NumberItems(this.builder)
  }

  append(bytes: Uint8Array, from: number, to: number): boolean {
    const letter = bytes[from + 3]! // in range: the tag has its head
    const isNumber = letter === LETTER.f || INTEGERS.includes(String.fromCharCode(letter))
    if (isNumber && this.items.takes(letter) && this.items.append(bytes, from + VALUE, to)) return true
    this.builder.appendNull()
    return false
  }

  appendNull(): void {
    this.builder.appendNull()
  }
}

class ListTagAppender implements TagAppender {
  readonly builder: ListBuilder
  private readonly items: NumberItems

  constructor(type: DataType & { readonly kind: 'list' }) {
    this.builder = createBuilder(type)
    // Items of arrays are numbers, and these are the builders of numbers.
    this.items = new NumberItems(this.builder.child as NumberBuilder | Int64Builder)
  }

  append(bytes: Uint8Array, from: number, to: number): boolean {
    if (bytes[from + 3] === LETTER.B && this.items.takes(bytes[from + VALUE]) && this.appendItems(bytes, from + VALUE + 1, to)) {
      this.builder.endList()
      return true
    }
    this.builder.appendNull()
    return false
  }

  appendNull(): void {
    this.builder.appendNull()
  }

  /** ',1,2,3'; nothing at all is an empty array. */
  private appendItems(bytes: Uint8Array, from: number, to: number): boolean {
    for (let at = from; at < to; ) {
      if (bytes[at] !== COMMA) return false
      let end = at + 1
      while (end < to && bytes[end] !== COMMA) end++
      if (!this.items.append(bytes, at + 1, end)) return false
      at = end
    }
    return true
  }
}
