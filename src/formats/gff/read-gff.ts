/** Reads one partition of a GFF3 or GTF file. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import type { FormatContext } from '../file-format.ts'
import { checkFields } from '../text/check-fields.ts'
import { parseInteger } from '../text/parse-integer.ts'
import { readTextTable } from '../text/read-text-table.ts'
import type { RecordPlace } from '../text/record-place.ts'
import { fieldEnd, fieldStart } from '../text/text-rows.ts'
import type { TextTable } from '../text/text-table.ts'
import { createGffColumns } from './create-gff-columns.ts'
import type { GffDialect } from './gff-dialect.ts'
import { FIELD } from './gff-field.ts'
import { gffLineRule } from './gff-line-rule.ts'
import type { GffOptions } from './gff-options.ts'
import { createGffTable, type GffTable } from './gff-schema.ts'
import { loadGffFile } from './load-gff-file.ts'

export async function* readGff(
  partition: ScanPartition,
  table: { readonly dialect: GffDialect; readonly options: GffOptions },
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const source = await context.store.open(partition.location)
  try {
    const file = await loadGffFile(source, context)
    const { compression } = file
    yield* readTextTable({ source, compression, table: textTable(createGffTable(file, table.dialect, table.options)) }, partition, context)
  } finally {
    await source.close()
  }
}

const place: RecordPlace = {
  contigField: FIELD.seqid,
  startField: FIELD.start,
  firstBase: 1,
  endField: FIELD.end,
  endOf: (rows, row) => parseInteger(rows.bytes, fieldStart(rows, row, FIELD.end), fieldEnd(rows, row, FIELD.end)),
}

function textTable(table: GffTable): TextTable {
  const count = FIELD.attributes + 1
  const expected = `${table.dialect.format === 'gff' ? 'GFF3' : 'GTF'} has ${count}`
  return {
    options: table.options,
    columnCount: table.columns.length,
    lineRule: gffLineRule,
    place,
    wideField: FIELD.attributes,
    createColumns: (names, settings) => createGffColumns(table, names, settings),
    checkFields: (rows, faults, lastField) => checkFields(rows, faults, { lastField, isLast: lastField === FIELD.attributes, expected }),
  }
}
