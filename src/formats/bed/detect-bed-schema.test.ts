import { expect, test } from 'vitest'
import { detectBedSchema } from './detect-bed-schema.ts'

const detect = (lines: readonly string[], location = 'a.bed', headerLines: readonly string[] = [], extra = 0) =>
  detectBedSchema({ records: lines.map(line => line.split(' ')), headerLines }, location, extra)

test.each([
  ['chr1 1 5', 'bed3'],
  ['chr1 1 5 a', 'bed4'],
  ['chr1 1 5 a 7', 'bed5'],
  ['chr1 1 5 a 7.5e-3', 'bed5'],
  ['chr1 1 5 a high', 'bed4+'],
  ['chr1 1 5 a 7 +', 'bed6'],
  ['chr1 1 5 a 7 plus', 'bed5+'],
  ['chr1 1 5 a 7 + 2', 'bed7'],
  ['chr1 1 5 a 7 + 99', 'bed6+'],
  ['chr1 1 5 a 7 + 2 5', 'bed8'],
  ['chr1 1 5 a 7 + 2 5 0', 'bed9'],
  ['chr1 1 5 a 7 + 0 0 255,0,0', 'bed9'],
  ['chr1 1 5 a 7 + 8.5 -1 2.25', 'broadPeak'],
  ['chr1 1 5 a 7 . 8.5 -1 2.25 3', 'narrowPeak'],
  ['chr1 1 5 a 7 . 8 1 2 3', 'narrowPeak'],
  ['chr1 1 5 a 7 . 1 5 255,0,0 3', 'bed10'],
  ['chr1 1 5 a 7 + 2 5 0 1 4, 0,', 'bed12'],
  ['chr1 1 5 a 7 + 2 5 0 1 4 0 x y', 'bed12+'],
  ['chr1 1 5 a 7 + 2 5 0 1 4 0 8.5 -1 2.25', 'gappedPeak'],
  ['chr1 1', 'bed3'],
])('%s is %s', (line, schema) => {
  expect(detect([line])).toBe(schema)
})

test('the name and the track line count more than the fields', () => {
  expect(detect(['chr1 1 5 7'], 'x/A.BedGraph.gz')).toBe('bedGraph')
  expect(detect(['chr1 1 5 7'], 'https://h/a.bdg?token=1')).toBe('bedGraph')
  expect(detect(['chr1 1 5 7'], 'a.bed', ['# x', 'track name="a b" type=bedGraph'])).toBe('bedGraph')
  expect(detect([], 'a.narrowPeak')).toBe('narrowPeak')
  expect(detect([])).toBe('bed3')
})

test('every record of the sample must fit; longer ones have a rest', () => {
  expect(detect(['chr1 1 5 a 7', 'chr1 1 5 a x'])).toBe('bed4+')
  expect(detect(['chr1 1 5', 'chr1 1 5 a'])).toBe('bed3+')
  // Shorter ones are for the reader to judge.
  expect(detect(['chr1 1 5 a 7 +', 'chr1 1 5'])).toBe('bed6')
})

test('fields that are named already are not looked at', () => {
  expect(detect(['chr1 1 5 a 7 + 2 3'], 'a.bed', [], 2)).toBe('bed6')
  expect(detect(['chr1 1 5 a 7 + 2 3 4'], 'a.bed', [], 2)).toBe('bed7')
})
