/** A SAM file as a table: the header, and the types of the tags by the first records. */
import type { ByteSource } from '../../io/byte-source.ts'
import type { AlignmentOptions } from '../bam/alignment-options.ts'
import { type AlignmentTable, createAlignmentTable } from '../bam/alignment-schema.ts'
import type { SampledTag } from '../bam/tag-type.ts'
import type { FormatContext } from '../file-format.ts'
import type { SamFile } from './load-sam-file.ts'
import { sampleSamTags } from './sample-sam-tags.ts'

export async function openSamTable(
  source: ByteSource,
  /** `sampling`: 'tags' looks at the first records only where tags are columns. */
  request: { readonly file: SamFile; readonly options: AlignmentOptions; readonly sampling: 'always' | 'tags' },
  context: FormatContext,
): Promise<{ readonly table: AlignmentTable; readonly sampled: readonly SampledTag[] }> {
  const { file, options, sampling } = request
  const wanted = sampling === 'always' || (options.inferTagTypes && (options.tagFields ?? []).length > 0)
  const sampled = wanted ? await sampleSamTags(source, { file, records: options.inferTagSampleSize }, context) : []
  return { table: createAlignmentTable(file.header, options, sampled), sampled }
}
