import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutByBytes } from './cut-by-bytes.ts'

test('the pieces cover the file once, each near the target', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e12 }), fc.integer({ min: 1e7, max: 1e10 }), (size, target) => {
      const pieces = cutByBytes(size, target)
      expect(pieces[0]?.start).toBe(0)
      expect(pieces.at(-1)?.end).toBe(size)
      for (const [i, piece] of pieces.entries()) {
        if (i > 0) expect(piece.start).toBe(pieces[i - 1]?.end)
        expect(piece.end - piece.start).toBeLessThanOrEqual(target * 1.5 + 1)
        if (pieces.length > 1) expect(piece.end - piece.start).toBeGreaterThanOrEqual(Math.floor(target * 0.66))
      }
    }),
    { numRuns: 200, seed: 7 },
  )
})

test('a small or empty file is one piece', () => {
  expect(cutByBytes(100, 1000)).toEqual([{ kind: 'bytes', start: 0, end: 100 }])
  expect(cutByBytes(0, 1000)).toEqual([{ kind: 'bytes', start: 0, end: 0 }])
})
