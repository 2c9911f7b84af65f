/** What tags the first records of a BAM file have, and of which types. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { FormatContext } from '../file-format.ts'
import { VersionedCache } from '../versioned-cache.ts'
import { addRecordTags } from './add-record-tags.ts'
import { createBamRows, useBytes } from './bam-rows.ts'
import { listRecords } from './list-records.ts'
import type { BamFile } from './load-bam-file.ts'
import { openRecords } from './open-records.ts'
import { TagSample } from './tag-sample.ts'
import type { SampledTag } from './tag-type.ts'

const cache = new VersionedCache<readonly SampledTag[]>(64)

export interface SampleRequest {
  readonly file: BamFile
  readonly records: number
}

/** In the order in which they come. A file that breaks off among these records gives what came before: the scan tells the fault. */
export async function sampleTags(
  source: ByteSource,
  { file, records }: SampleRequest,
  context: FormatContext,
): Promise<readonly SampledTag[]> {
  const { signal, store } = context
  const { version } = await source.stat(signal === undefined ? {} : { signal })
  const entry = { location: `${source.location}#${records}`, version }
  const known = cache.get(store, entry.location, version)
  if (known !== undefined) return known
  const sample = new TagSample()
  try {
    await readSample(source, { file, records }, { context, sample })
  } catch (error) {
    if (!(error instanceof QueryError && error.code === 'FORMAT')) throw error
  }
  const tags = sample.tags()
  cache.set(store, entry, tags)
  return tags
}

async function readSample(
  source: ByteSource,
  { file, records }: SampleRequest,
  { context, sample }: { readonly context: FormatContext; readonly sample: TagSample },
): Promise<void> {
  const { codecs, meter, signal, limits } = context
  const rules = { referenceCount: file.header.references.length, maxSize: limits.lineBytes }
  const cursor = await openRecords({ source, codecs, meter, rules, firstRecord: file.firstRecord, ...(signal && { signal }) }, undefined)
  if (cursor === undefined) return
  try {
    const rows = createBamRows(records)
    for (let seen = 0; seen < records; ) {
      const bytes = cursor.buffer.bytes()
      useBytes(rows, bytes, cursor)
      const listing = listRecords(rows, 0, { limit: cursor.limit(), length: bytes.length, maxSize: rules.maxSize })
      for (let row = 0; row < rows.count && seen < records; row++, seen++) {
        addRecordTags(bytes, rows.starts[row]!, sample) // row lies below count
      }
      if (seen >= records || listing.stop === 'bad-size') return
      cursor.drop(listing.end)
      if (!(await cursor.fill())) return
    }
  } finally {
    await cursor.close()
  }
}
