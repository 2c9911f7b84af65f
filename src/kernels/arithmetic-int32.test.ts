import { expect, test } from 'vitest'
import { int32Differences, int32Sums } from './arithmetic-int32.ts'

const least = -(2 ** 31)
const most = 2 ** 31 - 1

test.each([
  [1, 2],
  [most, 0],
  [most, 1],
  [least, -1],
  [least, 1],
  [least, most],
  [most, least],
  [0, least],
  [-5, least],
  [least, least],
])('%i and %i', (a, b) => {
  const inRange = (value: number) => (value >= least && value <= most ? Int32Array.of(value) : undefined)
  expect(int32Sums(Int32Array.of(a), Int32Array.of(b), 1)).toEqual(inRange(a + b))
  expect(int32Differences(Int32Array.of(a), Int32Array.of(b), 1)).toEqual(inRange(a - b))
})
