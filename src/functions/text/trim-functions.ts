/** Removing characters at the ends of a text. */
import type { ScalarFunction } from '../function-registry.ts'
import { rowFunction } from '../support/row-function.ts'

const utf8 = { kind: 'utf8' } as const

function trimStart(text: string, characters: string): string {
  const set = new Set(characters)
  let start = 0
  for (const character of text) {
    if (!set.has(character)) break
    start += character.length
  }
  return text.slice(start)
}

function trimEnd(text: string, characters: string): string {
  const set = new Set(characters)
  const all = [...text]
  let end = all.length
  while (end > 0 && set.has(all[end - 1] ?? '')) end--
  return all.slice(0, end).join('')
}

const description = { takes: ['text'], optional: ['text'], gives: utf8, safe: true } as const

export const trimFunctions: readonly ScalarFunction[] = [
  rowFunction({
    ...description,
    name: 'trim',
    aliases: ['btrim'],
    summary: 'The text without blanks, or the given characters, at both ends.',
    example: "SELECT trim('  ACGT ')",
    result: 'ACGT',
    compute: (text: string, characters = ' ') => trimEnd(trimStart(text, characters), characters),
  }),
  rowFunction({
    ...description,
    name: 'ltrim',
    summary: 'The text without blanks, or the given characters, at the start.',
    example: "SELECT ltrim('00420', '0')",
    result: '420',
    compute: (text: string, characters = ' ') => trimStart(text, characters),
  }),
  rowFunction({
    ...description,
    name: 'rtrim',
    summary: 'The text without blanks, or the given characters, at the end.',
    example: "SELECT rtrim('ACGTAAAA', 'A')",
    result: 'ACGT',
    compute: (text: string, characters = ' ') => trimEnd(text, characters),
  }),
]
