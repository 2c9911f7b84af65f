/** An alignment header as Arrow metadata: text keys, with JSON for what has structure. */
import type { AlignmentHeader, HeaderFields } from './alignment-header.ts'
import type { AlignmentOptions } from './alignment-options.ts'

type Metadata = Readonly<Record<string, string>>

export function alignmentMetadata(header: AlignmentHeader, options: AlignmentOptions): Metadata {
  const { hd } = header
  const known = new Map(header.sequences.map(fields => [fields.get('SN'), fields]))
  const sequences = header.references.map(({ name, length }) => ({ name, length, ...others(known.get(name), ['SN', 'LN']) }))
  return {
    'bio.coordinate_system_zero_based': String(options.zeroBased),
    ...text('file_format_version', hd?.get('VN')),
    ...text('sort_order', hd?.get('SO')),
    ...text('group_order', hd?.get('GO')),
    ...text('subsort_order', hd?.get('SS')),
    'bio.bam.reference_sequences': JSON.stringify(sequences),
    'bio.bam.read_groups': JSON.stringify(header.readGroups.map(withId)),
    'bio.bam.program_info': JSON.stringify(header.programs.map(withId)),
    'bio.bam.comments': JSON.stringify(header.comments),
    'bio.bam.binary_cigar': String(options.binaryCigar),
  }
}

/** Of the column of a tag. */
export function tagMetadata(tag: string, type: string, description: string | undefined): Metadata {
  return {
    'bio.bam.tag.tag': tag,
    'bio.bam.tag.type': type,
    'bio.bam.tag.field_type': 'TAG',
    ...(description === undefined ? {} : { 'bio.bam.tag.description': description }),
  }
}

function text(name: string, value: string | undefined): Metadata {
  return value === undefined ? {} : { [`bio.bam.${name}`]: value }
}

function withId(fields: HeaderFields): object {
  return { id: fields.get('ID') ?? '', ...others(fields, ['ID']) }
}

/** Fields under their own two letters. Through JSON, so that a field may be named anything. */
function others(fields: HeaderFields | undefined, without: readonly string[]): object {
  return Object.fromEntries([...(fields ?? [])].filter(([name]) => !without.includes(name)))
}
