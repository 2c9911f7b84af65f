/** Making new text. */

import { QueryError } from '../../common/errors.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { checkTextLength } from '../support/result-size.ts'
import { type RowFunction, rowFunction } from '../support/row-function.ts'
import { replaceBytes } from './replace-bytes.ts'

const utf8 = { kind: 'utf8' } as const

function replaceAll(text: string, from: string, to: string): string {
  if (from === '') return text
  const parts = text.split(from)
  checkTextLength(text.length + (parts.length - 1) * (to.length - from.length), 'replace')
  return parts.join(to)
}

function translate(text: string, from: string, to: string): string {
  const targets = new Map<string, string>()
  const to_ = [...to]
  for (const [i, character] of [...from].entries()) if (!targets.has(character)) targets.set(character, to_[i] ?? '')
  return Array.from(text, character => targets.get(character) ?? character).join('')
}

/** Text columns are searched byte by byte; NULL without a type goes the usual way. */
function byBytes(description: RowFunction): ScalarFunction {
  const fn = rowFunction(description)
  const evaluate: ScalarFunction['evaluate'] = (args, numRows, type) =>
    args.every(arg => arg.type.kind === 'utf8' || arg.type.kind === 'dictionary')
      ? replaceBytes(args, numRows)
      : fn.evaluate(args, numRows, type)
  return { ...fn, evaluate }
}

export const buildFunctions: readonly ScalarFunction[] = [
  byBytes({
    name: 'replace',
    summary: 'The text with every occurrence of one text replaced by another.',
    example: "SELECT replace('chr1', 'chr', '')",
    result: '1',
    takes: ['text', 'text', 'text'],
    gives: utf8,
    compute: replaceAll,
  }),
  rowFunction({
    name: 'translate',
    summary: 'The text with each character of the second argument replaced by the one at its place in the third.',
    example: "SELECT reverse(translate('AACG', 'ACGT', 'TGCA'))",
    result: 'CGTT',
    safe: true,
    takes: ['text', 'text', 'text'],
    gives: utf8,
    compute: translate,
  }),
  rowFunction({
    name: 'reverse',
    summary: 'The characters of a text in reverse order.',
    example: "SELECT reverse('ACGT')",
    result: 'TGCA',
    safe: true,
    takes: ['text'],
    gives: utf8,
    compute: (text: string) => [...text].reverse().join(''),
  }),
  rowFunction({
    name: 'repeat',
    summary: 'The text so many times.',
    example: "SELECT repeat('AC', 3)",
    result: 'ACACAC',
    takes: ['text', 'integer'],
    gives: utf8,
    compute: (text: string, count: number) => {
      checkTextLength(text.length * count, 'repeat')
      return text.repeat(Math.max(0, count))
    },
  }),
  rowFunction({
    name: 'ascii',
    aliases: ['unicode', 'ord'],
    summary: 'The code point of the first character; 0 of an empty text.',
    example: "SELECT ascii('A')",
    result: '65',
    safe: true,
    takes: ['text'],
    gives: { kind: 'int32' },
    compute: (text: string) => text.codePointAt(0) ?? 0,
  }),
  rowFunction({
    name: 'chr',
    summary: 'The character of a code point.',
    example: 'SELECT chr(65)',
    result: 'A',
    takes: ['integer'],
    gives: utf8,
    compute: (code: number) => {
      if (code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code)
      throw new QueryError('EXECUTION', `Function chr has no character ${code}; give a code point between 1 and 1114111`)
    },
  }),
]
