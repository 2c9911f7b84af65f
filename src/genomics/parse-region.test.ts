import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatRegion } from './format-region.ts'
import { parseRegion } from './parse-region.ts'

test.each([
  ['chr1', { contig: 'chr1' }],
  ['chr1:100', { contig: 'chr1', interval: { start: 99, end: Number.MAX_SAFE_INTEGER } }],
  ['chr1:100-', { contig: 'chr1', interval: { start: 99, end: Number.MAX_SAFE_INTEGER } }],
  ['chr1:-200', { contig: 'chr1', interval: { start: 0, end: 200 } }],
  ['chr1:1,000-2,000', { contig: 'chr1', interval: { start: 999, end: 2000 } }],
  ['chr1:1e3-2k', { contig: 'chr1', interval: { start: 999, end: 2000 } }],
  ['chr1:1.5M-1.5M', { contig: 'chr1', interval: { start: 1499999, end: 1500000 } }],
  ['{HLA-A*01:01}:1-5', { contig: 'HLA-A*01:01', interval: { start: 0, end: 5 } }],
  ['{HLA-A*01:01}', { contig: 'HLA-A*01:01' }],
  ['HLA-A*01:01:1-5', { contig: 'HLA-A*01:01', interval: { start: 0, end: 5 } }],
  ['scaffold:one', { contig: 'scaffold:one' }],
])('reads %s', (text, region) => {
  expect(parseRegion(text)).toEqual(region)
})

test('known contigs decide a name that ends like a position', () => {
  expect(parseRegion('HLA-A*01:01', ['HLA-A*01:01'])).toEqual({ contig: 'HLA-A*01:01' })
  expect(parseRegion('HLA-A*01:01')).toEqual({ contig: 'HLA-A*01', interval: { start: 0, end: Number.MAX_SAFE_INTEGER } })
})

test.each([
  ['', 'Region "" cannot be read: it is empty.'],
  ['chr1:0-5', 'Region "chr1:0-5" cannot be read: positions count from 1.'],
  ['chr1:9-5', 'Region "chr1:9-5" cannot be read: it ends at 5, before its start 9.'],
  ['{chr1:1-5', 'Region "{chr1:1-5" cannot be read: its brace is not closed; write {name}:1-5.'],
  ['{chr1}:x', 'Region "{chr1}:x" cannot be read: "x" is not a range such as 1,000-2,000.'],
  ['chr1:1-99999999999999999', 'Region "chr1:1-99999999999999999" cannot be read: its positions must be whole numbers below 2^53.'],
  [':1-5', 'Region ":1-5" cannot be read: it names no contig.'],
])('refuses %s', (text, message) => {
  expect(() => parseRegion(text)).toThrow(message)
})

test('asks for braces where two contigs fit, and for a range where none is', () => {
  expect(() => parseRegion('a:5', ['a', 'a:5'])).toThrow('write {a}:5 or {a:5}')
  expect(() => parseRegion('chr1:1-x', ['chr1'])).toThrow('"1-x" is not a range')
})

test('every region survives being written and read', () => {
  const contig = fc.string({ minLength: 1, unit: fc.constantFrom('a', '1', ':', '{', '}', '-', ',', 'é') })
  const interval = fc.tuple(fc.nat(1e9), fc.integer({ min: 1, max: 1e9 })).map(([start, length]) => ({ start, end: start + length }))
  fc.assert(
    fc.property(contig, fc.option(interval, { nil: undefined }), (name, at) => {
      const region = at === undefined ? { contig: name } : { contig: name, interval: at }
      expect(parseRegion(formatRegion(region))).toEqual(region)
    }),
    { seed: 7, numRuns: 2000 },
  )
})
