/**
 * Goes through the attributes of a feature: `ID=x;Parent=a,b` (GFF3), `gene_id "x"; level 2;` (GTF, GFF2), or a tag alone. GFF files with GTF's
 * attributes are common, so both dialects read both; where a text could be either, the dialect decides.
 */
import type { GffDialect } from './gff-dialect.ts'

const BLANK = 32
const QUOTE = 34
const SEMICOLON = 59
const EQUALS = 61
const DOT = 46

export class AttributeCursor {
  tagStart = 0
  tagEnd = 0
  /** Quotes around the value do not belong to it. -1: the tag stands alone. */
  valueStart = -1
  valueEnd = -1
  private readonly endsTagAtBlank: boolean
  private bytes: Uint8Array = new Uint8Array(0)
  private at = 0
  private to = 0

  constructor(dialect: GffDialect) {
    this.endsTagAtBlank = dialect.attributes === 'quotes'
  }

  /** The attributes field lies in [from, to); '.' is none. */
  begin(bytes: Uint8Array, from: number, to: number): void {
    this.bytes = bytes
    this.at = to - from === 1 && bytes[from] === DOT ? to : from
    this.to = to
  }

  /** Moves to the next attribute; false at the end. */
  next(): boolean {
    const { bytes, to } = this
    let at = this.at
    // In range throughout: every index lies below `to`, which lies inside bytes.
    while (at < to && (bytes[at] === BLANK || bytes[at] === SEMICOLON)) at++
    if (at >= to) return false
    this.tagStart = at
    let blank = -1
    for (; at < to; at++) {
      const byte = bytes[at]!
      if (byte === EQUALS || byte === SEMICOLON) break
      if (byte === BLANK && blank < 0) {
        blank = at
        if (this.endsTagAtBlank || bytes[at + 1] === QUOTE) break
      }
    }
    if (bytes[at] === EQUALS && at < to) this.readValue(at, at + 1)
    else if (blank >= 0) this.readBlankValue(blank)
    else this.endBare(at)
    return true
  }

  /** `gene_id "x"`, `level 2`; in GTF also `gene_id = "x"`. */
  private readBlankValue(blank: number): void {
    const { bytes, to } = this
    let at = blank
    while (at < to && bytes[at] === BLANK) at++
    if (at < to && bytes[at] === EQUALS) {
      at++
      while (at < to && bytes[at] === BLANK) at++
    }
    if (at >= to || bytes[at] === SEMICOLON) this.endBare(blank)
    else if (bytes[at] === QUOTE) this.readQuoted(blank, at + 1)
    else {
      this.readValue(blank, at)
      while (this.valueEnd > at && bytes[this.valueEnd - 1] === BLANK) this.valueEnd--
    }
  }

  private endBare(tagEnd: number): void {
    this.tagEnd = tagEnd
    this.valueStart = -1
    this.valueEnd = -1
    this.at = tagEnd
  }

  /** Up to the next semicolon. */
  private readValue(tagEnd: number, from: number): void {
    const { bytes, to } = this
    let at = from
    while (at < to && bytes[at] !== SEMICOLON) at++
    this.at = at
    this.tagEnd = tagEnd
    const isQuoted = at - from >= 2 && bytes[from] === QUOTE && bytes[at - 1] === QUOTE
    this.valueStart = isQuoted ? from + 1 : from
    this.valueEnd = isQuoted ? at - 1 : at
  }

  /** Up to a quote with a semicolon, or nothing, behind it: the text may hold both. */
  private readQuoted(tagEnd: number, from: number): void {
    const { bytes, to } = this
    this.tagEnd = tagEnd
    this.valueStart = from
    for (let at = from; at < to; at++) {
      if (bytes[at] !== QUOTE) continue
      let behind = at + 1
      while (behind < to && bytes[behind] === BLANK) behind++
      if (behind < to && bytes[behind] !== SEMICOLON) continue
      this.valueEnd = at
      this.at = behind
      return
    }
    // The quote is never closed.
    let at = from
    while (at < to && bytes[at] !== SEMICOLON) at++
    this.valueEnd = at
    this.at = at
  }
}
