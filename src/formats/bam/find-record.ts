/**
 * Finds where a record begins in a BAM file that was cut anywhere: the first position from which a chain of plausible records leads on. It
 * looks at the bytes alone, so two readers that look from the same border find the same record; a piece ends with the check that its own
 * records lead to the one found, so that a wrong answer is an error and never a lost or doubled row.
 */
import { FIELD, FIXED_BYTES, int32At, SIZE_BYTES, uint16At } from './bam-layout.ts'

export interface SearchCursor {
  readonly buffer: { readonly length: number; bytes(): Uint8Array }
  fill(): Promise<boolean>
}

export interface RecordRules {
  readonly referenceCount: number
  /** A larger block_size is not believed. */
  readonly maxSize: number
}

/** Fields of one record that must be what they can be: some 70 bits, so a few records in a row leave no doubt. */
const CHAIN_RECORDS = 8
/** With very long records fewer do: inflating megabytes to be surer brings nothing. */
const LONG_CHAIN_RECORDS = 3
const LONG_CHAIN_BYTES = 1 << 17

/** Undefined: no record begins before `stopAt()`, or none before the end of the file. */
export async function findRecord(
  cursor: SearchCursor,
  search: { readonly from: number; stopAt(): number; readonly rules: RecordRules },
): Promise<number | undefined> {
  let atEnd = false
  for (let at = search.from; at < search.stopAt(); at++) {
    for (;;) {
      const verdict = judgeChain(cursor.buffer.bytes(), at, { rules: search.rules, atEnd })
      if (verdict === 'yes') return at
      if (verdict === 'no') break
      atEnd = !(await cursor.fill())
    }
    if (atEnd && at >= cursor.buffer.length) return undefined
  }
  return undefined
}

type Verdict = 'yes' | 'no' | 'more'

function judgeChain(bytes: Uint8Array, first: number, known: { readonly rules: RecordRules; readonly atEnd: boolean }): Verdict {
  const { rules, atEnd } = known
  let at = first
  for (let records = 0; records < CHAIN_RECORDS; records++) {
    if (records >= LONG_CHAIN_RECORDS && at - first >= LONG_CHAIN_BYTES) return 'yes'
    if (at === bytes.length && atEnd) return records > 0 ? 'yes' : 'no'
    const verdict = judgeRecord(bytes, at, rules)
    if (verdict === 'no') return 'no'
    if (verdict === 'more') return atEnd ? 'no' : 'more'
    at += SIZE_BYTES + int32At(bytes, at)
    if (at > bytes.length && atEnd) return 'no'
  }
  return 'yes'
}

/** Looks at the fields of fixed length and at the name. What it refuses, reading the record would refuse too. */
function judgeRecord(bytes: Uint8Array, at: number, { referenceCount, maxSize }: RecordRules): Verdict {
  if (at + FIELD.name > bytes.length) return 'more'
  const size = int32At(bytes, at)
  if (size < FIXED_BYTES || size > maxSize) return 'no'
  if (!isReference(int32At(bytes, at + FIELD.refId), referenceCount)) return 'no'
  if (!isReference(int32At(bytes, at + FIELD.nextRefId), referenceCount)) return 'no'
  if (int32At(bytes, at + FIELD.position) < -1 || int32At(bytes, at + FIELD.nextPosition) < -1) return 'no'
  const nameLength = bytes[at + FIELD.nameLength]! // the fixed fields are at hand
  const sequenceLength = int32At(bytes, at + FIELD.sequenceLength)
  if (nameLength === 0 || sequenceLength < 0) return 'no'
  const used = FIXED_BYTES + nameLength + 4 * uint16At(bytes, at + FIELD.cigarCount) + Math.ceil(sequenceLength / 2) + sequenceLength
  if (used > size) return 'no'
  const nameEnd = at + FIELD.name + nameLength - 1
  if (nameEnd >= bytes.length) return 'more'
  for (let i = at + FIELD.name; i < nameEnd; i++) if (bytes[i] === 0) return 'no'
  return bytes[nameEnd] === 0 ? 'yes' : 'no'
}

function isReference(id: number, count: number): boolean {
  return id >= -1 && id < count
}
