/** A CRAM file as a table: the header, and the types of the tags by the first records. */
import type { ByteSource } from '../../io/byte-source.ts'
import { type AlignmentTable, createAlignmentTable } from '../bam/alignment-schema.ts'
import type { SampledTag } from '../bam/tag-type.ts'
import type { FormatContext } from '../file-format.ts'
import type { CramOptions } from './cram-options.ts'
import type { CramFile } from './load-cram-file.ts'
import { sampleCramTags } from './sample-cram-tags.ts'

export async function openCramTable(
  source: ByteSource,
  /** `sampling`: 'tags' looks at the first records only where tags are columns. */
  request: { readonly file: CramFile; readonly options: CramOptions; readonly sampling: 'always' | 'tags' },
  context: FormatContext,
): Promise<{ readonly table: AlignmentTable; readonly sampled: readonly SampledTag[] }> {
  const { file, options, sampling } = request
  const wanted = sampling === 'always' || (options.inferTagTypes && (options.tagFields ?? []).length > 0)
  const sampled = wanted ? await sampleCramTags(source, { file, records: options.inferTagSampleSize }, context) : []
  return { table: createAlignmentTable(file.header, options, sampled), sampled }
}
