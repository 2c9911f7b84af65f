/** Goes over the tags of records once and notes where the wanted ones lie. */
import type { FaultSink } from '../text/row-faults.ts'
import { recordEnd, tagsStart } from './bam-layout.ts'
import type { BamRows } from './bam-rows.ts'
import { tagEnd, tagFault } from './tag-end.ts'

export const ABSENT = -1

export class TagScanner {
  /** `keyCount` numbers a row: where the type letter of each wanted tag lies, or ABSENT. */
  slots = new Int32Array(0)
  readonly keyCount: number
  private readonly keys: Int32Array
  private readonly scope: 'wanted' | 'all'

  /** `scope`: 'wanted' stops at the last wanted tag of a record, 'all' judges every tag. */
  constructor(tags: readonly string[], scope: 'wanted' | 'all') {
    this.keyCount = tags.length
    this.keys = Int32Array.from(tags, tag => tag.charCodeAt(0) | (tag.charCodeAt(1) << 8))
    this.scope = scope
  }

  scan(rows: BamRows, faults: FaultSink): void {
    const { keyCount } = this
    const { bytes, starts, count } = rows
    if (this.slots.length < count * keyCount) this.slots = new Int32Array(count * keyCount)
    if (rows.loaded?.scanTags(this.keys, this.scope, this.slots)) return
    this.slots.fill(ABSENT, 0, count * keyCount)
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      const end = recordEnd(bytes, record)
      const at = this.scanRecord(bytes, { from: tagsStart(bytes, record), end }, row * keyCount)
      if (at >= 0) faults.report(row, () => tagFault(bytes, at, end))
    }
  }

  /** Where a broken tag begins, or -1. The first of two tags of one name counts. */
  private scanRecord(bytes: Uint8Array, { from, end }: { readonly from: number; readonly end: number }, base: number): number {
    const { keys, slots, keyCount } = this
    const isComplete = this.scope === 'all'
    let missing = keyCount
    for (let at = from; at < end; ) {
      if (missing === 0 && !isComplete) return -1
      const next = tagEnd(bytes, at, end)
      if (next < 0) return at
      const name = bytes[at]! | (bytes[at + 1]! << 8) // in range: a tag has its name
      for (let key = 0; key < keyCount; key++) {
        if (keys[key] !== name || slots[base + key] !== ABSENT) continue
        slots[base + key] = at + 2
        missing--
        break
      }
      at = next
    }
    return -1
  }
}
