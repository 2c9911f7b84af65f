import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import { scalarAt } from '../columnar/scalar-at.ts'
import { likeColumns, likeConstant } from './like.ts'

const options = { caseSensitive: true, escapeCharacter: '\\' }

function like(text: string, pattern: string, overrides: Partial<typeof options> = {}): unknown {
  const match = likeConstant(pattern, { ...options, ...overrides })
  return match && scalarAt(match(columnFromScalars({ kind: 'utf8' }, [text])), 0)
}

test('matches what the same regular expression matches', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'é', '😀', '\n', 'A'), { maxLength: 8 }).map(parts => parts.join(''))
  const pattern = fc.array(fc.constantFrom('a', 'b', 'é', '%', '_', '%', '😀'), { maxLength: 7 }).map(parts => parts.join(''))
  fc.assert(
    fc.property(text, pattern, (subject, source) => {
      const regex = new RegExp(`^${source.replaceAll('%', '.*').replaceAll('_', '.')}$`, 'su')
      expect(like(subject, source)).toBe(regex.test(subject))
      const folded = new RegExp(regex.source, 'sui')
      expect(like(subject, source, { caseSensitive: false })).toBe(folded.test(subject))
    }),
    { seed: 8, numRuns: 2000 },
  )
})

test.each([
  ['50%', '50\\%', true],
  ['500', '50\\%', false],
  ['a_b', 'a\\_b', true],
  ['axb', 'a\\_b', false],
  ['a\\b', 'a\\\\b', true],
])('%s like %s: %s', (text, pattern, expected) => {
  expect(like(text, pattern)).toBe(expected)
})

test('another escape character, or none', () => {
  expect(like('50%', '50!%', { escapeCharacter: '!' })).toBe(true)
  expect(like('50\\x', '50\\%', { escapeCharacter: '' })).toBe(true)
  expect(likeConstant('abc!', { ...options, escapeCharacter: '!' })).toBeUndefined()
})

test('a pattern a row', () => {
  const text = columnFromScalars({ kind: 'utf8' }, ['ab', 'ab', null, 'ab'])
  const patterns = columnFromScalars({ kind: 'dictionary' }, ['a%', 'b%', 'a%', null])
  const fail = () => {
    throw new Error('the pattern ends in its escape character')
  }
  const result = likeColumns({ text, patterns }, options, fail)
  expect([0, 1, 2, 3].map(row => scalarAt(result, row))).toEqual([true, false, null, null])
  const bad = columnFromScalars({ kind: 'utf8' }, ['\\', '\\', null, null])
  expect(() => likeColumns({ text, patterns: bad }, options, fail)).toThrow('ends in its escape character')
})

test('many wildcards on a long text do not hang', () => {
  const started = performance.now()
  expect(like(`${'a'.repeat(1_000_000)}b`, `${'%a'.repeat(40)}c`)).toBe(false)
  expect(like('a'.repeat(1_000_000), `${'%a'.repeat(40)}%`)).toBe(true)
  expect(performance.now() - started).toBeLessThan(20_000)
})
