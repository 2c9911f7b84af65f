/** Columns are arrays of scalars in another layout: every operation on them is the array's. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBuilder } from '../../src/columnar/builders/create-builder.ts'
import type { Column } from '../../src/columnar/column.ts'
import { columnFromScalars } from '../../src/columnar/column-from-scalars.ts'
import { concatColumns } from '../../src/columnar/concat-columns.ts'
import { scalarAt } from '../../src/columnar/scalar-at.ts'
import { sliceColumn } from '../../src/columnar/slice-column.ts'
import { takeColumn } from '../../src/columnar/take-column.ts'
import { NO_ROW, takeColumnOrNull } from '../../src/columnar/take-column-or-null.ts'
import { packBatch } from '../../src/columnar/transfer/pack-batch.ts'
import { ReceivedStream } from '../../src/columnar/transfer/received-stream.ts'
import { SentEntries } from '../../src/columnar/transfer/sent-entries.ts'
import { unpackBatch } from '../../src/columnar/transfer/unpack-batch.ts'
import { arbitrarySample, arbitraryType, sampleOf } from './arbitrary-column.ts'

const runs = { numRuns: 300, seed: 20 }

function scalarsOf(column: Column) {
  const scalars = Array.from({ length: column.length }, (_, row) => scalarAt(column, row))
  expect(column.nullCount).toBe(scalars.filter(scalar => scalar === null).length)
  return scalars
}

test('a column holds what was appended, also from a builder used before', () => {
  fc.assert(
    fc.property(arbitrarySample(), ({ type, scalars, column }) => {
      expect(scalarsOf(column)).toEqual(scalars)
      const builder = createBuilder(type)
      for (const scalar of scalars) builder.append(scalar)
      const first = builder.finish()
      for (const scalar of scalars.toReversed()) builder.append(scalar)
      expect(scalarsOf(builder.finish())).toEqual(scalars.toReversed())
      expect(scalarsOf(first)).toEqual(scalars)
    }),
    runs,
  )
})

test('take is map, with and without rows that do not exist', () => {
  const sampleAndRows = arbitrarySample().chain(sample =>
    fc.tuple(
      fc.constant(sample),
      fc.array(sample.scalars.length === 0 ? fc.constant(-1) : fc.integer({ min: -1, max: sample.scalars.length - 1 })),
    ),
  )
  fc.assert(
    fc.property(sampleAndRows, ([{ column, scalars }, rows]) => {
      const existing = rows.filter(row => row >= 0)
      expect(scalarsOf(takeColumn(column, Uint32Array.from(existing)))).toEqual(existing.map(row => scalars[row]))
      const outer = takeColumnOrNull(
        column,
        Uint32Array.from(rows, row => (row < 0 ? NO_ROW : row)),
      )
      expect(scalarsOf(outer)).toEqual(rows.map(row => (row < 0 ? null : scalars[row])))
    }),
    runs,
  )
})

test('slices put together again are the column', () => {
  fc.assert(
    fc.property(arbitrarySample(), fc.nat(), fc.nat(), ({ column, scalars }, a, b) => {
      const [start, end] = [a % (scalars.length + 1), b % (scalars.length + 1)].sort((x, y) => x - y)
      expect(scalarsOf(sliceColumn(column, start!, end!))).toEqual(scalars.slice(start, end))
      const parts = [sliceColumn(column, 0, start!), sliceColumn(column, start!, end!), sliceColumn(column, end!, column.length)]
      expect(scalarsOf(concatColumns(parts))).toEqual(scalars)
    }),
    runs,
  )
})

test('columns of one type with dictionaries of their own concatenate', () => {
  fc.assert(
    fc.property(
      arbitraryType().chain(type => fc.array(sampleOf(type, 10), { minLength: 1, maxLength: 4 })),
      samples => {
        expect(scalarsOf(concatColumns(samples.map(sample => sample.column)))).toEqual(samples.flatMap(sample => sample.scalars))
      },
    ),
    runs,
  )
})

test('batches of several streams cross to another thread as they were, with one dictionary a column', () => {
  const streams = arbitraryType().chain(type => fc.array(fc.array(sampleOf(type, 10), { maxLength: 3 }), { maxLength: 3 }))
  fc.assert(
    fc.property(streams, streams => {
      const received: Column[] = []
      for (const samples of streams) {
        const sent = new SentEntries()
        const stream = new ReceivedStream()
        for (const { type, column, scalars } of samples) {
          const schema = { fields: [{ name: 'a', type, nullable: true }], metadata: { key: 'value' } }
          const packed = packBatch({ schema, numRows: column.length, columns: [column] }, sent)
          const batch = unpackBatch(structuredClone(packed.message, { transfer: packed.transfer }), stream)
          expect(batch.schema).toEqual(schema)
          expect(scalarsOf(batch.columns[0]!)).toEqual(scalars)
          received.push(batch.columns[0]!)
        }
      }
      expect(received.map(column => column.length)).toEqual(streams.flat().map(sample => sample.scalars.length))
    }),
    runs,
  )
})

test('a column of scalars of the wrong type is refused', () => {
  expect(() => columnFromScalars({ kind: 'int8' }, [128])).toThrow('The value 128 does not fit into a column of type Int8.')
  expect(() => columnFromScalars({ kind: 'utf8' }, [1])).toThrow('The value 1 does not fit into a column of type Utf8.')
})
