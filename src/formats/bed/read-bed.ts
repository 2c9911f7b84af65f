/** Reads one partition of a BED file. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import type { FormatContext } from '../file-format.ts'
import { checkFields } from '../text/check-fields.ts'
import { parseInteger } from '../text/parse-integer.ts'
import { readTextTable } from '../text/read-text-table.ts'
import type { RecordPlace } from '../text/record-place.ts'
import { fieldEnd, fieldStart } from '../text/text-rows.ts'
import type { TextTable } from '../text/text-table.ts'
import { bedLineRule } from './bed-line-rule.ts'
import type { BedOptions } from './bed-options.ts'
import { type BedTable, createBedTable } from './bed-table.ts'
import { createBedColumns } from './create-bed-columns.ts'
import { loadBedFile } from './load-bed-file.ts'

export async function* readBed(
  partition: ScanPartition,
  options: BedOptions,
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const source = await context.store.open(partition.location)
  try {
    const { sample, compression } = await loadBedFile(source, context)
    const table = createBedTable(sample, partition.location, options)
    yield* readTextTable({ source, compression, table: textTable(table) }, partition, context)
  } finally {
    await source.close()
  }
}

const START = 1
const END = 2

const place: RecordPlace = {
  contigField: 0,
  startField: START,
  firstBase: 0,
  endField: END,
  endOf: (rows, row) => parseInteger(rows.bytes, fieldStart(rows, row, END), fieldEnd(rows, row, END)),
}

function textTable(table: BedTable): TextTable {
  const { fields, hasRest, isDetected, options, schemaName } = table
  return {
    options,
    lineRule: bedLineRule,
    mayHaveBlanks: true,
    place,
    wideField: END + 1,
    createColumns: (names, settings) => createBedColumns(table, names, settings),
    checkFields: (rows, faults, lastField) =>
      checkFields(rows, faults, {
        lastField,
        isLast: isDetected && !hasRest && lastField === fields.length - 1,
        expected: `the table (${schemaName}) has ${fields.length}`,
      }),
  }
}
