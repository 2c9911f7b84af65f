/** What of the records a scan needs: from columns to parts of records, and from those to data series. */
import type { AlignmentColumn } from '../bam/alignment-schema.ts'
import type { CompressionHeader } from './compression-header.ts'
import { TAG_PREFIX } from './series-plan.ts'

export interface RecordNeeds {
  readonly columns: ReadonlySet<string>
  /** Names of tags, or every one. */
  readonly tags: ReadonlySet<string> | 'all'
}

export function needsOf(columns: readonly AlignmentColumn[]): RecordNeeds {
  return {
    columns: new Set(columns.map(({ source }) => source.kind)),
    tags: new Set(columns.flatMap(({ source }) => (source.kind === 'tag' ? [source.tag] : []))),
  }
}

const ENDS = ['RL', 'AP', 'FN', 'FC', 'FP', 'DL', 'RS', 'BB', 'IN', 'SC']
const MATES = ['MF', 'NF']
const BASES = [...ENDS, 'RI', 'BA', 'BS']

/** By column. */
const SERIES: Readonly<Record<string, readonly string[]>> = {
  name: ['RN', 'NF'],
  chrom: ['RI'],
  start: ['AP'],
  end: ENDS,
  flags: MATES,
  cigar: [...ENDS, 'HC', 'PD'],
  mapping_quality: ['MQ'],
  mate_chrom: [...MATES, 'NS', 'RI'],
  mate_start: [...MATES, 'NP', 'AP'],
  sequence: BASES,
  quality_scores: ['RL', 'QS', 'QQ', 'FP'],
  template_length: [...MATES, ...ENDS, 'TS', 'RI'],
}

/** MD and NM are computed where the file does not hold them. */
export const COMPUTED_TAGS: readonly string[] = ['MD', 'NM']

export function needsTag({ tags }: RecordNeeds, tag: string): boolean {
  return tags === 'all' || tags.has(tag)
}

/** Whether MD or NM are wanted and some records of the container lack them. */
export function computesTags({ tags }: RecordNeeds, header: CompressionHeader): boolean {
  if (tags === 'all') return false
  return COMPUTED_TAGS.some(tag => tags.has(tag) && header.tagLists.some(list => !list.some(key => key.startsWith(tag))))
}

export function needsBases(needs: RecordNeeds, header: CompressionHeader): boolean {
  return needs.columns.has('sequence') || computesTags(needs, header)
}

export function wantedSeries(needs: RecordNeeds, header: CompressionHeader): ReadonlySet<string> {
  const wanted = new Set(['BF', 'CF'])
  for (const column of needs.columns) for (const name of SERIES[column] ?? []) wanted.add(name)
  if (needsTag(needs, 'RG')) wanted.add('RG')
  if (needs.tags === 'all' || needs.tags.size > 0) wanted.add('TL')
  for (const tag of header.tags.keys()) if (needsTag(needs, tag.slice(0, 2))) wanted.add(TAG_PREFIX + tag)
  if (computesTags(needs, header)) for (const name of BASES) wanted.add(name)
  return wanted
}
