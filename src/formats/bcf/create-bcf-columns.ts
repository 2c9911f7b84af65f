/** The readers of some columns of a BCF table, and the scanner that finds their values. */
import { QueryError } from '../../common/errors.ts'
import { coordinateSystemOf, shownStart } from '../../genomics/coordinate-system.ts'
import type { RecordRows } from '../records/record-rows.ts'
import { ColumnSet } from '../text/column-set.ts'
import type { ColumnReader } from '../text/columns/column-reader.ts'
import type { ColumnSettings } from '../text/text-table.ts'
import type { VcfField } from '../vcf/vcf-header.ts'
import type { VcfColumn, VcfTable } from '../vcf/vcf-schema.ts'
import { ContigColumn } from './columns/contig-column.ts'
import { FilterColumn } from './columns/filter-column.ts'
import { type FormatSettings, type FormatSource, GenotypesColumn, SampleColumn } from './columns/format-columns.ts'
import { FlagColumn, InfoColumn } from './columns/info-columns.ts'
import { EndColumn, StartColumn } from './columns/place-columns.ts'
import { QualColumn } from './columns/qual-column.ts'
import { AltColumn, IdColumn, RefColumn } from './columns/text-columns.ts'
import { GenotypeAppender } from './genotype-appender.ts'
import type { BcfFile } from './load-bcf-file.ts'
import { RecordEnd } from './record-end.ts'
import { DEPTH, type Depth, RecordScanner } from './record-scanner.ts'
import { createStoredAppender, type StoredAppender, type StoredRules } from './stored-appender.ts'

/** Reserved characters are percent-encoded since this version. */
const PERCENT_VERSION = 403

export interface BcfColumns {
  readonly set: ColumnSet<RecordRows>
  /** Must have been over the rows that are appended; absent where the fixed fields are enough. */
  readonly scanner: RecordScanner | undefined
  /** Texts and samples are read: the bytes of a batch count. */
  readonly isWide: boolean
}

export interface BcfTable {
  readonly file: BcfFile
  readonly table: VcfTable
}

export function createBcfColumns(bcf: BcfTable, columns: readonly VcfColumn[], settings: ColumnSettings): BcfColumns {
  const maker = new ReaderMaker(bcf, columns, settings.warn)
  const read = columns.map(column => ({ field: column.field, reader: maker.make(column), lastField: 0 }))
  const { metadata } = bcf.table.schema
  const set = new ColumnSet<RecordRows>(read, { judged: settings.judged, ...(metadata === undefined ? {} : { metadata }) })
  return { set, scanner: maker.needsScan ? maker.scanner : undefined, isWide: maker.needsScan }
}

class ReaderMaker {
  readonly scanner: RecordScanner
  readonly needsScan: boolean
  private readonly bcf: BcfTable
  private readonly warn: (message: string) => void
  private readonly rules: StoredRules

  constructor(bcf: BcfTable, columns: readonly VcfColumn[], warn: (message: string) => void) {
    this.bcf = bcf
    this.warn = warn
    const { dictionaries, header, minorVersion } = bcf.file
    this.rules = { text: header.version >= PERCENT_VERSION ? 'percent' : 'plain', minorVersion }
    const numbers = new Map(dictionaries.strings.map((name, number) => [name, number]))
    const keys = (fields: readonly VcfField[]) => fields.flatMap(field => numbers.get(field.id) ?? [])
    const depth = columns.reduce<Depth>((deepest, column) => (depthOf(column) > deepest ? depthOf(column) : deepest), DEPTH.none)
    const formatKeys = keys(columns.flatMap(formatsOf))
    this.scanner = new RecordScanner({
      depth,
      infoKeys: keys(columns.flatMap(({ source }) => (source.kind === 'info' ? [source.info] : []))),
      formatKeys,
      dictionarySize: dictionaries.strings.length,
      sampleCount: header.samples.length,
    })
    this.needsScan = depth > DEPTH.none || formatKeys.length > 0
  }

  make(column: VcfColumn): ColumnReader<RecordRows> {
    const { field, source } = column
    const { file, table } = this.bcf
    const { header, dictionaries } = file
    const warn = () => this.warn(`column ${field.name} holds bytes that are not UTF-8; they read as U+FFFD.`)
    switch (source.kind) {
      case 'chrom':
        return new ContigColumn(dictionaries.contigs)
      case 'start':
        return new StartColumn(table.options.positions, shownStart(0, coordinateSystemOf(table.options)))
      case 'end':
        return new EndColumn(table.options.positions, new RecordEnd(header, dictionaries.strings))
      case 'id':
        return new IdColumn(warn)
      case 'ref':
        return new RefColumn(this.scanner, warn)
      case 'alt':
        return new AltColumn(this.scanner, warn)
      case 'qual':
        return new QualColumn()
      case 'filter':
        return new FilterColumn(this.scanner, dictionaries.strings)
      case 'info':
        return this.infoColumn(column, source.info, warn)
      case 'format':
        return new SampleColumn(this.formatSource(source.format, this.appender(column, source.format)), this.formatSettings(warn))
      case 'genotypes':
        return this.genotypesColumn(column, source.formats, warn)
    }
  }

  private infoColumn(column: VcfColumn, info: VcfField, warn: () => void): ColumnReader<RecordRows> {
    const { scanner } = this
    const slot = scanner.infoSlot(this.bcf.file.dictionaries.strings.indexOf(info.id))
    if (info.type === 'Flag') return new FlagColumn(scanner, slot)
    return new InfoColumn(info, { scanner, slot, appender: createStoredAppender(column.field.type, this.rules), warn })
  }

  private genotypesColumn(column: VcfColumn, formats: readonly VcfField[], warn: () => void): ColumnReader<RecordRows> {
    const { type } = column.field
    if (type.kind !== 'struct') throw unknownSource(column)
    const sources = formats.map((format, i) => {
      const child = type.fields[i]
      if (child?.type.kind !== 'list') throw unknownSource(column)
      return this.formatSource(
        format,
        format.id === 'GT' ? new GenotypeAppender(this.rules) : createStoredAppender(child.type.item, this.rules),
      )
    })
    return new GenotypesColumn(type.fields, sources, this.formatSettings(warn))
  }

  private appender(column: VcfColumn, format: VcfField): StoredAppender {
    return format.id === 'GT' ? new GenotypeAppender(this.rules) : createStoredAppender(column.field.type, this.rules)
  }

  private formatSource(format: VcfField, appender: StoredAppender): FormatSource {
    return { format, slot: this.scanner.formatSlot(this.bcf.file.dictionaries.strings.indexOf(format.id)), appender }
  }

  private formatSettings(warn: () => void): FormatSettings {
    const { file, table } = this.bcf
    return { scanner: this.scanner, samples: file.header.samples, sampleIndexes: table.sampleIndexes, warn }
  }
}

function depthOf({ source }: VcfColumn): Depth {
  if (source.kind === 'id' || source.kind === 'ref' || source.kind === 'alt') return DEPTH.alleles
  if (source.kind === 'filter') return DEPTH.filter
  return source.kind === 'info' ? DEPTH.info : DEPTH.none
}

function formatsOf({ source }: VcfColumn): readonly VcfField[] {
  if (source.kind === 'format') return [source.format]
  return source.kind === 'genotypes' ? source.formats : []
}

function unknownSource(column: VcfColumn): QueryError {
  return new QueryError('INTERNAL', `The BCF column "${column.field.name}" has no reader. This is a bug in locusql; please report it.`)
}
