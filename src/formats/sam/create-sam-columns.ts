/** The readers of some columns of a SAM table, and what they need of each line. */
import { QueryError } from '../../common/errors.ts'
import { coordinateSystemOf, shownStart } from '../../genomics/coordinate-system.ts'
import type { AlignmentColumn, AlignmentTable, CoreColumn } from '../bam/alignment-schema.ts'
import { ColumnSet } from '../text/column-set.ts'
import type { ColumnReader } from '../text/columns/column-reader.ts'
import { DictionaryColumn } from '../text/columns/dictionary-column.ts'
import { noFaults } from '../text/row-faults.ts'
import type { TextRows } from '../text/text-rows.ts'
import type { ColumnSettings } from '../text/text-table.ts'
import { MateChromColumn } from './columns/mate-chrom-column.ts'
import { SamCigarColumn } from './columns/sam-cigar-column.ts'
import { SamEndColumn } from './columns/sam-end-column.ts'
import { SamNumberColumn } from './columns/sam-number-column.ts'
import { SamPositionColumn } from './columns/sam-position-column.ts'
import { SamQualityColumn } from './columns/sam-quality-column.ts'
import { createSamTagColumn } from './columns/sam-tag-column.ts'
import { StarTextColumn } from './columns/star-text-column.ts'
import type { LineKernels } from './line-kernels.ts'
import { FIELD } from './sam-field.ts'
import { SamTagScanner } from './sam-tag-scanner.ts'

/** Columns of text are worth a copy of the lines. */
const TEXT: ReadonlySet<string> = new Set<CoreColumn>(['name', 'cigar', 'sequence', 'quality_scores'])

export interface SamColumnSettings extends ColumnSettings {
  /** What builds columns of many rows at once, where the engine has it. */
  readonly kernels: LineKernels | undefined
}

export function createSamColumns(table: AlignmentTable, names: readonly string[] | 'all', settings: SamColumnSettings): ColumnSet {
  const columns = names === 'all' ? table.columns : names.map(name => columnOf(table, name))
  const tags = columns.flatMap(({ source }) => (source.kind === 'tag' ? [source.tag] : []))
  // Who asks for every column wants to know of every fault, in tags that are no columns too.
  const judgesAll = columns.length === table.columns.length
  const scanner = tags.length > 0 || judgesAll ? new SamTagScanner(tags, judgesAll ? 'all' : 'wanted') : undefined
  const lines = columns.some(({ source }) => TEXT.has(source.kind)) ? settings.kernels : undefined
  const context = { table, tags, scanner, lines, warn: settings.warn }
  const readers = columns.map(column => ({ field: column.field, reader: createReader(column, context), lastField: lastFieldOf(column) }))
  const { metadata } = table.schema
  const base = { judged: settings.judged, ...(metadata && { metadata }) }
  return new SamColumns(readers, { ...base, scanner, lines })
}

/** The scanner goes over the lines before the readers do, and tells what it cannot read. */
class SamColumns extends ColumnSet {
  private readonly scanner: SamTagScanner | undefined
  private readonly lines: LineKernels | undefined
  private readonly wasJudged: boolean

  constructor(
    columns: ConstructorParameters<typeof ColumnSet>[0],
    settings: ConstructorParameters<typeof ColumnSet>[1] & {
      readonly scanner: SamTagScanner | undefined
      readonly lines: LineKernels | undefined
    },
  ) {
    super(columns, settings)
    this.scanner = settings.scanner
    this.lines = settings.lines
    this.wasJudged = columns.every(column => settings.judged.includes(column.field.name))
  }

  override append(rows: TextRows, faults: Parameters<ColumnSet['append']>[1]): void {
    const { lines, scanner } = this
    lines?.load(rows)
    const isJudged = scanner?.keyCount === 0 && lines?.areTags()
    if (!isJudged) scanner?.scan(rows, this.wasJudged ? noFaults : faults)
    super.append(rows, faults)
  }
}

function columnOf(table: AlignmentTable, name: string): AlignmentColumn {
  const column = table.columns.find(candidate => candidate.field.name === name)
  if (column !== undefined) return column
  throw new QueryError(
    'INTERNAL',
    `A scan asks for the column "${name}", which the table does not have. This is a bug in locusql; please report it.`,
  )
}

function lastFieldOf({ source }: AlignmentColumn): number {
  switch (source.kind) {
    case 'name':
      return FIELD.name
    case 'flags':
      return FIELD.flags
    case 'chrom':
      return FIELD.chrom
    case 'start':
      return FIELD.start
    case 'mapping_quality':
      return FIELD.mappingQuality
    case 'end':
      return FIELD.cigar
    case 'mate_chrom':
      return FIELD.mateChrom
    case 'mate_start':
      return FIELD.mateStart
    case 'template_length':
      return FIELD.templateLength
    // A CIGAR is held against the sequence.
    case 'cigar':
    case 'sequence':
      return FIELD.sequence
    // Tags begin where the qualities end.
    case 'quality_scores':
    case 'tag':
      return FIELD.quality
  }
}

interface ReaderContext {
  readonly table: AlignmentTable
  readonly tags: readonly string[]
  readonly scanner: SamTagScanner | undefined
  readonly lines: LineKernels | undefined
  readonly warn: (message: string) => void
}

function createReader({ field, source }: AlignmentColumn, context: ReaderContext): ColumnReader {
  const { lines } = context
  const { options } = context.table
  const warn = () => context.warn(`column ${field.name} holds bytes that are not UTF-8; they read as U+FFFD.`)
  // SAM counts from 1.
  const position = { kind: options.positions, shift: shownStart(-1, coordinateSystemOf(options)), column: field.name, lines }
  switch (source.kind) {
    case 'name':
      return new StarTextColumn(FIELD.name, { label: 'QNAME', lines, warn })
    case 'chrom':
      return new DictionaryColumn(FIELD.chrom, { label: 'RNAME', missing: '*', warn })
    case 'start':
      return new SamPositionColumn({ field: FIELD.start, label: 'POS', ...position })
    case 'end':
      return new SamEndColumn(options.positions, lines)
    case 'flags':
      return new SamNumberColumn(field.type, { field: FIELD.flags, label: 'FLAG', least: 0, most: 65_535, lines })
    case 'cigar':
      return new SamCigarColumn(options.binaryCigar ? 'binary' : 'text', lines)
    case 'mapping_quality':
      return new SamNumberColumn(field.type, { field: FIELD.mappingQuality, label: 'MAPQ', least: 0, most: 255, lines })
    case 'mate_chrom':
      return new MateChromColumn(warn)
    case 'mate_start':
      return new SamPositionColumn({ field: FIELD.mateStart, label: 'PNEXT', ...position })
    case 'sequence':
      return new StarTextColumn(FIELD.sequence, { label: 'SEQ', lines, warn })
    case 'quality_scores':
      return new SamQualityColumn(lines, warn)
    case 'template_length': {
      const most = field.type.kind === 'int64' ? Number.MAX_SAFE_INTEGER : 2 ** 31 - 1
      return new SamNumberColumn(field.type, { field: FIELD.templateLength, label: 'TLEN', least: -most, most, lines })
    }
    case 'tag': {
      const scanner = context.scanner ?? new SamTagScanner([source.tag], 'wanted') // there is one where a tag is a column
      return createSamTagColumn(field.type, { tag: source.tag, scanner, key: context.tags.indexOf(source.tag), warn })
    }
  }
}
