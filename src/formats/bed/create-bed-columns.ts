/** The readers of some columns of a BED table. */
import { QueryError } from '../../common/errors.ts'
import { coordinateSystemOf, shownStart } from '../../genomics/coordinate-system.ts'
import { ColumnSet, type ReadColumn } from '../text/column-set.ts'
import type { ColumnReader } from '../text/columns/column-reader.ts'
import { DictionaryColumn } from '../text/columns/dictionary-column.ts'
import { PositionColumn } from '../text/columns/position-column.ts'
import { RestColumn } from '../text/columns/rest-column.ts'
import { TextColumn } from '../text/columns/text-column.ts'
import { ValueColumn } from '../text/columns/value-column.ts'
import type { ColumnSettings } from '../text/text-table.ts'
import { createValueAppender } from '../text/value-appender.ts'
import { type BedField, bedFieldType } from './bed-field.ts'
import type { BedTable } from './bed-table.ts'
import { BedEndColumn } from './columns/bed-end-column.ts'
import { BedStartColumn } from './columns/bed-start-column.ts'
import { PlaceScanner } from './place-scanner.ts'

export function createBedColumns(table: BedTable, names: readonly string[] | 'all', settings: ColumnSettings): ColumnSet {
  const { fields, metadata } = table.schema
  const chosen = names === 'all' ? fields.map(field => field.name) : names
  const places = chosen.filter(name => name === fields[1]?.name || name === fields[2]?.name)
  const scanner = new PlaceScanner(places.includes(fields[2]?.name ?? '') ? 'end' : 'start')
  const columns = chosen.map(name => readColumn(table, name, { scanner, warn: settings.warn }))
  return new ColumnSet(columns, {
    judged: settings.judged,
    ...(metadata !== undefined && { metadata }),
    ...(places.length > 0 && { prepare: rows => scanner.scan(rows) }),
  })
}

interface Tools {
  readonly scanner: PlaceScanner
  readonly warn: (message: string) => void
}

function readColumn(table: BedTable, name: string, { scanner, warn }: Tools): ReadColumn {
  const index = table.schema.fields.findIndex(field => field.name === name)
  const field = table.schema.fields[index]
  if (field === undefined) {
    const message = `A scan asks for the column "${name}", which the table does not have. This is a bug in locusql; please report it.`
    throw new QueryError('INTERNAL', message)
  }
  const tell = () => warn(`column ${name} holds bytes that are not UTF-8; they read as U+FFFD.`)
  const bedField = table.fields[index]
  // A line without rest is whole.
  if (bedField === undefined) return { field, reader: new RestColumn(index, tell), lastField: index - 1 }
  return { field, reader: createReader(table, { field: bedField, index, scanner }, tell), lastField: index }
}

interface FieldPlace {
  readonly field: BedField
  readonly index: number
  readonly scanner: PlaceScanner
}

function createReader(table: BedTable, place: FieldPlace, warn: () => void): ColumnReader {
  const { options } = table
  const { index, scanner } = place
  const { name: label, kind } = place.field
  switch (kind) {
    case 'contig':
      return new DictionaryColumn(index, { label, missing: '', warn })
    case 'label':
      return new DictionaryColumn(index, { label, missing: '.', warn })
    case 'strand':
      return new DictionaryColumn(index, { label, missing: '.*', warn })
    case 'text':
      return new TextColumn(index, { label, nullable: true, warn })
    case 'start':
    case 'end': {
      const shift = kind === 'start' ? shownStart(0, coordinateSystemOf(options)) : 0
      if (index === 1) return new BedStartColumn(scanner, { kind: options.positions, shift })
      if (index === 2) return new BedEndColumn(scanner, options.positions)
      return new PositionColumn({ field: index, kind: options.positions, shift, column: label, label, nullable: true })
    }
    case 'uint32-list': {
      const appender = createValueAppender(bedFieldType(kind, options.positions), 'plain')
      return new ValueColumn(index, { appender, label, wanted: 'a list of numbers', endsWithComma: true, warn })
    }
    default: {
      const wanted = kind === 'float32' || kind === 'float64' ? 'a number' : `a whole number that fits into ${kind}`
      return new ValueColumn(index, { appender: createValueAppender(bedFieldType(kind, options.positions), 'plain'), label, wanted, warn })
    }
  }
}
