/** Fills in what records tell of each other within a slice: mates, their flags, template lengths (CRAM §10.4). */
import { CramFault } from './cram-fault.ts'
import { FLAG } from './record-flags.ts'
import { NO_MATE, type SliceRecords, UNKNOWN_LENGTH } from './slice-records.ts'

/** The records of a template name each the next; the last one is closed to the first here. */
export function resolveMates(records: SliceRecords): void {
  const { count, mate, templateLength } = records
  for (let row = 0; row < count; row++) {
    if (mate[row] !== NO_MATE && templateLength[row] === UNKNOWN_LENGTH) measureTemplate(records, row)
    if (mate[row] === NO_MATE) finishAlone(records, row)
    else takeFromMate(records, row)
    if (templateLength[row] === UNKNOWN_LENGTH) templateLength[row] = 0
  }
}

/** As htslib does: from the leftmost to the rightmost base, positive for the leftmost record; 0 across reference sequences. */
function measureTemplate({ start, end, mate, referenceId, templateLength, flags }: SliceRecords, first: number): void {
  // In range below: mates were checked when they were read.
  let left = start[first]!
  let right = end[first]!
  let leftCount = 0
  let isOneSequence = true
  const members: number[] = []
  for (let row = first; ; ) {
    members.push(row)
    if (start[row]! < left) {
      left = start[row]!
      leftCount = 1
    } else if (start[row] === left) leftCount++
    right = Math.max(right, end[row]!)
    if (referenceId[row] !== referenceId[first]) isOneSequence = false
    const next = mate[row]!
    if (next === NO_MATE) {
      mate[row] = first
      break
    }
    if (next === first) break
    if (next <= row) throw new CramFault(`the mates of record ${first + 1} of the slice run in circles`)
    row = next
  }
  const length = right - left + 1
  for (const row of members) {
    const isLeft = start[row] === left && (leftCount === 1 || (flags[row]! & FLAG.first) !== 0)
    templateLength[row] = isOneSequence ? (isLeft ? length : -length) : 0
  }
}

function takeFromMate({ start, mate, referenceId, mateReferenceId, mateStart, templateLength, flags }: SliceRecords, row: number): void {
  // In range below: mates were checked when they were read.
  const other = mate[row]!
  mateStart[row] = start[other]!
  mateReferenceId[row] = referenceId[other]!
  flags[row]! |= FLAG.paired
  if (flags[other]! & FLAG.unmapped) {
    flags[row]! |= FLAG.mateUnmapped
    templateLength[row] = 0
  }
  if (flags[row]! & FLAG.unmapped) templateLength[row] = 0
  if (flags[other]! & FLAG.reverse) flags[row]! |= FLAG.mateReverse
}

function finishAlone({ mateReferenceId, flags }: SliceRecords, row: number): void {
  if (!(flags[row]! & FLAG.paired)) mateReferenceId[row] = -1 // row lies below count
}
