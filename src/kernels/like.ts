/** LIKE and ILIKE over a text column and a pattern. */
import { bitmapBytes, setBit } from '../columnar/bitmap.ts'
import type { Column } from '../columnar/column.ts'
import { isValid } from '../columnar/is-valid.ts'
import { decodeUtf8, encodeUtf8 } from '../columnar/utf8.ts'
import { booleanColumn, commonValidity } from './boolean-column.ts'
import { dictionaryPredicate } from './dictionary-lookup.ts'
import type { Fail } from './failure.ts'
import { likeMatches } from './like-match.ts'
import { type LikePattern, parseLikePattern } from './like-pattern.ts'
import { textRows } from './text-rows.ts'

export interface LikeOptions {
  readonly caseSensitive: boolean
  /** One character, or '' for none. */
  readonly escapeCharacter: string
}

const NO_ENDING = 'the pattern ends in its escape character'

/** One pattern for all rows. Undefined: the pattern ends in its escape character. */
export function likeConstant(pattern: string, options: LikeOptions): ((column: Column) => Column) | undefined {
  const { caseSensitive, escapeCharacter } = options
  const parsed = parseLikePattern(caseSensitive ? pattern : pattern.toLowerCase(), escapeCharacter)
  if (!parsed) return undefined
  const matchText = (column: Column) => {
    const bits = new Uint8Array(bitmapBytes(column.length))
    const { bytes, offsets } = textRows(column)
    const folded = caseSensitive ? undefined : new Folder()
    for (let row = 0; row < column.length; row++) {
      if (matches(parsed, folded, bytes, offsets[row]!, offsets[row + 1]!)) setBit(bits, row) // an offset more than rows
    }
    return booleanColumn(bits, column.length, column.validity)
  }
  const matchEntries = dictionaryPredicate(matchText)
  return column => (column.type.kind === 'dictionary' ? matchEntries(column) : matchText(column))
}

/** A pattern a row; neighbours that agree are parsed once. */
export function likeColumns(operands: { readonly text: Column; readonly patterns: Column }, options: LikeOptions, fail: Fail): Column {
  const { text, patterns } = operands
  const bits = new Uint8Array(bitmapBytes(text.length))
  const validity = commonValidity([text, patterns], text.length)
  const rows = textRows(text)
  const patternRows = textRows(patterns)
  const folded = options.caseSensitive ? undefined : new Folder()
  let last: { readonly text: string; readonly pattern: LikePattern } | undefined
  for (let row = 0; row < text.length; row++) {
    if (!isValid(text, row) || !isValid(patterns, row)) continue
    const at = patternRows.codes ? patternRows.codes[row]! : row
    const source = decodeUtf8(patternRows.bytes, patternRows.offsets[at]!, patternRows.offsets[at + 1]!)
    if (last?.text !== source) {
      const pattern = parseLikePattern(folded ? source.toLowerCase() : source, options.escapeCharacter) ?? fail(row, NO_ENDING)
      last = { text: source, pattern }
    }
    const entry = rows.codes ? rows.codes[row]! : row
    if (matches(last.pattern, folded, rows.bytes, rows.offsets[entry]!, rows.offsets[entry + 1]!)) setBit(bits, row)
  }
  return booleanColumn(bits, text.length, validity)
}

function matches(pattern: LikePattern, folded: Folder | undefined, bytes: Uint8Array, start: number, end: number): boolean {
  if (!folded) return likeMatches(pattern, bytes, start, end)
  const length = folded.fold(bytes, start, end)
  return likeMatches(pattern, folded.bytes, 0, length)
}

/** Lower case of one text at a time, in a buffer that is used again. */
class Folder {
  bytes = new Uint8Array(256)

  /** Gives the length of the folded text. */
  fold(source: Uint8Array, start: number, end: number): number {
    if (end - start > this.bytes.length) this.bytes = new Uint8Array((end - start) * 2)
    for (let i = start; i < end; i++) {
      const byte = source[i]! // within start..end
      if (byte > 127) return this.foldUnicode(source, start, end)
      this.bytes[i - start] = byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte
    }
    return end - start
  }

  private foldUnicode(source: Uint8Array, start: number, end: number): number {
    const folded = encodeUtf8(decodeUtf8(source, start, end).toLowerCase())
    if (folded.length > this.bytes.length) this.bytes = new Uint8Array(folded.length * 2)
    this.bytes.set(folded)
    return folded.length
  }
}
