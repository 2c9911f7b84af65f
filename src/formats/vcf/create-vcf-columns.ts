/** The readers of some columns of a VCF table, and what they need of each line. */
import { QueryError } from '../../common/errors.ts'
import { coordinateSystemOf, shownStart } from '../../genomics/coordinate-system.ts'
import { ColumnSet } from '../text/column-set.ts'
import type { ColumnReader } from '../text/columns/column-reader.ts'
import { DictionaryColumn } from '../text/columns/dictionary-column.ts'
import { PositionColumn } from '../text/columns/position-column.ts'
import { TextColumn } from '../text/columns/text-column.ts'
import type { ColumnSettings } from '../text/text-table.ts'
import { createValueAppender, type TextEncodingRule, type ValueAppender } from '../text/value-appender.ts'
import { EndColumn } from './columns/end-column.ts'
import { FlagColumn } from './columns/flag-column.ts'
import { GenotypesColumn } from './columns/genotypes-column.ts'
import { InfoColumn } from './columns/info-column.ts'
import { QualColumn } from './columns/qual-column.ts'
import { SampleColumn } from './columns/sample-column.ts'
import { GenotypeReader } from './genotype-reader.ts'
import { InfoScanner } from './info-scanner.ts'
import { RecordEnd } from './record-end.ts'
import { FIELD } from './vcf-field.ts'
import type { VcfField } from './vcf-header.ts'
import type { VcfColumn, VcfTable } from './vcf-schema.ts'

/** Reserved characters are percent-encoded since this version. */
const PERCENT_VERSION = 403

export function createVcfColumns(table: VcfTable, columns: readonly VcfColumn[], settings: ColumnSettings): ColumnSet {
  const { metadata } = table.schema
  const maker = new ReaderMaker(table, columns, settings.warn)
  const read = columns.map(column => ({ field: column.field, reader: maker.make(column), lastField: lastFieldOf(column, table) }))
  const { scanner } = maker
  return new ColumnSet(read, {
    judged: settings.judged,
    ...(metadata === undefined ? {} : { metadata }),
    ...(scanner === undefined ? {} : { prepare: rows => scanner.use(rows) }),
  })
}

function lastFieldOf(column: VcfColumn, table: VcfTable): number {
  const { kind } = column.source
  if (kind === 'start') return FIELD.pos
  if (kind === 'end') return new RecordEnd(table.header).lastField
  if (kind === 'format' || kind === 'genotypes') return FIELD.format
  return FIELD[kind]
}

/** Makes the reader of each column; those of INFO share a scanner, those of the only sample a genotype reader. */
class ReaderMaker {
  readonly scanner: InfoScanner | undefined
  private readonly table: VcfTable
  private readonly warn: (message: string) => void
  private readonly rule: TextEncodingRule
  private readonly infoKeys: readonly string[]
  private readonly sampleAppenders = new Map<VcfColumn, ValueAppender>()
  private readonly sampleReader: GenotypeReader | undefined

  constructor(table: VcfTable, columns: readonly VcfColumn[], warn: (message: string) => void) {
    this.table = table
    this.warn = warn
    this.rule = table.header.version >= PERCENT_VERSION ? 'percent' : 'plain'
    this.infoKeys = columns.flatMap(({ source }) => (source.kind === 'info' ? [source.info.id] : []))
    this.scanner = this.infoKeys.length > 0 ? new InfoScanner(this.infoKeys) : undefined
    const formats = columns.flatMap(({ source }) => (source.kind === 'format' ? [source.format] : []))
    for (const column of columns) {
      if (column.source.kind === 'format') this.sampleAppenders.set(column, createValueAppender(column.field.type, this.rule))
    }
    if (formats.length > 0) this.sampleReader = this.genotypeReader(formats, [...this.sampleAppenders.values()])
  }

  make(column: VcfColumn): ColumnReader {
    const { field, source } = column
    const warn = () => this.warn(`column ${field.name} holds bytes that are not UTF-8; they read as U+FFFD.`)
    const { options, header } = this.table
    switch (source.kind) {
      case 'chrom':
        return new DictionaryColumn(FIELD.chrom, { label: 'CHROM', missing: '', warn })
      case 'filter':
        return new DictionaryColumn(FIELD.filter, { label: 'FILTER', missing: '.', warn })
      case 'start':
        return new PositionColumn({
          field: FIELD.pos,
          kind: options.positions,
          shift: shownStart(-1, coordinateSystemOf(options)),
          column: 'start',
          label: 'POS',
          nullable: false,
        })
      case 'end':
        return new EndColumn(options.positions, new RecordEnd(header))
      case 'ref':
        return new TextColumn(FIELD.ref, { label: 'REF', nullable: false, warn })
      case 'id':
      case 'alt':
        return new TextColumn(FIELD[source.kind], { label: source.kind.toUpperCase(), nullable: true, warn })
      case 'qual':
        return new QualColumn()
      case 'info':
        return this.infoColumn(column, warn)
      case 'format':
        return this.sampleColumn(column, warn)
      case 'genotypes':
        return this.genotypesColumn(column, warn)
    }
  }

  private infoColumn(column: VcfColumn, warn: () => void): ColumnReader {
    const { scanner } = this
    if (column.source.kind !== 'info' || scanner === undefined) throw unknownSource(column)
    const { info } = column.source
    const key = this.infoKeys.indexOf(info.id)
    if (info.type === 'Flag') return new FlagColumn(scanner, key)
    return new InfoColumn(info, { scanner, key, appender: createValueAppender(column.field.type, this.rule), warn })
  }

  private sampleColumn(column: VcfColumn, warn: () => void): ColumnReader {
    const appender = this.sampleAppenders.get(column)
    if (appender === undefined) throw unknownSource(column)
    const isFirst = this.sampleAppenders.keys().next().value === column
    return new SampleColumn(appender, isFirst && this.sampleReader !== undefined ? { reader: this.sampleReader, warn } : { warn })
  }

  private genotypesColumn(column: VcfColumn, warn: () => void): ColumnReader {
    const { field, source } = column
    if (source.kind !== 'genotypes' || field.type.kind !== 'struct') throw unknownSource(column)
    const children = field.type.fields.map(child => {
      if (child.type.kind !== 'list') throw unknownSource(column)
      return { field: child, appender: createValueAppender(child.type.item, this.rule) }
    })
    const appenders = children.map(child => child.appender)
    return new GenotypesColumn(children, { reader: this.genotypeReader(source.formats, appenders), warn })
  }

  private genotypeReader(formats: readonly VcfField[], appenders: readonly ValueAppender[]): GenotypeReader {
    return new GenotypeReader(this.table.header, { formats, appenders, sampleIndexes: this.table.sampleIndexes })
  }
}

function unknownSource(column: VcfColumn): QueryError {
  return new QueryError('INTERNAL', `The VCF column "${column.field.name}" has no reader. This is a bug in locusql; please report it.`)
}
