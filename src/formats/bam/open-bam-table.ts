/** A BAM file as a table: the header, and the types of the tags by the first records. */
import type { ByteSource } from '../../io/byte-source.ts'
import type { FormatContext } from '../file-format.ts'
import type { AlignmentOptions } from './alignment-options.ts'
import { type AlignmentTable, createAlignmentTable } from './alignment-schema.ts'
import type { BamFile } from './load-bam-file.ts'
import { sampleTags } from './sample-tags.ts'
import type { SampledTag } from './tag-type.ts'

export async function openBamTable(
  source: ByteSource,
  /** `sampling`: 'tags' looks at the first records only where tags are columns. */
  request: { readonly file: BamFile; readonly options: AlignmentOptions; readonly sampling: 'always' | 'tags' },
  context: FormatContext,
): Promise<{ readonly table: AlignmentTable; readonly sampled: readonly SampledTag[] }> {
  const { file, options, sampling } = request
  const wanted = sampling === 'always' || (options.inferTagTypes && (options.tagFields ?? []).length > 0)
  const sampled = wanted ? await sampleTags(source, { file, records: options.inferTagSampleSize }, context) : []
  return { table: createAlignmentTable(file.header, options, sampled), sampled }
}
