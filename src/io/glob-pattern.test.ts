import { expect, test } from 'vitest'
import { globPattern, isGlob } from './glob-pattern.ts'

test.each([
  ['*.bed', 'a.bed', true],
  ['*.bed', 'a.bed.gz', false],
  ['*.bed', 'x/a.bed', false],
  ['*.bed', '.hidden.bed', false],
  ['.*.bed', '.hidden.bed', true],
  ['x/*.bed', 'x/.a.bed', false],
  ['**/a.bed', 'a.bed', true],
  ['**/a.bed', 'x/y/a.bed', true],
  ['**/a.bed', 'x/.y/a.bed', false],
  ['x/**', 'x/y/z.bed', true],
  ['a?*.bed', 'ab.bed', true],
  ['a?*.bed', 'a.bed', false],
  ['[ab]*.bed', 'b1.bed', true],
  ['[!ab]*.bed', 'b1.bed', false],
  ['a+b(1)*', 'a+b(1).bed', true],
  ['é*', 'é日本', true],
])('%s and %s: %s', (pattern, name, matches) => {
  expect(globPattern(pattern).test(name)).toBe(matches)
})

test.each([
  ['a*.bed', true],
  ['a?.bed', true],
  ['a[12].bed', true],
  ['a[.bed', false],
  ['https://x/a.bed?part=[1]', false],
  ['https://x/*.bed', true],
])('%s may be a pattern: %s', (location, isPattern) => {
  expect(isGlob(location)).toBe(isPattern)
})
