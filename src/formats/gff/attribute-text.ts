/** The text of a tag or a value: GFF3's percent escapes are decoded, GTF has none. */
import type { Utf8Builder } from '../../columnar/builders/utf8-builder.ts'
import { decodePercent } from '../text/decode-percent.ts'
import type { GffDialect } from './gff-dialect.ts'

const PERCENT = 37
const COMMA = 44

export class AttributeText {
  private readonly decodes: boolean
  private readonly warn: (message: string) => void
  private hasWarned = false

  constructor(dialect: GffDialect, warn: (message: string) => void) {
    this.decodes = dialect.attributes === 'equals'
    this.warn = warn
  }

  append(bytes: Uint8Array, from: number, to: number, builder: Utf8Builder): void {
    const decoded = this.decodes ? decodePercent(bytes, from, to) : undefined
    if (decoded === undefined) builder.appendBytes(bytes, from, to)
    else {
      builder.appendBytes(decoded, 0, decoded.length)
      if (!this.hasWarned) this.check(bytes, from, to)
    }
  }

  /** The values between commas, one a row: decoded after they were parted, so that %2C parts nothing. */
  appendParts(bytes: Uint8Array, from: number, to: number, builder: Utf8Builder): void {
    let start = from
    for (let at = from; at <= to; at++) {
      if (at < to && (!this.decodes || bytes[at] !== COMMA)) continue
      this.append(bytes, start, at, builder)
      start = at + 1
    }
  }

  private check(bytes: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      if (bytes[at] !== PERCENT || (at + 2 < to && isHex(bytes[at + 1]) && isHex(bytes[at + 2]))) continue
      this.hasWarned = true
      const text = new TextDecoder().decode(bytes.slice(at, Math.min(to, at + 3)))
      this.warn(`attributes hold a "%" that begins no escape ("${text}"); it is kept as it stands.`)
      return
    }
  }
}

function isHex(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 48 && byte <= 57) || ((byte | 32) >= 97 && (byte | 32) <= 102))
}
