/** Arrow layouts that the engine does not use itself. */
import * as arrow from 'apache-arrow'
import { expect, test } from 'vitest'
import { scalarAt } from '../scalar-at.ts'
import { typeName } from '../type-name.ts'
import { batchesFromArrow } from './batches-from-arrow.ts'
import { schemaToArrow } from './schema-to-arrow.ts'

const encoder = new TextEncoder()

/** Type and values of the only column, read whole and from its second row on. */
function read(data: arrow.Data) {
  const table = new arrow.Table({ a: new arrow.Vector([data]) })
  const cut = new arrow.Table({ a: new arrow.Vector([data.slice(1, data.length - 1)]) })
  const values = [table, cut].map(source => {
    const { schema, batches } = batchesFromArrow(source)
    return {
      type: typeName(schema.fields[0]!.type),
      values: batches.flatMap(({ columns, numRows }) => Array.from({ length: numRows }, (_, row) => scalarAt(columns[0]!, row))),
    }
  })
  expect(values[1]).toEqual({ type: values[0]!.type, values: values[0]!.values.slice(1) })
  return values[0]
}

const nullBitmap = Uint8Array.of(0b101)

test('LargeUtf8 and LargeList have 32-bit offsets afterwards', () => {
  const text = arrow.makeData({
    type: new arrow.LargeUtf8(),
    length: 3,
    nullBitmap,
    valueOffsets: BigInt64Array.of(0n, 2n, 2n, 3n),
    data: encoder.encode('abc'),
  })
  expect(read(text)).toEqual({ type: 'Utf8', values: ['ab', null, 'c'] })
  const child = arrow.makeData({ type: new arrow.Int8(), data: Int8Array.of(1, 2, 3) })
  const type = new arrow.LargeList(new arrow.Field('item', new arrow.Int8(), true))
  const list = arrow.makeData({ type, length: 3, nullBitmap, valueOffsets: BigInt64Array.of(0n, 1n, 1n, 3n), child })
  expect(read(list)).toEqual({ type: 'List<Int8>', values: [[1], null, [2, 3]] })
})

test('Utf8View, short inline and long in buffers', () => {
  const long = 'a text of more than twelve bytes'
  const builder = arrow.makeBuilder({ type: new arrow.Utf8View(), nullValues: [null] })
  for (const value of ['short', null, long, '']) builder.append(value)
  expect(read(builder.finish().flush())).toEqual({ type: 'Utf8', values: ['short', null, long, ''] })
})

test('FixedSizeList and FixedSizeBinary', () => {
  const child = arrow.makeData({ type: new arrow.Int32(), data: Int32Array.of(1, 2, 3, 4, 5, 6) })
  const list = arrow.makeData({
    type: new arrow.FixedSizeList(2, new arrow.Field('item', new arrow.Int32())),
    length: 3,
    nullBitmap,
    child,
  })
  expect(read(list)).toEqual({ type: 'List<Int32>', values: [[1, 2], null, [5, 6]] })
  const binary = arrow.makeData({ type: new arrow.FixedSizeBinary(2), length: 2, data: Uint8Array.of(1, 2, 3, 4) })
  expect(read(binary)).toEqual({ type: 'Binary', values: [Uint8Array.of(1, 2), Uint8Array.of(3, 4)] })
})

test('dictionaries of any index type; NULL entries; entries that are not text', () => {
  const entries = arrow.vectorFromArray(['x', null, 'y'], new arrow.Utf8())
  const indices = { length: 4, nullBitmap: Uint8Array.of(0b1011) }
  const narrow = new arrow.Dictionary(new arrow.Utf8(), new arrow.Uint8())
  const text = arrow.makeData({ type: narrow, ...indices, data: Uint8Array.of(2, 1, 200, 0), dictionary: entries })
  expect(read(text)).toEqual({ type: 'Dictionary<Utf8>', values: ['y', null, null, 'x'] })
  const wide = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int64() as unknown as arrow.Int32)
  const wideData = arrow.makeData({ type: wide, length: 2, data: BigInt64Array.of(2n, 0n) as never, dictionary: entries })
  expect(read(wideData)).toEqual({ type: 'Dictionary<Utf8>', values: ['y', 'x'] })
  const numbers = new arrow.Dictionary(new arrow.Float64(), new arrow.Int16())
  const values = arrow.vectorFromArray([1.5, 2.5], new arrow.Float64())
  const data = arrow.makeData({ type: numbers, length: 3, nullBitmap, data: Int16Array.of(1, 0, 0), dictionary: values })
  expect(read(data)).toEqual({ type: 'Float64', values: [2.5, null, 1.5] })
})

test('a dictionary code without an entry is an error', () => {
  const dictionary = arrow.vectorFromArray(['x'], new arrow.Utf8())
  const data = arrow.makeData({
    type: new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32()),
    length: 2,
    data: Int32Array.of(0, 7),
    dictionary,
  })
  expect(() => read(data)).toThrow('Row 1 of an Arrow dictionary column has code 7, but there are 1 entries.')
})

test('dates and timestamps of every unit', () => {
  const data = BigInt64Array.of(-1n, 86_400_000n, 1_999n)
  expect(read(arrow.makeData({ type: new arrow.DateMillisecond(), data }))?.type).toBe('Timestamp(ms)')
  expect(read(arrow.makeData({ type: new arrow.DateDay(), data: Int32Array.of(1, -1) }))).toEqual({ type: 'Date', values: [1, -1] })
  expect(read(arrow.makeData({ type: new arrow.TimestampSecond(), data }))).toEqual({
    type: 'Timestamp(ms)',
    values: [-1000n, 86_400_000_000n, 1_999_000n],
  })
  expect(read(arrow.makeData({ type: new arrow.TimestampNanosecond('UTC'), data }))).toEqual({
    type: 'Timestamp(us, UTC)',
    values: [-1n, 86_400n, 1n],
  })
})

test('decimals: two words up to 18 digits, four beyond', () => {
  const words = (value: bigint) => Array.from({ length: 4 }, (_, i) => Number(BigInt.asUintN(32, value >> BigInt(32 * i))))
  const data = Uint32Array.from([-12_345n, 10n ** 17n].flatMap(words))
  expect(read(arrow.makeData({ type: new arrow.Decimal(2, 18), length: 2, data }))).toEqual({
    type: 'Decimal(18, 2)',
    values: [-12_345n, 10n ** 17n],
  })
  const large = Uint32Array.from([-(10n ** 30n), 5n].flatMap(words))
  expect(read(arrow.makeData({ type: new arrow.Decimal(2, 38), length: 2, data: large }))).toEqual({
    type: 'Decimal(38, 2)',
    values: [-(10n ** 30n), 5n],
  })
})

test('half floats, intervals, maps', () => {
  expect(read(arrow.makeData({ type: new arrow.Float16(), data: Uint16Array.of(0x3c00, 0xc000, 0x7bff, 0x0001, 0x7c00) }))).toEqual({
    type: 'Float32',
    values: [1, -2, 65504, Math.fround(2 ** -24), Number.POSITIVE_INFINITY],
  })
  expect(read(arrow.makeData({ type: new arrow.IntervalYearMonth(), length: 2, data: Int32Array.of(14, -1) }))).toEqual({
    type: 'Interval',
    values: [
      { months: 14, days: 0, microseconds: 0n },
      { months: -1, days: 0, microseconds: 0n },
    ],
  })
  expect(read(arrow.makeData({ type: new arrow.IntervalDayTime(), length: 2, data: Int32Array.of(1, 500, -1, -1) }))?.values).toEqual([
    { months: 0, days: 1, microseconds: 500_000n },
    { months: 0, days: -1, microseconds: -1000n },
  ])
  const builder = arrow.makeBuilder({
    type: new arrow.Map_(
      new arrow.Field(
        'entries',
        new arrow.Struct<{ key: arrow.Utf8; value: arrow.Int32 }>([
          new arrow.Field('key', new arrow.Utf8()),
          new arrow.Field('value', new arrow.Int32(), true),
        ]),
      ),
    ),
    nullValues: [null],
  })
  for (const value of [new Map([['a', 1]]), null, new Map([['b', 2]])]) builder.append(value as never)
  expect(read(builder.finish().flush())).toEqual({
    type: 'List<Struct<key: Utf8, value: Int32>>',
    values: [[{ key: 'a', value: 1 }], null, [{ key: 'b', value: 2 }]],
  })
})

test('times of day are microseconds whatever their unit', () => {
  const data = BigInt64Array.of(5000n, 6000n)
  expect(read(arrow.makeData({ type: new arrow.TimeNanosecond(), length: 2, data }))).toEqual({ type: 'Time(us)', values: [5n, 6n] })
  const seconds = arrow.makeData({ type: new arrow.TimeSecond(), length: 2, data: Int32Array.of(61, 1) })
  expect(read(seconds)).toEqual({ type: 'Time(us)', values: [61_000_000n, 1_000_000n] })
})

test('types without a counterpart are refused by name', () => {
  const table = new arrow.Table({ t: arrow.makeVector({ type: new arrow.DurationSecond(), data: BigInt64Array.of(1n) } as never) })
  const message = 'Column "t" has the Arrow type Duration<SECOND>, which has no counterpart here. Cast it before it is registered.'
  expect(() => batchesFromArrow(table)).toThrow(expect.objectContaining({ code: 'NOT_IMPLEMENTED', message }))
})

test('record batches that disagree are refused, and so is none', () => {
  const [first] = new arrow.Table({ a: arrow.vectorFromArray([1], new arrow.Int32()) }).batches
  const [second] = new arrow.Table({ a: arrow.vectorFromArray(['x'], new arrow.Utf8()) }).batches
  expect(() => batchesFromArrow([first!, second!])).toThrow('Column "a" is Int32 in the first record batch and Utf8 in record batch 1.')
  expect(() => batchesFromArrow([])).toThrow('No Arrow record batch was given')
})

test('a table of vectors without items has columns and no batches', () => {
  const table = new arrow.Table({
    a: arrow.vectorFromArray([], new arrow.LargeUtf8()),
    b: arrow.vectorFromArray([], new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())),
  })
  const { schema, batches } = batchesFromArrow(table)
  expect(schema.fields.map(field => field.type.kind)).toEqual(['utf8', 'dictionary'])
  expect(batches).toEqual([])
})

test('chunks with dictionaries of their own share one here', () => {
  const chunk = (values: string[]) =>
    new arrow.Table({ a: arrow.vectorFromArray(values, new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())) }).batches[0]!
  const { batches } = batchesFromArrow([chunk(['x', 'y']), chunk(['y', 'z'])])
  expect(batches.map(({ columns }) => [...(columns[0]!.values as Int32Array)])).toEqual([
    [0, 1],
    [1, 2],
  ])
  expect(batches[0]!.columns[0]!.dictionary).toBe(batches[1]!.columns[0]!.dictionary)
})

test('numbers and text are not copied', () => {
  const values = Float64Array.of(1, 2, 3)
  const { batches } = batchesFromArrow(new arrow.Table({ a: arrow.makeVector(values) }))
  expect(batches[0]!.columns[0]!.values.buffer).toBe(values.buffer)
})

test('a schema converts to one Arrow schema, with each name once', () => {
  const field = { name: 'a', type: { kind: 'dictionary' }, nullable: false } as const
  const schema = { fields: [field, field] }
  expect(schemaToArrow(schema).fields.map(({ name, nullable }) => [name, nullable])).toEqual([
    ['a', false],
    ['a_1', false],
  ])
  expect(schemaToArrow(schema)).toBe(schemaToArrow(schema))
})
