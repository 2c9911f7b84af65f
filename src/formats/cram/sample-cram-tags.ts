/** What tags the first records of a CRAM file have, and of which types. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import { addRecordTags } from '../bam/add-record-tags.ts'
import { createBamRows } from '../bam/bam-rows.ts'
import { TagSample } from '../bam/tag-sample.ts'
import type { SampledTag } from '../bam/tag-type.ts'
import type { FormatContext } from '../file-format.ts'
import { VersionedCache } from '../versioned-cache.ts'
import { CramFault } from './cram-fault.ts'
import type { CramFile } from './load-cram-file.ts'
import { checkContainerEnd, readContainer, readSlice } from './read-container.ts'
import { readContainerHeader } from './read-container-header.ts'
import { ReferenceBases } from './reference-bases.ts'
import { SliceReader } from './slice-reader.ts'
import { createSliceBuffers } from './slice-records.ts'

const cache = new VersionedCache<readonly SampledTag[]>(64)

export interface CramSampleRequest {
  readonly file: CramFile
  readonly records: number
}

/** In the order in which they come. A file that breaks off among these records gives what came before: the scan tells the fault. */
export async function sampleCramTags(
  source: ByteSource,
  { file, records }: CramSampleRequest,
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
    if (!(error instanceof CramFault || (error instanceof QueryError && error.code === 'FORMAT'))) throw error
  }
  const tags = sample.tags()
  cache.set(store, entry, tags)
  return tags
}

async function readSample(
  source: ByteSource,
  { file, records }: CramSampleRequest,
  { context, sample }: { readonly context: FormatContext; readonly sample: TagSample },
): Promise<void> {
  const { version, header: samHeader } = file
  const { size } = await source.stat(context.signal ? { signal: context.signal } : {})
  const reference = new ReferenceBases(source.location, { header: samHeader, path: undefined, kernels: undefined }, context)
  const memory = { buffers: createSliceBuffers(), kernels: undefined }
  const needs = { columns: new Set<string>(), tags: 'all' } as const
  const rows = createBamRows(records)
  let left = records
  for (let at = file.firstContainer; left > 0; ) {
    const header = await readContainerHeader(source, { at, version, ...context })
    if (header === undefined) return
    const request = { source, at, header, version, size, context }
    checkContainerEnd(request)
    const container = header.landmarks.length === 0 ? undefined : await readContainer(request)
    for (const landmark of container === undefined ? [] : header.landmarks) {
      if (left === 0 || container === undefined) return
      const reader = new SliceReader({ header: samHeader, needs, reference, memory, namePrefix: '', context, mostRecords: left })
      const { count, writer } = await reader.read(await readSlice(container, landmark, request), container.compression)
      writer.fill(rows, 0, count)
      for (let row = 0; row < rows.count; row++) addRecordTags(rows.bytes, rows.starts[row]!, sample) // row lies below count
      left -= count
    }
    at += header.headerBytes + header.length
  }
}
