/** The column of one tag. */
import { createBuilder } from '../../../columnar/builders/create-builder.ts'
import { Int64Builder } from '../../../columnar/builders/int64-builder.ts'
import { NumberBuilder } from '../../../columnar/builders/number-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { DataType } from '../../../columnar/data-type.ts'
import { encodeUtf8 } from '../../../columnar/utf8.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import type { FaultSink } from '../../text/row-faults.ts'
import type { BamRows } from '../bam-rows.ts'
import { ABSENT, type TagScanner } from '../tag-scanner.ts'
import { arrayAt, LETTER, numberAt, tagText, textEnd } from '../tag-value.ts'
import { TextBytes } from './text-bytes.ts'
import { Words } from './words.ts'

export interface TagSettings {
  readonly tag: string
  readonly scanner: TagScanner
  /** Which of the scanner's tags. */
  readonly key: number
  readonly warn: () => void
}

/** For the types that tags have: int32, uint32, int64, float32, float64, utf8, and lists of numbers. */
export function createTagColumn(type: DataType, settings: TagSettings): ColumnReader<BamRows> {
  if (type.kind === 'list') return new TagListColumn(type, settings)
  if (type.kind === 'utf8') return new TagTextColumn(settings)
  return type.kind === 'int32' ? new TagIntegerColumn(settings) : new TagNumberColumn(type, settings)
}

const INT32: DataType = { kind: 'int32' }

/** Which numbers a type holds; floats hold all. */
const RANGES: { readonly [kind in DataType['kind']]?: readonly [number, number] } = {
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32_768, 32_767],
  uint16: [0, 65_535],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
  int64: [-(2 ** 31), 2 ** 32 - 1],
}

class NumberRule {
  private readonly least: number
  private readonly most: number
  private readonly takesFloats: boolean

  constructor(type: DataType) {
    const range = RANGES[type.kind]
    this.takesFloats = range === undefined
    this.least = range?.[0] ?? Number.NEGATIVE_INFINITY
    this.most = range?.[1] ?? Number.POSITIVE_INFINITY
  }

  holds(value: number | undefined, letter: number): value is number {
    if (value === undefined) return false
    if (letter === LETTER.f) return this.takesFloats
    return value >= this.least && value <= this.most
  }
}

class TagNumberColumn implements ColumnReader<BamRows> {
  private readonly type: DataType
  private readonly settings: TagSettings
  private readonly builder: NumberBuilder | Int64Builder
  private readonly rule: NumberRule

  constructor(type: DataType, settings: TagSettings) {
    this.type = type
    this.settings = settings
    this.builder = type.kind === 'int64' ? new Int64Builder(type) : new NumberBuilder(type)
    this.rule = new NumberRule(type)
  }

  append({ bytes, count }: BamRows, faults: FaultSink): void {
    const { builder, rule } = this
    const { scanner, key, tag } = this.settings
    const { slots, keyCount } = scanner
    for (let row = 0, slot = key; row < count; row++, slot += keyCount) {
      const at = slots[slot]! // the scanner made a slot a row and tag
      if (at === ABSENT) {
        builder.appendNull()
        continue
      }
      const letter = bytes[at]!
      const value = numberAt(bytes, at + 1, letter)
      if (rule.holds(value, letter)) builder.appendNumber(value)
      else {
        faults.report(row, () => misfit(tag, this.type, { bytes, at }))
        builder.appendNull()
      }
    }
  }

  finish(): Column {
    return this.builder.finish()
  }
}

/** The type of most integer tags, which the kernels know. */
class TagIntegerColumn implements ColumnReader<BamRows> {
  private readonly settings: TagSettings
  private readonly words = new Words()
  private readonly rule = new NumberRule(INT32)

  constructor(settings: TagSettings) {
    this.settings = settings
  }

  append({ bytes, count, loaded }: BamRows, faults: FaultSink): void {
    const { words, rule } = this
    const { scanner, key, tag } = this.settings
    const block = loaded?.tagIntegers(key)
    if (block !== undefined) {
      words.appendBlock(block)
      return
    }
    const { slots, keyCount } = scanner
    const values = words.reserve(count)
    const base = words.length
    for (let row = 0, slot = key; row < count; row++, slot += keyCount) {
      const at = slots[slot]! // the scanner made a slot a row and tag
      const letter = at === ABSENT ? 0 : bytes[at]!
      const value = at === ABSENT ? undefined : numberAt(bytes, at + 1, letter)
      const holds = rule.holds(value, letter)
      values[base + row] = holds ? value : 0
      if (holds) continue
      if (at !== ABSENT) faults.report(row, () => misfit(tag, INT32, { bytes, at }))
      words.nulls.appendNull(base + row)
    }
    words.length = base + count
  }

  finish(): Column {
    return this.words.finish(INT32)
  }
}

class TagTextColumn implements ColumnReader<BamRows> {
  private readonly settings: TagSettings
  private readonly text = new TextBytes()

  constructor(settings: TagSettings) {
    this.settings = settings
  }

  append({ bytes, starts, count, loaded }: BamRows): void {
    const { text } = this
    const { scanner, key } = this.settings
    const block = loaded?.tagTexts(key, text.used)
    if (block !== undefined) {
      text.appendBlock(block, starts.length)
      return
    }
    const { slots, keyCount } = scanner
    for (let row = 0, slot = key; row < count; row++, slot += keyCount) {
      const at = slots[slot]! // the scanner made a slot a row and tag
      if (at === ABSENT) text.appendNull()
      else {
        const letter = bytes[at]!
        if (letter === LETTER.Z || letter === LETTER.H) text.appendBytes(bytes, at + 1, textEnd(bytes, at))
        else {
          const written = encodeUtf8(tagText(bytes, at))
          text.appendBytes(written, 0, written.length)
        }
      }
    }
  }

  finish(): Column {
    return this.text.finishText(this.settings.warn)
  }
}

class TagListColumn implements ColumnReader<BamRows> {
  private readonly type: DataType & { readonly kind: 'list' }
  private readonly settings: TagSettings
  private readonly builder
  private readonly items: NumberBuilder | Int64Builder
  private readonly rule: NumberRule

  constructor(type: DataType & { readonly kind: 'list' }, settings: TagSettings) {
    this.type = type
    this.settings = settings
    this.builder = createBuilder(type)
    // Items of arrays are numbers, and these are the builders of numbers.
    this.items = this.builder.child as NumberBuilder | Int64Builder
    this.rule = new NumberRule(type.item)
  }

  append({ bytes, count }: BamRows, faults: FaultSink): void {
    const { builder } = this
    const { scanner, key, tag } = this.settings
    const { slots, keyCount } = scanner
    for (let row = 0, slot = key; row < count; row++, slot += keyCount) {
      const at = slots[slot]! // the scanner made a slot a row and tag
      if (at === ABSENT) builder.appendNull()
      else if (bytes[at] === LETTER.B && this.appendItems(bytes, at)) builder.endList()
      else {
        faults.report(row, () => misfit(tag, this.type, { bytes, at }))
        builder.appendNull()
      }
    }
  }

  finish(): Column {
    return this.builder.finish()
  }

  /** False where an item does not fit; the items before it stay in the child, where no list holds them. */
  private appendItems(bytes: Uint8Array, at: number): boolean {
    const { items, rule } = this
    const { letter, count, start, itemBytes } = arrayAt(bytes, at)
    for (let i = 0, from = start; i < count; i++, from += itemBytes) {
      const value = numberAt(bytes, from, letter)
      if (!rule.holds(value, letter)) return false
      items.appendNumber(value)
    }
    return true
  }
}

function misfit(tag: string, type: DataType, { bytes, at }: { readonly bytes: Uint8Array; readonly at: number }): string {
  const letter = String.fromCharCode(bytes[at]!)
  const written = letter === 'B' ? `B:${String.fromCharCode(bytes[at + 1]!)}` : letter
  const wanted = type.kind === 'list' ? `a list of ${type.item.kind}` : type.kind
  return `tag ${tag} of type ${written} does not fit its column, which is ${wanted}. Give its type by infer_tag_types => false and tag_type_hints => ['${tag}:${written}'].`
}
