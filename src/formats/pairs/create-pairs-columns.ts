/** The readers of some columns of a Pairs table. */
import { QueryError } from '../../common/errors.ts'
import { coordinateSystemOf, shownStart } from '../../genomics/coordinate-system.ts'
import { ColumnSet, type ReadColumn } from '../text/column-set.ts'
import type { ColumnReader } from '../text/columns/column-reader.ts'
import { DictionaryColumn } from '../text/columns/dictionary-column.ts'
import { PositionColumn } from '../text/columns/position-column.ts'
import { TextColumn } from '../text/columns/text-column.ts'
import { ValueColumn } from '../text/columns/value-column.ts'
import type { ColumnSettings } from '../text/text-table.ts'
import { createValueAppender } from '../text/value-appender.ts'
import type { PairsColumn, PairsTable } from './pairs-table.ts'

export function createPairsColumns(table: PairsTable, names: readonly string[] | 'all', settings: ColumnSettings): ColumnSet {
  const { metadata } = table.schema
  const chosen = names === 'all' ? table.columns.map(column => column.field.name) : names
  const columns = chosen.map((name): ReadColumn => {
    const index = table.columns.findIndex(column => column.field.name === name)
    const column = table.columns[index]
    if (column === undefined) {
      const message = `A scan asks for the column "${name}", which the table does not have. This is a bug in locusql; please report it.`
      throw new QueryError('INTERNAL', message)
    }
    const warn = () => settings.warn(`column ${name} holds bytes that are not UTF-8; they read as U+FFFD.`)
    return { field: column.field, reader: createReader(table, { column, index }, warn), lastField: index }
  })
  return new ColumnSet(columns, { judged: settings.judged, ...(metadata === undefined ? {} : { metadata }) })
}

function createReader(table: PairsTable, place: { readonly column: PairsColumn; readonly index: number }, warn: () => void): ColumnReader {
  const { options } = table
  const { index } = place
  const { field, kind } = place.column
  const label = field.name
  switch (kind) {
    case 'contig':
      // pairtools writes '!' for a side that was not mapped.
      return new DictionaryColumn(index, { label, missing: '.!', warn })
    case 'strand':
      return new DictionaryColumn(index, { label, missing: '.', warn })
    case 'position': {
      const shift = shownStart(0, coordinateSystemOf(options)) - 1
      // Positions count from 1; a side that was not mapped has 0.
      return new PositionColumn({ field: index, kind: options.positions, shift, column: label, label, nullable: true, none: 0 })
    }
    case 'count':
      return new ValueColumn(index, { appender: createValueAppender(field.type, 'plain'), label, wanted: 'a whole number', warn })
    case 'text':
      return new TextColumn(index, { label, nullable: true, warn })
  }
}
