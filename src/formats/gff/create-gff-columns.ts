/** The readers of some columns of a GFF3 or GTF table. */
import { QueryError } from '../../common/errors.ts'
import { coordinateSystemOf, shownStart } from '../../genomics/coordinate-system.ts'
import { ColumnSet } from '../text/column-set.ts'
import type { ColumnReader } from '../text/columns/column-reader.ts'
import { DictionaryColumn } from '../text/columns/dictionary-column.ts'
import { PositionColumn } from '../text/columns/position-column.ts'
import { ValueColumn } from '../text/columns/value-column.ts'
import type { ColumnSettings } from '../text/text-table.ts'
import { createValueAppender } from '../text/value-appender.ts'
import { AttributeScanner } from './attribute-scanner.ts'
import { AttributeText } from './attribute-text.ts'
import { AttributeColumn } from './columns/attribute-column.ts'
import { AttributeListColumn } from './columns/attribute-list-column.ts'
import { AttributesColumn } from './columns/attributes-column.ts'
import { GffEndColumn } from './columns/gff-end-column.ts'
import { FIELD } from './gff-field.ts'
import type { GffColumn, GffTable } from './gff-schema.ts'

export function createGffColumns(table: GffTable, names: readonly string[] | 'all', settings: ColumnSettings): ColumnSet {
  const { metadata } = table.schema
  const columns = names === 'all' ? table.columns : names.map(name => columnNamed(table, name))
  const tags = [...new Set(columns.flatMap(({ source }) => (typeof source === 'object' ? [source.tag] : [])))]
  const scanner = tags.length > 0 ? new AttributeScanner(tags, table.dialect) : undefined
  const text = new AttributeText(table.dialect, settings.warn)
  const read = columns.map(column => {
    const { field, source } = column
    const warn = () => settings.warn(`column ${field.name} holds bytes that are not UTF-8; they read as U+FFFD.`)
    if (typeof source !== 'object') return { field, reader: fieldReader(table, column, text, warn), lastField: FIELD[source] }
    if (scanner === undefined) throw unknownColumn(field.name)
    const place = { scanner, tag: tags.indexOf(source.tag), text, warn }
    return { field, reader: source.isList ? new AttributeListColumn(place) : new AttributeColumn(place), lastField: FIELD.attributes }
  })
  return new ColumnSet(read, {
    judged: settings.judged,
    ...(metadata === undefined ? {} : { metadata }),
    ...(scanner === undefined ? {} : { prepare: rows => scanner.scan(rows) }),
  })
}

function columnNamed(table: GffTable, name: string): GffColumn {
  const column = table.columns.find(candidate => candidate.field.name === name)
  if (column === undefined) throw unknownColumn(name)
  return column
}

function fieldReader(table: GffTable, { field, source }: GffColumn, text: AttributeText, warn: () => void): ColumnReader {
  const { options, dialect } = table
  const percent = dialect.attributes === 'equals'
  const label = field.name
  switch (source) {
    // As the file writes it: indexes and FASTA files know the contig by this name.
    case 'seqid':
      return new DictionaryColumn(FIELD.seqid, { label, missing: '', warn })
    case 'start': {
      const shift = shownStart(0, coordinateSystemOf(options)) - 1
      return new PositionColumn({ field: FIELD.start, kind: options.positions, shift, column: label, label, nullable: false })
    }
    case 'end':
      return new GffEndColumn(options.positions)
    case 'type':
    case 'source':
      return new DictionaryColumn(FIELD[source], { label, missing: '.', percent, warn })
    case 'strand':
      return new DictionaryColumn(FIELD.strand, { label, missing: '.', warn })
    case 'score':
      return new ValueColumn(FIELD.score, { appender: createValueAppender(field.type, 'plain'), label, wanted: 'a number', warn })
    case 'phase':
      return new ValueColumn(FIELD.phase, { appender: createValueAppender(field.type, 'plain'), label, wanted: 'a whole number', warn })
    case 'attributes':
      return new AttributesColumn(field.type, { dialect, text, warn })
    default:
      throw unknownColumn(field.name)
  }
}

function unknownColumn(name: string): QueryError {
  const message = `A scan asks for the column "${name}", which the table does not have. This is a bug in locusql; please report it.`
  return new QueryError('INTERNAL', message)
}
