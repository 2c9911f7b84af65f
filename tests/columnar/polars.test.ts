/** Frames of nodejs-polars come in as IPC bytes, with Utf8View and LargeList, and go back the same way. */
import * as arrow from 'apache-arrow'
import { expect, test } from 'vitest'
import { batchesFromArrow } from '../../src/columnar/arrow/batches-from-arrow.ts'
import { toArrowTable } from '../../src/columnar/arrow/to-arrow-table.ts'
import { rowReader } from '../../src/columnar/row-reader.ts'

// Its native part is an optional package of the platform, which an installation may lack.
const pl = await import('nodejs-polars').then(
  module => module.default,
  (error: Error) => {
    console.warn(`Skipping the nodejs-polars test: ${error.message.split('\n')[0]}`)
    return undefined
  },
)

test.skipIf(pl === undefined)('a frame is read and given back', () => {
  if (pl === undefined) return // for the compiler: the test is skipped then
  const frame = pl.DataFrame({
    chrom: ['chr1', null, 'a contig with a longer name than fits a view'],
    start: pl.Series('start', [1, 2, 3], pl.UInt32),
    score: [0.5, null, 1.5],
    tags: [['a'], [], ['b', 'c']],
  })
  const { schema, batches } = batchesFromArrow(arrow.tableFromIPC(frame.writeIPC()))
  const read = rowReader(schema)
  const rows = batches.flatMap(batch => Array.from({ length: batch.numRows }, (_, row) => ({ ...read(batch, row) })))
  expect(rows).toEqual(frame.toRecords())
  const back = pl.readIPC(Buffer.from(arrow.tableToIPC(toArrowTable(schema, batches), 'file')))
  expect(back.toRecords()).toEqual(frame.toRecords())
})
