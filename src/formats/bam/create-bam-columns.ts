/** The readers of some columns of a BAM table. */
import { coordinateSystemOf, shownStart } from '../../genomics/coordinate-system.ts'
import { ColumnSet } from '../text/column-set.ts'
import type { ColumnReader } from '../text/columns/column-reader.ts'
import { type FaultSink, noFaults } from '../text/row-faults.ts'
import type { AlignmentColumn, AlignmentTable, CoreColumn } from './alignment-schema.ts'
import { FIELD } from './bam-layout.ts'
import type { BamRows } from './bam-rows.ts'
import { BinaryCigarColumn, CigarColumn } from './columns/cigar-column.ts'
import { EndColumn } from './columns/end-column.ts'
import { NameColumn } from './columns/name-column.ts'
import { FlagsColumn, MappingQualityColumn, TemplateLengthColumn } from './columns/number-column.ts'
import { PositionColumn } from './columns/position-column.ts'
import { QualityColumn } from './columns/quality-column.ts'
import { ReferenceColumn } from './columns/reference-column.ts'
import { SequenceColumn } from './columns/sequence-column.ts'
import { createTagColumn } from './columns/tag-column.ts'
import { TagScanner } from './tag-scanner.ts'

/** Columns whose field lies at a known place: a record's lengths need not be believed for them. */
const FIXED: ReadonlySet<string> = new Set<CoreColumn>([
  'chrom',
  'start',
  'flags',
  'mapping_quality',
  'mate_chrom',
  'mate_start',
  'template_length',
])
const WIDE: ReadonlySet<string> = new Set<CoreColumn>(['sequence', 'quality_scores'])

export interface BamColumns {
  readonly set: ColumnSet<BamRows>
  /** The lengths in the records must be checked before. */
  readonly needsLengths: boolean
  /** A batch should be bounded by the bytes of its records. */
  readonly isWide: boolean
  append(rows: BamRows, faults: FaultSink): void
}

/** `judged`: names of columns whose faults were told before. */
export function createBamColumns(
  table: AlignmentTable,
  columns: readonly AlignmentColumn[],
  settings: { readonly warn: (message: string) => void; readonly judged: readonly string[] },
): BamColumns {
  const tags = columns.flatMap(({ source }) => (source.kind === 'tag' ? [source.tag] : []))
  // Who asks for every column wants to know of every fault, in tags that are no columns too.
  const judgesAll = columns.length === table.columns.length
  const scanner = tags.length > 0 || judgesAll ? new TagScanner(tags, judgesAll ? 'all' : 'wanted') : undefined
  const readers = columns.map(column => ({
    field: column.field,
    lastField: 0,
    reader: createReader(column, { table, tags, scanner, ...settings }),
  }))
  const { metadata } = table.schema
  const set = new ColumnSet<BamRows>(readers, { judged: settings.judged, ...(metadata && { metadata }) })
  const tagsJudged = tags.length > 0 && tags.every(tag => settings.judged.includes(tag)) && !judgesAll
  const needsLengths = columns.some(({ source }) => !FIXED.has(source.kind))
  return {
    set,
    needsLengths,
    isWide: columns.some(({ source }) => WIDE.has(source.kind) || source.kind === 'tag'),
    append(rows, faults) {
      // Numbers at known places need no lengths; who would copy rows for them does not.
      const isLoaded = needsLengths ? rows.kernels?.load(rows) : rows.kernels?.place(rows)
      rows.loaded = isLoaded ? rows.kernels : undefined
      scanner?.scan(rows, tagsJudged ? noFaults : faults)
      set.append(rows, faults)
    },
  }
}

interface ReaderSettings {
  readonly table: AlignmentTable
  readonly tags: readonly string[]
  readonly scanner: TagScanner | undefined
  readonly warn: (message: string) => void
}

function createReader({ field, source }: AlignmentColumn, settings: ReaderSettings): ColumnReader<BamRows> {
  const { options, header } = settings.table
  const warn = () => settings.warn(`column ${field.name} holds bytes that are not UTF-8; they read as U+FFFD.`)
  // BAM counts from 0.
  const position = { kind: options.positions, shift: shownStart(0, coordinateSystemOf(options)) }
  switch (source.kind) {
    case 'name':
      return new NameColumn(warn)
    case 'chrom':
      return new ReferenceColumn(FIELD.refId, 'refID', header.references)
    case 'start':
      return new PositionColumn(FIELD.position, { label: 'pos', ...position })
    case 'end':
      return new EndColumn(options.positions)
    case 'flags':
      return new FlagsColumn()
    case 'cigar':
      return options.binaryCigar ? new BinaryCigarColumn() : new CigarColumn()
    case 'mapping_quality':
      return new MappingQualityColumn()
    case 'mate_chrom':
      return new ReferenceColumn(FIELD.nextRefId, 'next_refID', header.references)
    case 'mate_start':
      return new PositionColumn(FIELD.nextPosition, { label: 'next_pos', ...position })
    case 'sequence':
      return new SequenceColumn()
    case 'quality_scores':
      return new QualityColumn(warn)
    case 'template_length':
      return new TemplateLengthColumn(options.positions)
    case 'tag': {
      const scanner = settings.scanner ?? new TagScanner([source.tag], 'wanted') // there is one where a tag is a column
      return createTagColumn(field.type, { tag: source.tag, scanner, key: settings.tags.indexOf(source.tag), warn })
    }
  }
}
