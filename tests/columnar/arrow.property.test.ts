/** What goes to apache-arrow and back, also through IPC bytes, is what it was. */
import * as arrow from 'apache-arrow'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchesFromArrow } from '../../src/columnar/arrow/batches-from-arrow.ts'
import { fromRecordBatch } from '../../src/columnar/arrow/from-record-batch.ts'
import { toArrowTable } from '../../src/columnar/arrow/to-arrow-table.ts'
import { toRecordBatch } from '../../src/columnar/arrow/to-record-batch.ts'
import type { Batch } from '../../src/columnar/batch.ts'
import { sameType } from '../../src/columnar/same-type.ts'
import { scalarAt } from '../../src/columnar/scalar-at.ts'
import type { Schema } from '../../src/columnar/schema.ts'
import { arbitraryType, type Sample, sampleOf } from './arbitrary-column.ts'

const runs = { numRuns: 200, seed: 21 }

const samplesOfOneType = arbitraryType().chain(type => fc.array(sampleOf(type, 12), { minLength: 1, maxLength: 3 }))

function batchesOf(samples: readonly Sample[]): { schema: Schema; batches: Batch[] } {
  const schema: Schema = {
    fields: [{ name: 'a', type: samples[0]!.type, nullable: true, metadata: { unit: 'bp' } }],
    metadata: { source: 'test' },
  }
  return { schema, batches: samples.map(({ column }) => ({ schema, numRows: column.length, columns: [column] })) }
}

function values({ columns, numRows }: Batch) {
  return Array.from({ length: numRows }, (_, row) => scalarAt(columns[0]!, row))
}

test('batches are the same after a round trip in memory and through IPC', () => {
  fc.assert(
    fc.property(samplesOfOneType, samples => {
      const { schema, batches } = batchesOf(samples)
      const table = toArrowTable(schema, batches)
      for (const source of [
        table,
        arrow.tableFromIPC(arrow.tableToIPC(table, 'stream')),
        arrow.tableFromIPC(arrow.tableToIPC(table, 'file')),
      ]) {
        const back = batchesFromArrow(source)
        expect(sameType(back.schema.fields[0]!.type, schema.fields[0]!.type)).toBe(true)
        expect(back.schema.fields[0]!.metadata).toEqual({ unit: 'bp' })
        expect(back.schema.metadata).toEqual({ source: 'test' })
        expect(back.batches.flatMap(values)).toEqual(samples.flatMap(sample => sample.scalars))
      }
    }),
    runs,
  )
})

test('sliced record batches are read from where they start', () => {
  fc.assert(
    fc.property(samplesOfOneType, samples => {
      const { batches } = batchesOf(samples)
      const start = samples[0]!.scalars.length >> 1
      const sliced = toRecordBatch(batches[0]!).slice(start)
      expect(values(fromRecordBatch(sliced))).toEqual(samples[0]!.scalars.slice(start))
    }),
    runs,
  )
})
