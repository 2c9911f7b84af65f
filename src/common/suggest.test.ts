import { expect, test } from 'vitest'
import { suggest } from './suggest.ts'

test('finds the nearest name within a third of its letters', () => {
  expect(suggest('postion', ['chrom', 'position', 'ref'])).toBe('position')
  expect(suggest('CHORM', ['chrom', 'start'])).toBe('chrom')
  expect(suggest('filt', ['chrom', 'filter'])).toBe('filter')
})

test('says nothing when nothing is near', () => {
  expect(suggest('banana', ['chrom', 'start', 'end'])).toBeUndefined()
  expect(suggest('x', [])).toBeUndefined()
})
