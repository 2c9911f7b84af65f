/** JSON values to a builder, each read as the type of the column. */
import { BooleanBuilder } from '../../columnar/builders/boolean-builder.ts'
import type { ColumnBuilder } from '../../columnar/builders/column-builder.ts'
import { createBuilder } from '../../columnar/builders/create-builder.ts'
import { Int64Builder } from '../../columnar/builders/int64-builder.ts'
import { ListBuilder } from '../../columnar/builders/list-builder.ts'
import { NumberBuilder } from '../../columnar/builders/number-builder.ts'
import { StructBuilder } from '../../columnar/builders/struct-builder.ts'
import { Utf8Builder } from '../../columnar/builders/utf8-builder.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { parseText } from '../../kernels/parse-text.ts'
import { parseFloatField } from '../text/parse-float.ts'
import { parseInteger } from '../text/parse-integer.ts'
import { ABSENT, hasEscape, ObjectScanner, parseString } from './object-scanner.ts'
import { BROKEN, skipBlanks, skipValue } from './scan-json.ts'

export interface JsonAppender {
  readonly builder: ColumnBuilder
  /** One value in [from, to), without blanks around it. False: it is none of the type, and NULL was appended. */
  append(bytes: Uint8Array, from: number, to: number): boolean
  appendNull(): void
}

export function createJsonAppender(type: DataType): JsonAppender {
  if (type.kind === 'list') return new ListAppender(type, createJsonAppender(type.item))
  if (type.kind === 'struct') return new StructAppender(type)
  return new ScalarAppender(type)
}

const QUOTE = 34
const COMMA = 44
const OPEN_BRACE = 123
const OPEN_BRACKET = 91
const LETTER_T = 116
const NULL = new TextEncoder().encode('null')
const TRUE = new TextEncoder().encode('true')
const FALSE = new TextEncoder().encode('false')
const decoder = new TextDecoder()

class ScalarAppender implements JsonAppender {
  readonly builder: ColumnBuilder
  private readonly take: (bytes: Uint8Array, from: number, to: number) => boolean

  constructor(type: DataType) {
    this.builder = createBuilder(type)
    this.take = taker(this.builder, type)
  }

  append(bytes: Uint8Array, from: number, to: number): boolean {
    const isNull = isWord(bytes, from, to, NULL)
    if (!isNull && this.take(bytes, from, to)) return true
    this.builder.appendNull()
    return isNull
  }

  appendNull(): void {
    this.builder.appendNull()
  }
}

class ListAppender implements JsonAppender {
  readonly builder: ListBuilder
  private readonly item: JsonAppender

  constructor(type: DataType, item: JsonAppender) {
    this.item = item
    this.builder = new ListBuilder(type, item.builder)
  }

  appendNull(): void {
    this.builder.appendNull()
  }

  append(bytes: Uint8Array, from: number, to: number): boolean {
    if (bytes[from] !== OPEN_BRACKET) {
      this.builder.appendNull()
      return isWord(bytes, from, to, NULL)
    }
    const last = to - 1 // the closing bracket: the value's structure was checked
    let good = true
    let at = skipBlanks(bytes, from + 1, last)
    while (at < last) {
      const end = skipValue(bytes, at, last)
      if (end === BROKEN) {
        good = false
        break
      }
      if (!this.item.append(bytes, at, end)) good = false
      at = skipBlanks(bytes, end, last)
      if (at >= last) break
      const next = skipBlanks(bytes, at + 1, last)
      // A comma parts two items, and none stands behind the last.
      if (bytes[at] !== COMMA || next >= last) good = false
      at = next
    }
    this.builder.endList()
    return good
  }
}

class StructAppender implements JsonAppender {
  readonly builder: StructBuilder
  private readonly children: readonly JsonAppender[]
  private readonly scanner: ObjectScanner

  constructor(type: DataType & { readonly kind: 'struct' }) {
    this.children = type.fields.map(field => createJsonAppender(field.type))
    this.builder = new StructBuilder(
      type.fields,
      this.children.map(child => child.builder),
    )
    this.scanner = new ObjectScanner(type.fields.map(field => field.name))
  }

  /** By the appenders, because a child that is a list must end it. */
  appendNull(): void {
    this.builder.appendNull()
  }

  append(bytes: Uint8Array, from: number, to: number): boolean {
    const { scanner } = this
    if (bytes[from] !== OPEN_BRACE || !scanner.scan(bytes, from, to)) {
      this.builder.appendNull()
      return isWord(bytes, from, to, NULL)
    }
    // Objects inside use scanners of their own, so that these places stay.
    let good = true
    for (const [index, child] of this.children.entries()) {
      const start = scanner.slots[2 * index]! // two numbers a key
      if (start === ABSENT) child.appendNull()
      else if (!child.append(bytes, start, scanner.slots[2 * index + 1]!)) good = false
    }
    this.builder.endRow()
    return good
  }
}

function isWord(bytes: Uint8Array, from: number, to: number, word: Uint8Array): boolean {
  if (to - from !== word.length) return false
  for (let i = 0; i < word.length; i++) if (bytes[from + i] !== word[i]) return false
  return true
}

function taker(builder: ColumnBuilder, type: DataType): (bytes: Uint8Array, from: number, to: number) => boolean {
  if (builder instanceof Utf8Builder) return (bytes, from, to) => takeText(builder, bytes, from, to)
  if (builder instanceof BooleanBuilder) return (bytes, from, to) => takeBoolean(builder, bytes, from, to)
  if (type.kind === 'int64' && builder instanceof Int64Builder) return (bytes, from, to) => takeInteger(builder, bytes, from, to)
  if (type.kind === 'float64' && builder instanceof NumberBuilder) {
    return (bytes, from, to) => {
      const value = parseFloatField(bytes, from, to)
      if (value === undefined) return false
      builder.appendNumber(value)
      return true
    }
  }
  // Types that the user has given: read from the text of the value, with or without quotes.
  return (bytes, from, to) => {
    const value = parseText(textOf(bytes, from, to) ?? '', type)
    if (value === undefined) return false
    builder.append(value)
    return true
  }
}

/** A string, or the JSON of any other value. */
function takeText(builder: Utf8Builder, bytes: Uint8Array, from: number, to: number): boolean {
  if (bytes[from] !== QUOTE) builder.appendBytes(bytes, from, to)
  else if (!hasEscape(bytes, from + 1, to - 1)) builder.appendBytes(bytes, from + 1, to - 1)
  else {
    const text = parseString(bytes, from, to)
    if (text === undefined) return false
    builder.appendText(text)
  }
  return true
}

function textOf(bytes: Uint8Array, from: number, to: number): string | undefined {
  return bytes[from] === QUOTE ? parseString(bytes, from, to) : decoder.decode(bytes.slice(from, to))
}

function takeBoolean(builder: BooleanBuilder, bytes: Uint8Array, from: number, to: number): boolean {
  const isTrue = bytes[from] === LETTER_T
  if (!isWord(bytes, from, to, isTrue ? TRUE : FALSE)) return false
  builder.appendBoolean(isTrue)
  return true
}

/** 12.0 and 1e3 are whole numbers too. */
function takeInteger(builder: Int64Builder, bytes: Uint8Array, from: number, to: number): boolean {
  const value = parseInteger(bytes, from, to)
  if (Number.isSafeInteger(value)) {
    builder.appendNumber(value)
    return true
  }
  if (Number.isNaN(value)) {
    const float = parseFloatField(bytes, from, to)
    if (float === undefined || !Number.isSafeInteger(float)) return false
    builder.appendNumber(float)
    return true
  }
  const exact = parseText(decoder.decode(bytes.slice(from, to)), { kind: 'int64' })
  if (exact === undefined) return false
  builder.append(exact)
  return true
}
