import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseFloatField } from './parse-float.ts'
import { parseInteger } from './parse-integer.ts'

const encode = (text: string) => new TextEncoder().encode(`x${text}y`)
const integer = (text: string) => parseInteger(encode(text), 1, 1 + text.length)
const float = (text: string) => parseFloatField(encode(text), 1, 1 + text.length)

test.each([
  ['0', 0],
  ['-12', -12],
  ['+7', 7],
  ['007', 7],
  ['123456789012345', 123456789012345],
  ['99999999999999999999', 1e20],
])('integer %s', (text, value) => {
  expect(integer(text)).toBe(value)
})

test.each(['', '-', '1.0', 'abc', '1e3', ' 1', '0x1', '1234567890123456x'])('no integer: %s', text => {
  expect(integer(text)).toBeNaN()
})

test.each([
  ['0.5', 0.5],
  ['.5', 0.5],
  ['5.', 5],
  ['-0', -0],
  ['1e-05', 1e-5],
  ['1.313e-05', 1.313e-5],
  ['1E+3', 1000],
  ['1e400', Number.POSITIVE_INFINITY],
  ['1e-400', 0],
  ['9007199254740993', 9007199254740992],
  ['0.1234567890123456789', 0.12345678901234568],
  ['inf', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['+INF', Number.POSITIVE_INFINITY],
  ['nan', Number.NaN],
  ['-NaN', Number.NaN],
])('float %s', (text, value) => {
  expect(float(text)).toBe(value)
})

test.each(['', '.', '-', 'e5', '1e', '1e+', '1.2.3', 'high', '0x10', '1,5', '1f', 'infinit'])('no float: %s', text => {
  expect(float(text)).toBeUndefined()
})

test('floats round as Number does', () => {
  const text = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: -40, max: 40 })).map(([m, e]) => `${m}e${e}`),
    fc.tuple(fc.nat(999999), fc.nat(999999999)).map(([a, b]) => `${a}.${b}`),
  )
  fc.assert(
    fc.property(text, written => {
      expect(float(written)).toBe(Number(written))
    }),
    { seed: 7, numRuns: 5000 },
  )
})
