/** What tags the first records of a SAM file have, and of which types. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import { type LineRequest, readLines } from '../../io/lines/read-lines.ts'
import { TagSample } from '../bam/tag-sample.ts'
import type { SampledTag } from '../bam/tag-type.ts'
import type { FormatContext } from '../file-format.ts'
import { gatherRows } from '../text/gather-rows.ts'
import { createTextRows, fieldEnd, type TextRows, useBlock } from '../text/text-rows.ts'
import { VersionedCache } from '../versioned-cache.ts'
import type { SamFile } from './load-sam-file.ts'
import { FIELD, FIELD_COUNT } from './sam-field.ts'
import { samLineRule } from './sam-line-rule.ts'
import { isTag, nextTag, VALUE } from './sam-tag.ts'

const cache = new VersionedCache<readonly SampledTag[]>(64)
const INT32_MOST = 2 ** 31 - 1

/** In the order in which they come. A file that breaks off among these records gives what came before: the scan tells the fault. */
export async function sampleSamTags(
  source: ByteSource,
  { file, records }: { readonly file: SamFile; readonly records: number },
  context: FormatContext,
): Promise<readonly SampledTag[]> {
  const { codecs, meter, limits, signal, store } = context
  const { version } = await source.stat(signal === undefined ? {} : { signal })
  const entry = { location: `${source.location}#${records}`, version }
  const known = cache.get(store, entry.location, version)
  if (known !== undefined) return known
  const sample = new TagSample()
  const { compression } = file
  const request = { source, codecs, compression, meter, tabs: FIELD_COUNT, lineBytes: limits.lineBytes, ...(signal && { signal }) }
  try {
    await readSample(request, records, sample)
  } catch (error) {
    if (!(error instanceof QueryError && error.code === 'FORMAT')) throw error
  }
  const tags = sample.tags()
  cache.set(store, entry, tags)
  return tags
}

async function readSample(request: LineRequest, records: number, sample: TagSample): Promise<void> {
  const rows = createTextRows(records)
  const state = { sawRecord: false, isOver: false }
  let seen = 0
  for await (const block of readLines(request)) {
    useBlock(rows, block)
    gatherRows(rows, { block, line: 0, rule: samLineRule, state, most: records - seen }, () => {})
    for (let row = 0; row < rows.count; row++) addTags(rows, row, sample)
    seen += rows.count
    if (seen >= records) return
  }
}

function addTags(rows: TextRows, row: number, sample: TagSample): void {
  const { bytes } = rows
  const end = rows.ends[row]! // row lies below count
  for (let at = fieldEnd(rows, row, FIELD.quality) + 1; at < end; ) {
    const next = nextTag(bytes, at, end)
    if (isTag(bytes, at, next)) {
      // In range: the tag has its head.
      const type = String.fromCharCode(bytes[at + 3]!)
      const isInteger = 'iIcCsS'.includes(type)
      const letters = isInteger ? 'i' : type === 'B' ? `B:${String.fromCharCode(bytes[at + VALUE]!)}` : type
      const isLarge =
        isInteger &&
        next - at > VALUE + 9 &&
        Number(String.fromCharCode(...bytes.subarray(at + VALUE, Math.min(next, at + 40)))) > INT32_MOST
      sample.add(String.fromCharCode(bytes[at]!, bytes[at + 1]!), letters, isLarge)
    }
    at = next + 1
  }
}
