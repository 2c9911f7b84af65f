import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OutputBuffer } from './output-buffer.ts'
import { writeFloat, writeInteger } from './write-number.ts'

function floatText(value: number, precision: 'single' | 'double' = 'double'): string {
  const out = new OutputBuffer()
  writeFloat(value, precision, out)
  return out.takeText()
}

function integerText(value: number): string {
  const out = new OutputBuffer()
  writeInteger(value, out)
  return out.takeText()
}

test.each([
  [0, '0'],
  [1, '1'],
  [-1.5, '-1.5'],
  [0.1, '0.1'],
  [100.25, '100.25'],
  [1e21, '1e+21'],
  [1e-7, '1e-7'],
  [0.000001, '0.000001'],
  [123456789.125, '123456789.125'],
  [Number.NaN, 'NaN'],
  [Number.NEGATIVE_INFINITY, '-Infinity'],
])('%f as text', (value, text) => {
  expect(floatText(value)).toBe(text)
})

test('doubles print as JavaScript prints them', () => {
  const decimals = fc
    .tuple(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.integer({ min: 0, max: 9 }))
    .map(([n, k]) => n / 10 ** k)
  fc.assert(
    fc.property(fc.oneof(fc.double(), decimals), value => {
      expect(floatText(value)).toBe(String(value))
    }),
    { numRuns: 5000, seed: 1 },
  )
})

test('singles read back as the same single and are no longer than they need to be', () => {
  expect(floatText(Math.fround(0.1), 'single')).toBe('0.1')
  expect(floatText(Math.fround(59.2), 'single')).toBe('59.2')
  expect(floatText(Math.fround(1.1e-8), 'single')).toBe('1.1e-8')
  fc.assert(
    fc.property(fc.float({ noNaN: true }), value => {
      const text = floatText(value, 'single')
      expect(Math.fround(Number(text)) + 0).toBe(value + 0)
      expect(text.replace(/[-.]|e.*/g, '').replace(/^0+/, '').length).toBeLessThanOrEqual(Math.max(9, String(value).length))
    }),
    { numRuns: 5000, seed: 1 },
  )
})

test('integers', () => {
  for (const value of [0, 9, 10, 99, 100, 12345, 999_999_999, 1_000_000_000, 1_000_000_001, 4_294_967_295, Number.MAX_SAFE_INTEGER]) {
    expect(integerText(value)).toBe(String(value))
    expect(integerText(-value)).toBe(value === 0 ? '0' : String(-value))
  }
})
