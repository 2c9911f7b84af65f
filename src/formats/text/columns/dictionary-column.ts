/** Names of contigs, strands, filters: a dictionary code a row. Neighbouring rows mostly repeat, so the bytes are compared with the last row's first. */
import { DictionaryBuilder } from '../../../columnar/builders/dictionary-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import { decodePercent } from '../decode-percent.ts'
import { isUtf8 } from '../is-utf8.ts'
import { replaceInvalidUtf8 } from '../replace-invalid-utf8.ts'
import type { FaultSink } from '../row-faults.ts'
import { fieldsOfRows, type TextRows } from '../text-rows.ts'
import type { ColumnReader } from './column-reader.ts'

/** Instead of a code: the letter was not met yet, or stands for NULL. */
const UNKNOWN = -1
const MISSING = -2

export class DictionaryColumn implements ColumnReader {
  private readonly field: number
  private readonly label: string
  private readonly missing: string
  private readonly percent: boolean
  private readonly warn: () => void
  private readonly builder = new DictionaryBuilder()
  private last = new Uint8Array(0)
  private lastCode = -1
  /** Codes of one-letter texts, which alternate (strands). */
  private readonly letters = new Int32Array(128).fill(UNKNOWN)

  /** `missing`: letters that stand for NULL alone: '.' in FILTER, none in CHROM. Without any, an empty field is a fault. `label` names the field in errors; `percent`: %20 is a blank. */
  constructor(
    field: number,
    settings: { readonly label: string; readonly missing: string; readonly percent?: boolean; readonly warn: () => void },
  ) {
    this.field = field
    this.label = settings.label
    this.missing = settings.missing
    this.percent = settings.percent ?? false
    for (const letter of settings.missing) this.letters[letter.charCodeAt(0)] = MISSING
    this.warn = settings.warn
  }

  append(rows: TextRows, faults: FaultSink): void {
    const { field, builder } = this
    const quick = this.missing === '' ? fieldsOfRows(rows) : undefined
    const codes = quick?.fields.names(quick.line, rows.count, { field, owner: builder.dictionary, encode: this.encodeText })
    if (codes !== undefined) {
      builder.appendCodes(codes)
      return
    }
    const { bytes, positions, bases, starts, ends, count } = rows
    for (let row = 0; row < count; row++) {
      // As fieldStart and fieldEnd do it, without a look at the object for each row. In range: row lies below count.
      const base = bases[row]! + field
      const from = field === 0 ? starts[row]! : positions[base - 1]! + 1
      const to = Math.min(positions[base]!, ends[row]!)
      if (to - from === 1) {
        const code = this.letterCode(bytes, from)
        if (code === MISSING) builder.appendNull()
        else builder.appendCode(code)
      } else if (this.isLast(bytes, from, to)) builder.appendCode(this.lastCode)
      else if (to > from) builder.appendCode(this.encode(bytes, from, to))
      else {
        if (this.missing === '' && to === from) this.report(row, faults)
        builder.appendNull()
      }
    }
  }

  /** Apart, so that the loop makes no closures. */
  private report(row: number, faults: FaultSink): void {
    faults.report(row, () => `${this.label} is empty.`)
  }

  finish(): Column {
    return this.builder.finish()
  }

  private letterCode(bytes: Uint8Array, at: number): number {
    const letter = bytes[at]! // in range: a field of one byte
    const known = this.letters[letter]
    if (known !== undefined && known !== UNKNOWN) return known
    const code = this.encode(bytes, at, at + 1)
    if (letter < 128) this.letters[letter] = code
    return code
  }

  private isLast(bytes: Uint8Array, from: number, to: number): boolean {
    const last = this.last
    const length = to - from
    if (length !== last.length || length === 0) return false
    // From the end: names of contigs differ there.
    for (let i = length - 1; i >= 0; i--) if (bytes[from + i] !== last[i]) return false
    return true
  }

  private readonly encodeText = (bytes: Uint8Array, from: number, to: number) => this.encode(bytes, from, to)

  private encode(bytes: Uint8Array, from: number, to: number): number {
    let text = bytes.slice(from, to)
    this.last = text
    if (this.percent) text = decodePercent(text, 0, text.length)?.slice() ?? text
    if (!isUtf8(text, 0, text.length)) {
      this.warn()
      text = replaceInvalidUtf8(text, 0, text.length)
    }
    this.lastCode = this.builder.dictionary.encode(text, 0, text.length)
    return this.lastCode
  }
}
