/** MD and NM of a record that the file holds without them (SAMtags §1.1): the differences of its bases from the reference. */

import { tagEnd } from '../bam/tag-end.ts'
import { CramFault } from './cram-fault.ts'
import type { GrowingBytes } from './growing-bytes.ts'
import { CRAM_FLAG, FLAG } from './record-flags.ts'
import { baseAt, type ReferenceWindow } from './reference-window.ts'
import type { SliceRecords } from './slice-records.ts'

const UNKNOWN_BASE = 78 // N
const OPERATION = { match: 0, insertion: 1, deletion: 2, skip: 3, softClip: 4, equal: 7, differs: 8 } as const

export interface ComputedTags {
  readonly records: SliceRecords
  readonly row: number
  /** Where the tags of the record begin; they end where `out` does. */
  readonly tagsStart: number
  readonly tags: ReadonlySet<string>
  readonly windows: ReadonlyMap<number, ReferenceWindow>
}

export function appendMdAndNm(out: GrowingBytes, { records, row, tagsStart, tags, windows }: ComputedTags): void {
  // In range below: row lies below count.
  const window = windows.get(records.referenceId[row]!)
  if (window === undefined || records.flags[row]! & FLAG.unmapped || records.cramFlags[row]! & CRAM_FLAG.noBases) return
  const wantsMd = tags.has('MD') && !hasTag(out, tagsStart, 'MD')
  const wantsNm = tags.has('NM') && !hasTag(out, tagsStart, 'NM')
  if (!wantsMd && !wantsNm) return
  const { md, nm } = compare(records, row, window)
  if (wantsMd) appendText(out, `MDZ${md}\0`)
  if (wantsNm) {
    appendText(out, 'NMi')
    for (let shift = 0; shift < 32; shift += 8) out.appendByte((nm >>> shift) & 255)
  }
}

function hasTag(out: GrowingBytes, from: number, tag: string): boolean {
  for (let at = from; at < out.used; ) {
    if (out.bytes[at] === tag.charCodeAt(0) && out.bytes[at + 1] === tag.charCodeAt(1)) return true
    const next = tagEnd(out.bytes, at, out.used)
    if (next < 0) throw new CramFault('the tags of a record are broken')
    at = next
  }
  return false
}

function appendText(out: GrowingBytes, text: string): void {
  for (let i = 0; i < text.length; i++) out.appendByte(text.charCodeAt(i))
}

function compare(records: SliceRecords, row: number, window: ReferenceWindow): { readonly md: string; readonly nm: number } {
  const { cigars, cigarStarts, bases, baseStarts, start } = records
  // In range below: row lies below count, and the bases were written by the same CIGAR.
  let position = start[row]! - 1
  let read = baseStarts[row]!
  let same = 0
  let md = ''
  let nm = 0
  for (let i = cigarStarts[row]!; i < cigarStarts[row + 1]!; i++) {
    const operation = cigars[i]! & 15
    const length = cigars[i]! >>> 4
    if (operation === OPERATION.match || operation === OPERATION.equal || operation === OPERATION.differs) {
      for (let base = 0; base < length; base++, read++, position++) {
        // Behind the sequence's end there is nothing to differ from.
        if (position >= window.sequenceLength) continue
        const reference = baseAt(window, position)
        // Two unknown bases are not known to be the same.
        if (bases.bytes[read] === reference && reference !== UNKNOWN_BASE) same++
        else {
          md += `${same}${String.fromCharCode(reference)}`
          same = 0
          nm++
        }
      }
    } else if (operation === OPERATION.deletion) {
      md += `${same}^`
      for (let base = 0; base < length; base++, position++) md += String.fromCharCode(baseAt(window, position))
      same = 0
      nm += length
    } else if (operation === OPERATION.insertion) {
      read += length
      nm += length
    } else if (operation === OPERATION.softClip) read += length
    else if (operation === OPERATION.skip) position += length
  }
  return { md: `${md}${same}`, nm }
}
