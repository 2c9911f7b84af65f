import { expect, test } from 'vitest'
import type { Batch } from '../batch.ts'
import { columnFromScalars } from '../column-from-scalars.ts'
import { createDictionary } from '../create-dictionary.ts'
import type { DataType } from '../data-type.ts'
import type { Dictionary } from '../dictionary.ts'
import type { Scalar } from '../scalar.ts'
import { scalarAt } from '../scalar-at.ts'
import { sliceBatch } from '../slice-batch.ts'
import { packBatch } from './pack-batch.ts'
import { ReceivedDictionaries } from './received-dictionaries.ts'
import { ReceivedStream } from './received-stream.ts'
import { SentEntries } from './sent-entries.ts'
import { unpackBatch } from './unpack-batch.ts'

const schema = { fields: [{ name: 'a', type: { kind: 'dictionary' }, nullable: true }] } as const

function textBatch(dictionary: Dictionary, texts: readonly Scalar[]): Batch {
  return { schema, numRows: texts.length, columns: [columnFromScalars({ kind: 'dictionary' }, texts, dictionary)] }
}

function numberBatch(type: DataType, scalars: readonly Scalar[]): Batch {
  return { schema: { fields: [{ name: 'n', type, nullable: true }] }, numRows: scalars.length, columns: [columnFromScalars(type, scalars)] }
}

function texts(batch: Batch) {
  return Array.from({ length: batch.numRows }, (_, row) => scalarAt(batch.columns[0]!, row))
}

test('only new entries and a new schema are sent', () => {
  const sent = new SentEntries()
  const dictionary = createDictionary()
  const first = packBatch(textBatch(dictionary, ['a', 'b']), sent).message
  const second = packBatch(textBatch(dictionary, ['b', 'c']), sent).message
  expect(first.schema).toBe(schema)
  expect(second.schema).toBeUndefined()
  expect(second.columns[0]!.dictionary).toEqual({ id: 0, first: 2, offsets: Int32Array.of(2, 3), bytes: Uint8Array.of(99) })
})

test('codes of entries that were sent earlier or now are understood', () => {
  const sent = new SentEntries()
  const stream = new ReceivedStream()
  const dictionary = createDictionary()
  const received = [
    ['a', 'b'],
    ['c', 'a'],
    ['d', 'c', 'b'],
  ].map(values => {
    const { message } = packBatch(textBatch(dictionary, values), sent)
    return texts(unpackBatch(structuredClone(message), stream))
  })
  expect(received).toEqual([
    ['a', 'b'],
    ['c', 'a'],
    ['d', 'c', 'b'],
  ])
})

test('the streams of a scan meet in one dictionary', () => {
  const shared = new ReceivedDictionaries()
  const streams = [
    ['b', 'a'],
    ['c', null, 'a'],
  ].map(values => {
    const { message } = packBatch(textBatch(createDictionary(), values), new SentEntries())
    return unpackBatch(structuredClone(message), new ReceivedStream(shared))
  })
  expect(streams.map(texts)).toEqual([
    ['b', 'a'],
    ['c', null, 'a'],
  ])
  expect(streams[0]!.columns[0]!.dictionary).toBe(streams[1]!.columns[0]!.dictionary)
})

test('one dictionary under two columns becomes one a column', () => {
  const dictionary = createDictionary()
  const column = () => columnFromScalars({ kind: 'dictionary' }, ['x', 'y'], dictionary)
  const two = { fields: [schema.fields[0], { ...schema.fields[0], name: 'b' }] }
  const sent = new SentEntries()
  const stream = new ReceivedStream()
  for (let i = 0; i < 2; i++) {
    const { message } = packBatch({ schema: two, numRows: 2, columns: [column(), column()] }, sent)
    const { columns } = unpackBatch(message, stream)
    expect(columns.map(received => scalarAt(received, 1))).toEqual(['y', 'y'])
    expect(columns[0]!.dictionary).not.toBe(columns[1]!.dictionary)
  }
})

test('a message that was left out is noticed', () => {
  const sent = new SentEntries()
  const dictionary = createDictionary()
  packBatch(textBatch(dictionary, ['a']), sent)
  const { message } = packBatch(textBatch(dictionary, ['b']), sent)
  expect(() => unpackBatch({ schema, ...message })).toThrow('Batches of a worker were unpacked out of order.')
})

test('a small part of a large buffer is copied out, a whole one is handed over', () => {
  const batch = numberBatch(
    { kind: 'int32' },
    Array.from({ length: 1000 }, (_, i) => i),
  )
  const part = packBatch(sliceBatch(batch, 10, 20))
  expect(part.transfer.map(buffer => buffer.byteLength)).toEqual([40])
  const whole = packBatch(batch)
  expect(whole.transfer).toEqual([batch.columns[0]!.values.buffer])
})

test('shared memory and a buffer used twice are copied', () => {
  const values = new Int32Array(new SharedArrayBuffer(8))
  const column = { type: { kind: 'int32' }, length: 2, nullCount: 0, values } as const
  const own = columnFromScalars({ kind: 'int32' }, [1, 2])
  const field = { name: 'n', type: { kind: 'int32' }, nullable: true } as const
  const { message, transfer } = packBatch({ schema: { fields: [field, field, field] }, numRows: 2, columns: [column, own, own] })
  expect(new Set(transfer).size).toBe(3)
  const received = unpackBatch(structuredClone(message, { transfer }))
  expect(received.columns.map(({ values }) => [...(values as Int32Array)])).toEqual([
    [0, 0],
    [1, 2],
    [1, 2],
  ])
})
