/** Goes over the tags of lines once and notes where the wanted ones lie. */
import { type FaultSink, quoteField } from '../text/row-faults.ts'
import { fieldEnd, type TextRows } from '../text/text-rows.ts'
import { FIELD } from './sam-field.ts'
import { isTag, nextTag } from './sam-tag.ts'

export const ABSENT = -1

export class SamTagScanner {
  /** Two numbers a row and wanted tag: where it begins and ends, or ABSENT. */
  slots = new Int32Array(0)
  readonly keyCount: number
  private readonly keys: Int32Array
  private readonly isComplete: boolean

  /** `scope`: 'wanted' stops at the last wanted tag of a line, 'all' judges every tag. */
  constructor(tags: readonly string[], scope: 'wanted' | 'all') {
    this.keyCount = tags.length
    this.keys = Int32Array.from(tags, tag => tag.charCodeAt(0) | (tag.charCodeAt(1) << 8))
    this.isComplete = scope === 'all'
  }

  scan(rows: TextRows, faults: FaultSink): void {
    const stride = this.keyCount * 2
    if (this.slots.length < rows.count * stride) this.slots = new Int32Array(rows.count * stride)
    this.slots.fill(ABSENT, 0, rows.count * stride)
    for (let row = 0; row < rows.count; row++) {
      const end = rows.ends[row]! // row lies below count
      const from = fieldEnd(rows, row, FIELD.quality) + 1
      const bad = this.scanLine(rows.bytes, { from, end }, row * stride)
      if (bad >= 0) this.report(rows, { row, bad, end }, faults)
    }
  }

  /** Apart, so that the loop makes no closures. */
  private report({ bytes }: TextRows, at: { readonly row: number; readonly bad: number; readonly end: number }, faults: FaultSink): void {
    const { row, bad, end } = at
    faults.report(row, () => `the optional field ${quoteField(bytes, bad, nextTag(bytes, bad, end))} is no TAG:TYPE:VALUE.`)
  }

  /** Where a broken tag begins, or -1. The first of two tags of one name counts. */
  private scanLine(bytes: Uint8Array, { from, end }: { readonly from: number; readonly end: number }, base: number): number {
    const { keys, slots, keyCount, isComplete } = this
    let missing = keyCount
    for (let at = from; at < end; ) {
      if (missing === 0 && !isComplete) return -1
      const next = nextTag(bytes, at, end)
      // Real lines end with a tab now and then: nothing is no tag.
      if (next > at) {
        if (!isTag(bytes, at, next)) return at
        const name = bytes[at]! | (bytes[at + 1]! << 8) // in range: a tag has its name
        for (let key = 0; key < keyCount; key++) {
          const slot = base + 2 * key
          if (keys[key] !== name || slots[slot] !== ABSENT) continue
          slots[slot] = at
          slots[slot + 1] = next
          missing--
          break
        }
      }
      at = next + 1
    }
    return -1
  }
}
