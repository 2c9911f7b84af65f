/** The columns of a table of alignments: the only place that knows their names, types and order. */
import type { DataType, Field } from '../../columnar/data-type.ts'
import type { Schema } from '../../columnar/schema.ts'
import type { AlignmentHeader } from './alignment-header.ts'
import { alignmentMetadata, tagMetadata } from './alignment-metadata.ts'
import type { AlignmentOptions } from './alignment-options.ts'
import { registeredTags } from './tag-registry.ts'
import { parseTagHint, type SampledTag, type TagColumn, tagColumn } from './tag-type.ts'

export type CoreColumn =
  | 'name'
  | 'chrom'
  | 'start'
  | 'end'
  | 'flags'
  | 'cigar'
  | 'mapping_quality'
  | 'mate_chrom'
  | 'mate_start'
  | 'sequence'
  | 'quality_scores'
  | 'template_length'

export type AlignmentSource = { readonly kind: CoreColumn } | { readonly kind: 'tag'; readonly tag: string; readonly letters: string }

export interface AlignmentColumn {
  readonly field: Field
  readonly source: AlignmentSource
}

/** An alignment file seen as a table. */
export interface AlignmentTable {
  readonly header: AlignmentHeader
  readonly options: AlignmentOptions
  readonly columns: readonly AlignmentColumn[]
  readonly schema: Schema
  readonly warnings: readonly string[]
}

/** `sampled`: the tags of the first records, where they were looked at. */
export function createAlignmentTable(header: AlignmentHeader, options: AlignmentOptions, sampled: readonly SampledTag[]): AlignmentTable {
  const warnings: string[] = []
  const columns = [...coreColumns(options), ...chosenTags(options, sampled, warnings).map(tagField)]
  const schema = { fields: columns.map(column => column.field), metadata: alignmentMetadata(header, options) }
  return { header, options, columns, schema, warnings }
}

/** The columns, and the tags of the first records that are none: what a description of the file lists. */
export function describedFields(table: AlignmentTable, sampled: readonly SampledTag[]): readonly Field[] {
  const chosen = new Set(table.columns.flatMap(({ source }) => (source.kind === 'tag' ? [source.tag] : [])))
  const others = sampled.filter(({ tag }) => !chosen.has(tag)).map(tag => tagColumn(tag.tag, { sampled: tag, hints: new Map() }))
  return [...table.schema.fields, ...others.map(column => tagField(column).field)]
}

function chosenTags(options: AlignmentOptions, sampled: readonly SampledTag[], warnings: string[]): readonly TagColumn[] {
  const hints = new Map((options.tagTypeHints ?? []).map(parseTagHint).map(({ tag, letters }) => [tag, letters]))
  return [...new Set(options.tagFields)].map(tag => {
    const found = options.inferTagTypes ? sampled.find(candidate => candidate.tag === tag) : undefined
    const column = tagColumn(tag, { sampled: found, hints })
    const hint = hints.get(tag)
    if (found !== undefined && hint !== undefined && column.letters !== hint) {
      warnings.push(
        `tag_type_hints says ${tag}:${hint}, and the first records have ${column.letters}, which counts; infer_tag_types => false lets the hint count.`,
      )
    }
    return column
  })
}

function tagField({ tag, type, letters }: TagColumn): AlignmentColumn {
  const metadata = tagMetadata(tag, letters, registeredTags.get(tag)?.description)
  return { field: { name: tag, type, nullable: true, metadata }, source: { kind: 'tag', tag, letters } }
}

function coreColumns(options: AlignmentOptions): readonly AlignmentColumn[] {
  const position: DataType = { kind: options.positions }
  const always = options.onMalformed === 'null' // then no column can promise a value
  const core = (name: CoreColumn, type: DataType, nullable = true): AlignmentColumn => ({
    field: { name, type, nullable: nullable || always, ...(name === 'flags' ? { metadata: { 'bio.alias.flags': 'flag' } } : {}) },
    source: { kind: name },
  })
  return [
    core('name', { kind: 'utf8' }),
    core('chrom', { kind: 'dictionary' }),
    core('start', position),
    core('end', position),
    core('flags', { kind: 'uint32' }, false),
    core('cigar', { kind: options.binaryCigar ? 'binary' : 'utf8' }),
    core('mapping_quality', { kind: 'uint32' }, false),
    core('mate_chrom', { kind: 'dictionary' }),
    core('mate_start', position),
    core('sequence', { kind: 'utf8' }),
    core('quality_scores', { kind: 'utf8' }),
    // Where positions may be beyond 32 bits, distances may too.
    core('template_length', { kind: options.positions === 'int64' ? 'int64' : 'int32' }, false),
  ]
}
