/** One attribute as a column of text: a tag that comes more than once has its values joined with commas. */
import { Utf8Builder } from '../../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { validUtf8 } from '../../text/columns/valid-utf8.ts'
import type { TextRows } from '../../text/text-rows.ts'
import { ABSENT, type AttributeScanner, BARE, REPEATED } from '../attribute-scanner.ts'
import type { AttributeText } from '../attribute-text.ts'

export interface AttributeSettings {
  readonly scanner: AttributeScanner
  /** Its number among the scanner's tags. */
  readonly tag: number
  readonly text: AttributeText
  readonly warn: () => void
}

export class AttributeColumn implements ColumnReader {
  private readonly settings: AttributeSettings
  private readonly builder = new Utf8Builder()

  constructor(settings: AttributeSettings) {
    this.settings = settings
  }

  /** The scanner has been over these rows. */
  append(rows: TextRows): void {
    const { scanner, tag, text } = this.settings
    const { builder } = this
    const slots = scanner.slots
    const stride = scanner.tagCount * 2
    let slot = tag * 2
    for (let row = 0; row < rows.count; row++, slot += stride) {
      // In range: the scanner made a slot a row and tag.
      const from = slots[slot]!
      if (from === ABSENT || from === BARE) builder.appendNull()
      else if (from === REPEATED) this.appendJoined(rows, row)
      else text.append(rows.bytes, from, slots[slot + 1]!, builder)
    }
  }

  finish(): Column {
    return validUtf8(this.builder.finish(), this.settings.warn)
  }

  private appendJoined(rows: TextRows, row: number): void {
    const { scanner, tag, text } = this.settings
    const parts: Uint8Array[] = []
    const scratch = new Utf8Builder()
    scanner.forEachValue(rows, row, tag, (start, end) => {
      if (start >= 0) text.append(rows.bytes, start, end, scratch)
    })
    const { values, offsets, length } = scratch.finish()
    if (length === 0) {
      this.builder.appendNull()
      return
    }
    // A utf8 column's values are its bytes.
    for (let i = 0; i < length; i++) parts.push((values as Uint8Array).subarray(offsets?.[i], offsets?.[i + 1]))
    const joined = joinWithCommas(parts)
    this.builder.appendBytes(joined, 0, joined.length)
  }
}

function joinWithCommas(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length + 1, -1)).fill(44)
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length + 1
  }
  return joined
}
