/** Reads one partition of a VCF file. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import type { FormatContext } from '../file-format.ts'
import { checkFields } from '../text/check-fields.ts'
import { firstBytes, type LineRule } from '../text/line-rule.ts'
import { readTextTable } from '../text/read-text-table.ts'
import type { TextTable } from '../text/text-table.ts'
import { createVcfColumns } from './create-vcf-columns.ts'
import { loadVcfFile } from './load-vcf-file.ts'
import { projectColumns } from './project-columns.ts'
import { RecordEnd } from './record-end.ts'
import { FIELD } from './vcf-field.ts'
import type { VcfOptions } from './vcf-options.ts'
import { createVcfTable, type VcfTable } from './vcf-schema.ts'

export async function* readVcf(
  partition: ScanPartition,
  options: VcfOptions,
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const source = await context.store.open(partition.location)
  try {
    const { header, compression } = await loadVcfFile(source, context)
    const table = createVcfTable(header, options)
    for (const warning of table.warnings) context.warn(warning)
    yield* readTextTable({ source, compression, table: textTable(table) }, partition, context)
  } finally {
    await source.close()
  }
}

const lineRule: LineRule = { suspects: firstBytes('#'), skips: () => true, misplaced: 'a header line' }

function textTable(table: VcfTable): TextTable {
  const recordEnd = new RecordEnd(table.header)
  const { columnCount } = table.header
  return {
    options: table.options,
    columnCount: table.columns.length,
    lineRule,
    place: {
      contigField: FIELD.chrom,
      startField: FIELD.pos,
      firstBase: 1,
      endField: recordEnd.lastField,
      endOf: (rows, row, position) => recordEnd.of(rows, row, position),
    },
    wideField: FIELD.info,
    createColumns: (names, settings) => createVcfColumns(table, names === 'all' ? table.columns : projectColumns(table, names), settings),
    checkFields: (rows, faults, lastField) =>
      checkFields(rows, faults, {
        lastField,
        // Sample columns are counted by the genotype reader.
        isLast: lastField === FIELD.info && columnCount === FIELD.info + 1,
        expected: `the header names ${columnCount}`,
      }),
  }
}
