import { expect, test } from 'vitest'
import { MemoryPool } from './memory-pool.ts'

test('a share leaves as much free as it takes, for one operator after the other', () => {
  const pool = new MemoryPool(100)
  const [first, second] = [{}, {}]
  expect(pool.reserve(first, 50, 'share')).toBe(true)
  expect(pool.reserve(first, 1, 'share')).toBe(false)
  expect(pool.reserve(second, 26, 'share')).toBe(false)
  expect(pool.reserve(second, 25, 'share')).toBe(true)
  pool.release(first)
  expect(pool.reserve(second, 25, 'share')).toBe(true)
  expect(pool.heldBy(second)).toBe(50)
})

test('what must be is counted beyond the limit, and given back; the peak stays', () => {
  const pool = new MemoryPool(100)
  const operator = {}
  expect(pool.reserve(operator, 120, 'limit')).toBe(false)
  expect(pool.reserve(operator, 120, 'anyway')).toBe(true)
  expect(pool.reserve(operator, -70, 'limit')).toBe(true)
  expect(pool.reserve({}, 50, 'limit')).toBe(true)
  pool.release(operator)
  expect([pool.heldBy(operator), pool.peakOf(operator), pool.peak]).toEqual([0, 120, 120])
})
