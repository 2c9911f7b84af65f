import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutByBytes } from './cut-by-bytes.ts'

test('the pieces cover the file once, each near the target', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e12 }), fc.integer({ min: 1, max: 300 }), (size, count) => {
      const target = Math.ceil(size / count)
      const pieces = cutByBytes(size, target)
      const borders = [0, ...pieces.map(piece => piece.end)]
      expect(pieces.map(piece => piece.start)).toEqual(borders.slice(0, -1))
      expect(borders.at(-1)).toBe(size)
      const sizes = pieces.map(piece => piece.end - piece.start)
      expect(Math.max(...sizes)).toBeLessThanOrEqual(target * 1.5 + 1)
      if (pieces.length > 1) expect(Math.min(...sizes)).toBeGreaterThanOrEqual(Math.floor(target * 0.66))
    }),
    { numRuns: 200, seed: 7 },
  )
})

test('a small or empty file is one piece', () => {
  expect(cutByBytes(100, 1000)).toEqual([{ kind: 'bytes', start: 0, end: 100 }])
  expect(cutByBytes(0, 1000)).toEqual([{ kind: 'bytes', start: 0, end: 0 }])
})
