/** Upper and lower case. */
import { Utf8Builder } from '../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../columnar/column.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { textRows } from '../../kernels/text-rows.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { rowFunction } from '../support/row-function.ts'
import { signature } from '../support/signature.ts'
import { textReader } from '../support/text-reader.ts'

const utf8 = { kind: 'utf8' } as const

/** Plain ASCII, which is nearly all text here, is shifted in place; the rest goes through JavaScript's Unicode tables. */
function changeCase(column: Column, first: number, change: (text: string) => string): Column {
  const { bytes, offsets } = textRows(column)
  const start = offsets[0]! // an offset more than rows
  const end = offsets[column.length]!
  const shifted = bytes.slice(start, end)
  if (shiftAscii(shifted, first)) return { ...column, values: shifted, offsets: offsets.map(offset => offset - start) }
  const builder = new Utf8Builder()
  const text = textReader(column)
  for (let row = 0; row < column.length; row++) {
    if (isValid(column, row)) builder.appendText(change(text(row)))
    else builder.appendNull()
  }
  return builder.finish()
}

/** Flips the case bit of the 26 letters from `first`. False: a byte is not ASCII. */
function shiftAscii(bytes: Uint8Array, first: number): boolean {
  let seen = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]! // i < length
    seen |= byte
    bytes[i] = byte ^ (+(byte >= first && byte < first + 26) << 5)
  }
  return seen < 128
}

export const caseFunctions: readonly ScalarFunction[] = [
  {
    kind: 'scalar',
    name: 'lower',
    aliases: ['lcase'],
    summary: 'The text in lower case.',
    example: "SELECT lower('ACGT')",
    result: 'acgt',
    safe: true,
    ...signature({ required: ['text'] }, utf8),
    evaluate: args => changeCase(argument(args, 0), 0x41, text => text.toLowerCase()),
  },
  {
    kind: 'scalar',
    name: 'upper',
    aliases: ['ucase'],
    summary: 'The text in upper case.',
    example: "SELECT upper('acgt')",
    result: 'ACGT',
    safe: true,
    ...signature({ required: ['text'] }, utf8),
    evaluate: args => changeCase(argument(args, 0), 0x61, text => text.toUpperCase()),
  },
  rowFunction({
    name: 'initcap',
    summary: 'The text with the first letter of each word in upper case, the others in lower case.',
    example: "SELECT initcap('missense VARIANT')",
    result: 'Missense Variant',
    safe: true,
    takes: ['text'],
    gives: utf8,
    compute: (text: string) => text.toLowerCase().replace(/[\p{L}\p{N}]+/gu, word => word.charAt(0).toUpperCase() + word.slice(1)),
  }),
]
