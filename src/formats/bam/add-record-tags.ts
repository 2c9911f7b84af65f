/** Adds the tags of a record to a sample. One whose lengths cannot be true has none. */
import { int32At, layoutFault, recordEnd, tagsStart } from './bam-layout.ts'
import { tagEnd } from './tag-end.ts'
import type { TagSample } from './tag-sample.ts'

export function addRecordTags(bytes: Uint8Array, record: number, sample: TagSample): void {
  if (layoutFault(bytes, record) !== undefined) return
  const end = recordEnd(bytes, record)
  for (let at = tagsStart(bytes, record); at + 3 < end; ) {
    const next = tagEnd(bytes, at, end)
    if (next < 0) return
    // In range: the tag lies within the record.
    const type = String.fromCharCode(bytes[at + 2]!)
    const letters = type === 'B' ? `B:${String.fromCharCode(bytes[at + 3]!)}` : type
    sample.add(String.fromCharCode(bytes[at]!, bytes[at + 1]!), letters, type === 'I' && int32At(bytes, at + 3) < 0)
    at = next
  }
}
