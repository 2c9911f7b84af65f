/** replace() on the bytes of UTF-8: a text that begins where a character begins is found where one begins. No string is made. */
import { getBit } from '../../columnar/bitmap.ts'
import { Utf8Builder } from '../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../columnar/column.ts'
import { commonValidity, withValidity } from '../../kernels/boolean-column.ts'
import { type TextRows, textRows } from '../../kernels/text-rows.ts'
import { argument } from '../support/argument.ts'
import { checkTextLength } from '../support/result-size.ts'
import { isEmptyText, onlyLetter, removeLetter } from './remove-letter.ts'

interface Span {
  bytes: Uint8Array
  from: number
  to: number
}

/** Text, what is replaced, and what it is replaced by: text columns of any kind. */
export function replaceBytes(args: readonly Column[], numRows: number): Column {
  const [text, wanted, target] = [0, 1, 2].map(i => textRows(argument(args, i))) as [TextRows, TextRows, TextRows] // three places
  const validity = commonValidity(args, numRows)
  const letter = text.codes ? undefined : onlyLetter(wanted, numRows)
  if (letter !== undefined && isEmptyText(target, numRows)) {
    return withValidity({ type: { kind: 'utf8' }, length: numRows, nullCount: 0, ...removeLetter(text, letter, numRows) }, validity)
  }
  const builder = new Utf8Builder()
  const spans = { text: span(text), wanted: span(wanted), target: span(target) }
  let scratch = new Uint8Array(1024)
  for (let row = 0; row < numRows; row++) {
    if (validity && !getBit(validity, row)) {
      builder.appendNull()
      continue
    }
    moveTo(spans.text, text, row)
    moveTo(spans.wanted, wanted, row)
    moveTo(spans.target, target, row)
    const { bytes, from, to } = spans.text
    if (spans.wanted.to === spans.wanted.from || to - from < spans.wanted.to - spans.wanted.from) {
      builder.appendBytes(bytes, from, to)
      continue
    }
    const most = mostBytes(spans)
    if (most > scratch.length) scratch = new Uint8Array(most * 2)
    builder.appendBytes(scratch, 0, write(spans, scratch))
  }
  return builder.finish()
}

interface Spans {
  readonly text: Span
  readonly wanted: Span
  readonly target: Span
}

function span({ bytes }: TextRows): Span {
  return { bytes, from: 0, to: 0 }
}

function moveTo(place: Span, { offsets, codes }: TextRows, row: number): void {
  const entry = codes ? codes[row]! : row // in range: a code a row
  place.from = offsets[entry]! // an offset more than entries
  place.to = offsets[entry + 1]!
}

function mostBytes({ text, wanted, target }: Spans): number {
  const growth = target.to - target.from - (wanted.to - wanted.from)
  const length = text.to - text.from
  if (growth <= 0) return length
  let count = 0
  for (let at = find(text, wanted, text.from); at >= 0; at = find(text, wanted, at + wanted.to - wanted.from)) count++
  checkTextLength(length + count * growth, 'replace')
  return length + count * growth
}

/** Gives the length of the result. */
function write({ text, wanted, target }: Spans, result: Uint8Array): number {
  const { bytes, to } = text
  const size = wanted.to - wanted.from
  let length = 0
  let at = text.from
  for (let next = find(text, wanted, at); next >= 0; next = find(text, wanted, at)) {
    while (at < next) result[length++] = bytes[at++]! // in range: next lies inside the text
    for (let i = target.from; i < target.to; i++) result[length++] = target.bytes[i]!
    at += size
  }
  while (at < to) result[length++] = bytes[at++]!
  return length
}

/** The first place at or after `start`, or -1. */
function find(text: Span, wanted: Span, start: number): number {
  const { bytes } = text
  const size = wanted.to - wanted.from
  const first = wanted.bytes[wanted.from]
  const last = text.to - size
  for (let at = start; at <= last; at++) {
    if (bytes[at] !== first) continue
    let i = 1
    while (i < size && bytes[at + i] === wanted.bytes[wanted.from + i]) i++
    if (i === size) return at
  }
  return -1
}
