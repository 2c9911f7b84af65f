/** Reads one partition of a Pairs file. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import type { FormatContext } from '../file-format.ts'
import { indexKindOf } from '../scan/index-kind-of.ts'
import { checkFields } from '../text/check-fields.ts'
import { firstBytes, type LineRule } from '../text/line-rule.ts'
import { readTextTable } from '../text/read-text-table.ts'
import type { TextTable } from '../text/text-table.ts'
import { createPairsColumns } from './create-pairs-columns.ts'
import { loadPairsFile } from './load-pairs-file.ts'
import { PAIRS_INDEX_KINDS } from './pairs-index-kinds.ts'
import type { PairsOptions } from './pairs-options.ts'
import { createPairsTable, type PairsTable } from './pairs-table.ts'

export async function* readPairs(
  partition: ScanPartition,
  options: PairsOptions,
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const source = await context.store.open(partition.location)
  try {
    const { header, compression } = await loadPairsFile(source, context)
    const table = createPairsTable(header, partition.location, options)
    yield* readTextTable({ source, compression, table: textTable(table) }, partition, context)
  } finally {
    await source.close()
  }
}

const lineRule: LineRule = { suspects: firstBytes('#'), skips: () => true }

function textTable(table: PairsTable): TextTable {
  const { columns, isNamed, options } = table
  const fieldOf = (name: string) => columns.findIndex(column => column.field.name === name)
  const count = columns.length
  const isRunIndexed = options.indexPath !== undefined && indexKindOf(options.indexPath, PAIRS_INDEX_KINDS) === 'px2'
  return {
    options,
    columnCount: count,
    lineRule,
    place: {
      contigField: fieldOf('chr1'),
      startField: fieldOf('pos1'),
      firstBase: 1,
      runField: isRunIndexed && fieldOf('chr2') >= 0 ? fieldOf('chr2') : undefined,
      endField: fieldOf('pos1'),
      // A point: the 1-based position is the 0-based exclusive end.
      endOf: (_rows, _row, position) => position,
    },
    wideField: count,
    createColumns: (names, settings) => createPairsColumns(table, names, settings),
    checkFields: (rows, faults, lastField) =>
      checkFields(rows, faults, {
        lastField,
        isLast: isNamed && lastField === count - 1,
        expected: isNamed ? `the header names ${count}` : `Pairs has ${count}`,
      }),
  }
}
