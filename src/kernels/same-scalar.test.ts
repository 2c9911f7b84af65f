import { expect, test } from 'vitest'
import { sameScalar } from './same-scalar.ts'

test('values are the same by what they hold', () => {
  expect(sameScalar(Number.NaN, Number.NaN)).toBe(true)
  expect(sameScalar(null, null)).toBe(true)
  expect(sameScalar(null, 0)).toBe(false)
  expect(sameScalar([1, [null, 2]], [1, [null, 2]])).toBe(true)
  expect(sameScalar([1, 2], [1, 2, 3])).toBe(false)
  expect(sameScalar({ a: 1, b: 'x' }, { a: 1, b: 'y' })).toBe(false)
  expect(sameScalar(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true)
})
