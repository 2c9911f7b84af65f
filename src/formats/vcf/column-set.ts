/** The readers of some columns of a VCF table, and what they need of each line. */
import type { Batch } from '../../columnar/batch.ts'
import type { Schema } from '../../columnar/schema.ts'
import { QueryError } from '../../common/errors.ts'
import { coordinateSystemOf } from '../../genomics/coordinate-system.ts'
import { DictionaryColumn } from './columns/dictionary-column.ts'
import { EndColumn } from './columns/end-column.ts'
import { FlagColumn } from './columns/flag-column.ts'
import { GenotypesColumn } from './columns/genotypes-column.ts'
import { InfoColumn } from './columns/info-column.ts'
import { QualColumn } from './columns/qual-column.ts'
import { SampleColumn } from './columns/sample-column.ts'
import { StartColumn } from './columns/start-column.ts'
import { TextColumn } from './columns/text-column.ts'
import { FIELD, type VcfColumnReader } from './columns/vcf-column-reader.ts'
import { GenotypeReader } from './genotype-reader.ts'
import { InfoScanner } from './info-scanner.ts'
import { RecordEnd } from './record-end.ts'
import { type FaultSink, noFaults } from './row-faults.ts'
import { createValueAppender, type TextEncodingRule, type ValueAppender } from './value-appender.ts'
import type { VcfField } from './vcf-header.ts'
import type { VcfRows } from './vcf-rows.ts'
import type { VcfColumn, VcfTable } from './vcf-schema.ts'

/** Reserved characters are percent-encoded since this version. */
const PERCENT_VERSION = 403

export class ColumnSet {
  readonly schema: Schema
  /** The last field of a line that is looked at, counted from 0; -1 for no column. */
  readonly lastField: number
  length = 0
  private readonly scanner: InfoScanner | undefined
  private readonly readers: readonly VcfColumnReader[]

  private readonly judged: readonly boolean[]

  /** `judged`: the faults of these columns were told before, when the filters were evaluated. */
  constructor(
    table: VcfTable,
    columns: readonly VcfColumn[],
    settings: { readonly warn: (message: string) => void; readonly judged: readonly string[] },
  ) {
    const { metadata } = table.schema
    this.judged = columns.map(column => settings.judged.includes(column.field.name))
    this.schema = { fields: columns.map(column => column.field), ...(metadata === undefined ? {} : { metadata }) }
    const maker = new ReaderMaker(table, columns, settings.warn)
    this.readers = columns.map(column => maker.make(column))
    this.scanner = maker.scanner
    this.lastField = Math.max(-1, ...columns.map(column => lastFieldOf(column, table)))
  }

  append(rows: VcfRows, faults: FaultSink): void {
    this.scanner?.scan(rows)
    for (const [index, reader] of this.readers.entries()) reader.append(rows, this.judged[index] ? noFaults : faults)
    this.length += rows.count
  }

  finish(): Batch {
    const numRows = this.length
    this.length = 0
    return { schema: this.schema, numRows, columns: this.readers.map(reader => reader.finish()) }
  }
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

  make(column: VcfColumn): VcfColumnReader {
    const { field, source } = column
    const warn = () => this.warn(`column ${field.name} holds bytes that are not UTF-8; they read as U+FFFD.`)
    const { options, header } = this.table
    switch (source.kind) {
      case 'chrom':
        return new DictionaryColumn(FIELD.chrom, { dotIsNull: false, warn })
      case 'filter':
        return new DictionaryColumn(FIELD.filter, { dotIsNull: true, warn })
      case 'start':
        return new StartColumn(options.positions, coordinateSystemOf(options))
      case 'end':
        return new EndColumn(options.positions, new RecordEnd(header))
      case 'ref':
        return new TextColumn(FIELD.ref, { nullable: false, warn })
      case 'id':
      case 'alt':
        return new TextColumn(FIELD[source.kind], { nullable: true, warn })
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

  private infoColumn(column: VcfColumn, warn: () => void): VcfColumnReader {
    const { scanner } = this
    if (column.source.kind !== 'info' || scanner === undefined) throw unknownSource(column)
    const { info } = column.source
    const key = this.infoKeys.indexOf(info.id)
    if (info.type === 'Flag') return new FlagColumn(scanner, key)
    return new InfoColumn(info, { scanner, key, appender: createValueAppender(column.field.type, this.rule), warn })
  }

  private sampleColumn(column: VcfColumn, warn: () => void): VcfColumnReader {
    const appender = this.sampleAppenders.get(column)
    if (appender === undefined) throw unknownSource(column)
    const isFirst = this.sampleAppenders.keys().next().value === column
    return new SampleColumn(appender, isFirst && this.sampleReader !== undefined ? { reader: this.sampleReader, warn } : { warn })
  }

  private genotypesColumn(column: VcfColumn, warn: () => void): VcfColumnReader {
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
