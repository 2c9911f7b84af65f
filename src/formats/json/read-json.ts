/** Reads one partition of a JSON file. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import type { Schema } from '../../columnar/schema.ts'
import type { FormatContext } from '../file-format.ts'
import { projectSchema } from '../project-schema.ts'
import { BatchReader } from '../text/batch-reader.ts'
import { ColumnSet } from '../text/column-set.ts'
import { firstBytes, type LineRule } from '../text/line-rule.ts'
import { readTextTable } from '../text/read-text-table.ts'
import type { TextTable } from '../text/text-table.ts'
import { arrayLines } from './array-lines.ts'
import { JsonColumn } from './json-column.ts'
import type { JsonOptions } from './json-options.ts'
import { LineScanner } from './line-scanner.ts'
import { loadJsonFile } from './load-json-file.ts'
import { readWholeText } from './read-whole-text.ts'
import { skipBlanks } from './scan-json.ts'

export async function* readJson(
  partition: ScanPartition,
  options: JsonOptions,
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const source = await context.store.open(partition.location)
  try {
    const { schema, compression, layout } = await loadJsonFile(source, options, context)
    const table = textTable(schema, options)
    if (layout === 'lines') yield* readTextTable({ source, compression, table }, partition, context)
    else {
      const { bytes, length } = await readWholeText({ source, compression }, context)
      const reader = new BatchReader(table, partition, context)
      yield* reader.readBlock(arrayLines(bytes, length, partition.location))
      yield* reader.finish()
    }
  } finally {
    await source.close()
  }
}

/** Lines of blanks are no records. */
const lineRule: LineRule = { suspects: firstBytes(' \t'), skips: (bytes, start, end) => skipBlanks(bytes, start, end) === end }

function textTable(schema: Schema, options: JsonOptions): TextTable {
  const { onMalformed, ignoreErrors, projectionPushdown } = options
  return {
    options: { onMalformed: ignoreErrors && onMalformed === 'error' ? 'skip' : onMalformed, projectionPushdown },
    columnCount: schema.fields.length,
    lineRule,
    // Never asked: a table of JSON lines has no regions.
    place: { contigField: 0, startField: 0, firstBase: 1, endField: 0, endOf: () => Number.NaN },
    wideField: 0,
    createColumns: (names, { warn, judged }) => {
      const { fields, metadata } = names === 'all' ? schema : projectSchema(schema, names)
      const scanner = new LineScanner(fields.map(field => field.name))
      const columns = fields.map((field, key) => {
        const reader = new JsonColumn(field, {
          scanner,
          key,
          warn: () => warn(`column ${field.name} holds bytes that are not UTF-8; they read as U+FFFD.`),
        })
        return { field, reader, lastField: 0 }
      })
      return new ColumnSet(columns, {
        judged,
        ...(metadata && { metadata }),
        ...(columns.length > 0 && { prepare: rows => scanner.scan(rows) }),
      })
    },
    // A line that is no object is told by the first column.
    checkFields: () => {},
  }
}
