import { expect, test } from 'vitest'
import type { DataType } from '../../columnar/data-type.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import { createJsonAppender } from './json-appender.ts'
import { ABSENT, ObjectScanner } from './object-scanner.ts'
import { BROKEN, skipValue } from './scan-json.ts'

const encoder = new TextEncoder()

function read(type: DataType, texts: readonly string[]): readonly unknown[] {
  const appender = createJsonAppender(type)
  const good = texts.map(text => {
    const bytes = encoder.encode(text)
    return appender.append(bytes, 0, bytes.length)
  })
  const column = appender.builder.finish()
  return texts.map((_, row) => (good[row] ? scalarAt(column, row) : 'fault'))
}

const int64 = { kind: 'int64' } as const
const utf8 = { kind: 'utf8' } as const

test('scalars', () => {
  expect(read(int64, ['1', '-7', 'null', '12.0', '1e3', '1.5', '"1"', 'true', '9223372036854775807'])).toEqual([
    1n,
    -7n,
    null,
    12n,
    1000n,
    'fault',
    'fault',
    'fault',
    9223372036854775807n,
  ])
  expect(read({ kind: 'float64' }, ['1', '-2.5e-3', 'null', '"x"', '{}'])).toEqual([1, -0.0025, null, 'fault', 'fault'])
  expect(read({ kind: 'boolean' }, ['true', 'false', 'null', 'tru', '0'])).toEqual([true, false, null, 'fault', 'fault'])
  expect(read(utf8, ['"a"', '"\\u00e9\\n\\"\\ud83e\\uddec"', '12', '{"a": 1}', 'null', '"null"', '"bad \\x"'])).toEqual([
    'a',
    'é\n"🧬',
    '12',
    '{"a": 1}',
    null,
    'null',
    'fault',
  ])
  expect(read({ kind: 'date' }, ['"2024-02-29"', '"2024-02-30"'])).toEqual([19782, 'fault'])
})

test('lists and structs', () => {
  expect(read({ kind: 'list', item: int64 }, ['[]', '[ 1 , null,3 ]', 'null', '{}', '[1,]', '[1 2]', '["x"]'])).toEqual([
    [],
    [1n, null, 3n],
    null,
    'fault',
    'fault',
    'fault',
    'fault',
  ])
  const struct: DataType = {
    kind: 'struct',
    fields: [
      { name: 'a', type: int64, nullable: true },
      { name: 'b', type: { kind: 'list', item: utf8 }, nullable: true },
    ],
  }
  expect(read(struct, ['{"b":["x"],"a":1,"c":{}}', '{}', 'null', '[]'])).toEqual([{ a: 1n, b: ['x'] }, { a: null, b: null }, null, 'fault'])
})

test('values end where their structure closes', () => {
  const end = (text: string) => skipValue(encoder.encode(text), 0, encoder.encode(text).length)
  expect(['{"a":[1,{"b":"}"}]} x', '"a\\"b",', '12,', 'null}', '[[]]'].map(end)).toEqual([19, 6, 2, 4, 4])
  expect(['{"a":1', '"abc', '[1}', '', ',', '{"a":"}'].map(end)).toEqual(Array(6).fill(BROKEN))
})

test('the last of repeated keys counts, and keys may be escaped', () => {
  const scanner = new ObjectScanner(['a', 'b', '__proto__'])
  const scan = (text: string) => {
    const bytes = encoder.encode(text)
    const found = scanner.scan(bytes, 0, bytes.length)
    const value = (key: number) => text.slice(scanner.slots[2 * key], scanner.slots[2 * key + 1])
    return found ? [0, 1, 2].map(key => (scanner.slots[2 * key] === ABSENT ? undefined : value(key))) : found
  }
  expect(scan('{"b":1,"a":2,"b":3}')).toEqual(['2', '3', undefined])
  expect(scan(' { "\\u0061" : [1] , "__proto__" : {} } ')).toEqual(['[1]', undefined, '{}'])
  expect(['{"a" 1}', '{"a":1,}', '{a:1}', '{"a":1} x', '[]', '1', '', '{"a":}'].map(scan)).toEqual(Array(8).fill(false))
})
