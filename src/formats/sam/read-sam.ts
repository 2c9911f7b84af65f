/** Reads one partition of a SAM file. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import type { AlignmentOptions } from '../bam/alignment-options.ts'
import type { AlignmentTable } from '../bam/alignment-schema.ts'
import type { FormatContext } from '../file-format.ts'
import { checkFields } from '../text/check-fields.ts'
import { readTextTable } from '../text/read-text-table.ts'
import type { TextTable } from '../text/text-table.ts'
import { createSamColumns } from './create-sam-columns.ts'
import { type LineKernels, loadLineKernels } from './line-kernels.ts'
import { loadSamFile } from './load-sam-file.ts'
import { openSamTable } from './open-sam-table.ts'
import { recordEndOf } from './record-end-of.ts'
import { FIELD, FIELD_COUNT } from './sam-field.ts'
import { samLineRule } from './sam-line-rule.ts'

export async function* readSam(
  partition: ScanPartition,
  options: AlignmentOptions,
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const source = await context.store.open(partition.location)
  try {
    const file = await loadSamFile(source, context)
    const { table } = await openSamTable(source, { file, options, sampling: 'tags' }, context)
    const kernels = await loadLineKernels()
    yield* readTextTable({ source, compression: file.compression, table: textTable(table, kernels) }, partition, context)
  } finally {
    await source.close()
  }
}

function textTable(table: AlignmentTable, kernels: LineKernels | undefined): TextTable {
  return {
    options: table.options,
    columnCount: table.columns.length,
    lineRule: samLineRule,
    place: { contigField: FIELD.chrom, startField: FIELD.start, firstBase: 1, endField: FIELD.cigar, endOf: recordEndOf },
    wideField: FIELD.sequence,
    createColumns: (names, settings) => createSamColumns(table, names, { ...settings, kernels }),
    checkFields: (rows, faults, lastField) =>
      checkFields(rows, faults, { lastField, isLast: false, expected: `a SAM line has at least ${FIELD_COUNT}` }),
  }
}
