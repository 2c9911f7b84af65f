import { expect, test } from 'vitest'
import { inferType } from './infer-types.ts'

test.each([
  [['true', 'FALSE'], 'boolean'],
  [['true', '1'], 'utf8'],
  [['1', '-2', '+3'], 'int64'],
  [['1', '2.5'], 'float64'],
  [['1e3', '.5', 'nan', '-inf'], 'float64'],
  [['2024-01-31', '1999-12-01'], 'date'],
  [['2024-01-31', '2024-01-31 10:00:00'], 'timestamp'],
  [['2024-02-30'], 'utf8'],
  [['2024', '2024-01-31'], 'utf8'],
  [['1', 'x'], 'utf8'],
  [['99999999999999999999'], 'float64'],
  [[' 7 '], 'int64'],
])('%j is %s', (values, kind) => {
  expect(inferType(values)?.kind).toBe(kind)
})

test('numbers that JavaScript cannot hold are bigints, and no value tells nothing', () => {
  expect(inferType(['1', '9007199254740993'])).toEqual({ kind: 'int64', declared: true })
  expect(inferType(['9223372036854775807'])).toEqual({ kind: 'int64', declared: true })
  expect(inferType(['9007199254740991'])).toEqual({ kind: 'int64' })
  expect(inferType([])).toBeUndefined()
})
