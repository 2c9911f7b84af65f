import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Regex } from './regex.ts'

/** Patterns that mean the same here and in JavaScript. */
const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '^', '$', 'é', '\\b')
const pattern: fc.Arbitrary<string> = fc.letrec<{ pattern: string }>(tie => ({
  pattern: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc.tuple(tie('pattern'), tie('pattern')).map(([x, y]) => x + y),
    fc.tuple(tie('pattern'), tie('pattern')).map(([x, y]) => `(${x}|${y})`),
    // Repeating what may be empty is where JavaScript's groups differ from everyone else's; assertions are not repeated there at all.
    fc
      .tuple(
        fc.constantFrom('a', 'b', '.', '[^a]', '(?:ab|a)', '(a|b)'),
        fc.constantFrom('*', '+', '?', '*?', '+?', '{2}', '{1,3}', '{2,}?'),
      )
      .map(([x, q]) => x + q),
  ),
})).pattern
const text = fc.array(fc.constantFrom('a', 'b', 'é', '1', '\n', '😀'), { maxLength: 12 }).map(parts => parts.join(''))

test('finds what JavaScript finds, with the same groups', () => {
  fc.assert(
    fc.property(pattern, text, (source, subject) => {
      const theirs = new RegExp(source, 'du').exec(subject)
      const regex = new Regex(source)
      expect(regex.test(subject)).toBe(theirs !== null)
      const ours = regex.find(subject)
      if (!theirs) expect(ours).toBeUndefined()
      else expect(ours).toEqual(theirs.indices?.flatMap(pair => pair ?? [-1, -1]))
    }),
    { seed: 4, numRuns: 3000 },
  )
})

test('finds all matches as JavaScript does', () => {
  fc.assert(
    fc.property(pattern, text, (source, subject) => {
      const theirs = Array.from(subject.matchAll(new RegExp(source, 'gu')), match => match.index)
      const ours = Array.from(new Regex(source).findAll(subject), match => match[0])
      // An empty match directly behind another one counts in JavaScript only.
      expect(theirs).toEqual(expect.arrayContaining(ours))
    }),
    { seed: 5, numRuns: 1000 },
  )
})

describe('syntax', () => {
  test.each<[string, string, boolean]>([
    ['(?i)CHR', 'xchr1', true],
    ['a(?i:B)c', 'abc', true],
    ['a(?i:B)c', 'abC', false],
    ['(?s)a.b', 'a\nb', true],
    ['a.b', 'a\nb', false],
    ['(?m)^b$', 'a\nb\nc', true],
    ['^b$', 'a\nb\nc', false],
    ['[[:alpha:]]+\\d', 'chr1', true],
    ['[^[:digit:]]', '12', false],
    ['\\p{L}', '1é', true],
    ['\\P{L}', 'é', false],
    ['\\p{Greek}', 'α', true],
    ['[]a]', ']', true],
    ['[a-]', '-', true],
    ['a{,2}', 'a{,2}', true],
    ['\\Qa.b\\E', 'axb', false],
    ['\\Qa.b\\E', 'a.b', true],
    ['\\x41\\x{1F600}', 'A😀', true],
    ['^.$', '😀', true],
    ['\\bq10\\b', 'PASS;q10', true],
    ['\\Bq10', 'q10', false],
    ['(?i)é', 'É', true],
    ['(?i)[^a]', 'A', false],
    ['^$', '', true],
    ['\\.vcf\\z', 'x.vcf\n', false],
  ])('%s on %j', (source, subject, expected) => {
    expect(new Regex(source).test(subject)).toBe(expected)
  })

  test.each([
    ['a(?=b)', "uses '(?=', and lookaround is not supported"],
    ['(?<!a)b', "uses '(?<!', and lookaround is not supported"],
    ['(a)\\1', 'uses a backreference, which is not supported'],
    ['a++', 'has a possessive quantifier, which is not supported'],
    ['a**', 'has a quantifier after a quantifier'],
    ['*a', "has nothing before '*'"],
    ['(a', 'has a parenthesis that is not closed'],
    ['a)', 'has a closing parenthesis that nothing opened'],
    ['[a', 'has a bracket that is not closed'],
    ['[b-a]', 'has a range that ends before it starts'],
    ['a{2,1}', 'repeats {2,1}, which ends before it starts'],
    ['a{1001}', 'repeats more than 1000 times'],
    ['(a{1000}){1000}', 'needs more than 20000 steps; repeat less'],
    ['\\y', 'has the unknown escape \\y'],
    ['[[:nope:]]', 'names the unknown class [:nope:]'],
    ['\\p{Nope}', 'names the unknown property p{Nope}'],
    [`${'('.repeat(300)}a${')'.repeat(300)}`, 'is nested more than 200 deep'],
    ['a\\', 'ends too early'],
  ])('%s is refused', (source, message) => {
    expect(() => new Regex(source)).toThrow(message)
  })
})

test('named groups', () => {
  const regex = new Regex('(?P<chrom>\\w+):(?<pos>\\d+)')
  expect(regex.names).toEqual(
    new Map([
      ['chrom', 1],
      ['pos', 2],
    ]),
  )
  expect(regex.find('x chr1:50')).toEqual([2, 9, 2, 6, 7, 9])
})

test('patterns that take backtracking engines for ever do not hang', () => {
  const long = 'a'.repeat(200_000)
  const started = performance.now()
  expect(new Regex('(a+)+$').test(`${long}b`)).toBe(false)
  expect(new Regex('(a|a)*b').test(long)).toBe(false)
  expect(new Regex('^(a?){500}(a){500}$').test('a'.repeat(500))).toBe(true)
  expect(new Regex(`${'.*a'.repeat(40)}b`).test(long)).toBe(false)
  expect(new Regex('(x+x+)+y\\b').test('x'.repeat(20_000))).toBe(false)
  expect(performance.now() - started).toBeLessThan(20_000)
})
