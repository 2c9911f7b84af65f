/** The columns of a GFF3 or GTF table: the only place with their names. */
import type { DataType, Field } from '../../columnar/data-type.ts'
import type { Schema } from '../../columnar/schema.ts'
import { QueryError } from '../../common/errors.ts'
import type { GffDialect } from './gff-dialect.ts'
import type { FIELD } from './gff-field.ts'
import type { GffOptions } from './gff-options.ts'
import type { GffFile } from './load-gff-file.ts'

/** Where a column's values come from: a field of the line, or one attribute. */
export type GffSource = keyof typeof FIELD | { readonly tag: string; readonly isList: boolean }

export interface GffColumn {
  readonly field: Field
  readonly source: GffSource
}

export interface GffTable {
  readonly dialect: GffDialect
  readonly options: GffOptions
  readonly columns: readonly GffColumn[]
  readonly schema: Schema
}

const ATTRIBUTES = 'attributes'
const TEXT = { kind: 'utf8' } as const
const LABEL = { kind: 'dictionary' } as const

const ATTRIBUTES_TYPE: DataType = {
  kind: 'list',
  item: {
    kind: 'struct',
    fields: [
      { name: 'tag', type: TEXT, nullable: false },
      { name: 'value', type: TEXT, nullable: true },
    ],
  },
}

export function createGffTable(file: Pick<GffFile, 'header' | 'contigs'>, dialect: GffDialect, options: GffOptions): GffTable {
  const place = { kind: options.positions } as const
  // The place of a feature is always there, unless broken fields read as NULL.
  const mayBreak = options.onMalformed === 'null'
  const core: readonly GffColumn[] = [
    { field: { name: 'chrom', type: LABEL, nullable: mayBreak }, source: 'seqid' },
    { field: { name: 'start', type: place, nullable: mayBreak }, source: 'start' },
    { field: { name: 'end', type: place, nullable: mayBreak }, source: 'end' },
    { field: { name: 'type', type: LABEL, nullable: true }, source: 'type' },
    { field: { name: 'source', type: LABEL, nullable: true }, source: 'source' },
    { field: { name: 'score', type: { kind: 'float32' }, nullable: true }, source: 'score' },
    { field: { name: 'strand', type: LABEL, nullable: true }, source: 'strand' },
    { field: { name: 'phase', type: { kind: 'uint32' }, nullable: true }, source: 'phase' },
  ]
  const names = core.map(column => column.field.name)
  const columns = [...core, ...(options.attrFields ?? [ATTRIBUTES]).map(written => attributeColumn(written, names, dialect))]
  checkNames(columns, dialect)
  return {
    dialect,
    options,
    columns,
    schema: { fields: columns.map(column => column.field), metadata: metadataOf(file, dialect, options) },
  }
}

/** An attribute that is called like a column of every table is `attr_score`. */
function attributeColumn(written: string, taken: readonly string[], { format }: GffDialect): GffColumn {
  if (written === ATTRIBUTES) return { field: { name: ATTRIBUTES, type: ATTRIBUTES_TYPE, nullable: true }, source: ATTRIBUTES }
  const isList = written.endsWith('[]') && written.length > 2
  const tag = isList ? written.slice(0, -2) : written
  const name = taken.includes(tag.toLowerCase()) || tag === ATTRIBUTES ? `attr_${tag}` : tag
  const type: DataType = isList ? { kind: 'list', item: TEXT } : TEXT
  return { field: { name, type, nullable: true, metadata: { [`bio.${format}.field.field_type`]: 'attribute' } }, source: { tag, isList } }
}

function checkNames(columns: readonly GffColumn[], { format }: GffDialect): void {
  const names = columns.map(column => column.field.name)
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (twice === undefined) return
  throw new QueryError('CONFIGURATION', `Option attr_fields of ${format} names "${twice}" twice.`)
}

function metadataOf(
  { header, contigs }: Pick<GffFile, 'header' | 'contigs'>,
  { format }: GffDialect,
  options: GffOptions,
): Readonly<Record<string, string>> {
  return {
    'bio.coordinate_system_zero_based': String(options.zeroBased),
    ...(header.version === undefined ? {} : { [`bio.${format}.version`]: header.version }),
    [`bio.${format}.sequence_regions`]: JSON.stringify(header.sequenceRegions),
    [`bio.${format}.contigs`]: JSON.stringify(contigs.map(({ name, length }) => ({ id: name, length }))),
    [`bio.${format}.header_lines`]: JSON.stringify(header.lines),
  }
}
