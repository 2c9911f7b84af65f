import { expect, test } from 'vitest'
import { parseInterval } from './parse-interval.ts'

const SECOND = 1_000_000

test.each<[string, number, number, number]>([
  ['1 year 2 months 3 days 04:05:06.7', 14, 3, 14_706.7 * SECOND],
  ['-1 day', 0, -1, 0],
  ['1 mon -1 hour', 1, 0, -3600 * SECOND],
  ['2 hours ago', 0, 0, -7200 * SECOND],
  ['1-2 year to month', 14, 0, 0],
  ['1 02:03:04', 0, 1, 7384 * SECOND],
  ['90', 0, 0, 90 * SECOND],
  ['1.5 months', 1, 15, 0],
  ['0.1 day', 0, 0, 8640 * SECOND],
  ['P1Y2M3W4DT5H6M7.5S', 14, 25, 18_367.5 * SECOND],
  ['1 century', 1200, 0, 0],
])('%s', (text, months, days, microseconds) => {
  expect(parseInterval(text)).toEqual({ months, days, microseconds: BigInt(microseconds) })
})

test.each(['', 'soon', '1 fortnight', '1 day x', '10:99', 'P', '5000000000 months'])('"%s" is none', text => {
  expect(parseInterval(text)).toBeUndefined()
})
