import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMonths, civilOf, daysInMonth, daysOf, isoWeek, isoWeekday } from './calendar.ts'

test('days and dates agree with Date, and with each other far beyond it', () => {
  fc.assert(
    fc.property(fc.integer({ min: -50_000_000, max: 50_000_000 }), days => {
      const date = new Date(days * 86_400_000)
      const civil = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
      expect(civilOf(days)).toEqual(civil)
      expect(daysOf(civil)).toBe(days)
      expect(isoWeekday(days) % 7).toBe(date.getUTCDay())
    }),
    { seed: 1 },
  )
  for (const days of [2 ** 31 - 1, -(2 ** 31)]) expect(daysOf(civilOf(days))).toBe(days)
})

test('months end where they end', () => {
  const day = (year: number, month: number, date: number) => daysOf({ year, month, day: date })
  expect(addMonths(day(2024, 1, 31), 1)).toBe(day(2024, 2, 29))
  expect(addMonths(day(2024, 3, 31), -13)).toBe(day(2023, 2, 28))
  expect(daysInMonth(1900, 2)).toBe(28)
  expect(isoWeek(day(2024, 12, 30))).toEqual({ year: 2025, week: 1 })
  expect(isoWeek(day(2021, 1, 3))).toEqual({ year: 2020, week: 53 })
})
