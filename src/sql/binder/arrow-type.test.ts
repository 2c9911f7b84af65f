import { expect, test } from 'vitest'
import { typeName } from '../../columnar/type-name.ts'
import { arrowType } from './arrow-type.ts'

test.each([
  ['Int64', 'Int64'],
  ['LargeUtf8', 'Utf8'],
  ['Dictionary(Int32, Utf8)', 'Utf8'],
  ['List(Int32)', 'List<Int32>'],
  ['Decimal128(10, 2)', 'Decimal(10, 2)'],
  ['Timestamp(Nanosecond, None)', 'Timestamp(us)'],
  ['Timestamp(Second, Some("UTC"))', 'Timestamp(ms, UTC)'],
])('%s is %s', (text, expected) => {
  expect(arrowType(text)).toSatisfy(type => typeName(type) === expected)
})

test.each(['Int65', 'List(Int65)', 'Timestamp(Week, None)', 'Decimal128(40, 2)'])('%s is no type', text => {
  expect(arrowType(text)).toBeUndefined()
})
