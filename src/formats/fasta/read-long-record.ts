/** Reads a record that is not whole in memory: filters first where they need the header alone, then its sequence, which is a batch of its own. */
import type { Batch } from '../../columnar/batch.ts'
import { QueryError } from '../../common/errors.ts'
import { lineEnd } from '../../io/lines/line-end.ts'
import type { TextCursor } from '../../io/text-cursor.ts'
import { unfold } from '../sequences/columns/letters-column.ts'
import { nameEnd } from '../sequences/name-end.ts'
import type { SequenceBatchReader } from '../sequences/sequence-batch-reader.ts'
import { createSequenceRows, type SequenceRows, SPAN, useBytes } from '../sequences/sequence-rows.ts'
import { NEEDS } from '../sequences/sequence-table.ts'
import { lettersEnd, nextHeader } from './list-fasta-records.ts'
import type { SectionCheck } from './section-check.ts'

const NEWLINE = 10
const NOTHING = new Uint8Array(0)
/** Offsets of a text column are signed 32-bit numbers. */
const MOST_BYTES = 2 ** 31 - 1

/** Goes to the next header. Gives whether the file ended. */
export async function* readLongRecord(
  cursor: TextCursor,
  reader: SequenceBatchReader,
  check: SectionCheck | undefined,
): AsyncGenerator<Batch, boolean, undefined> {
  yield* reader.flush()
  const place = cursor.locate(0)
  const header = await takeHeader(cursor)
  const rows = createSequenceRows(1)
  const isEarly = reader.filterNeeds < NEEDS.sequence
  let passes = true
  if (isEarly) {
    setRow(rows, header, header.length)
    reader.filter(rows)
    passes = rows.count > 0
  }
  const isWanted = passes && Math.max(reader.outputNeeds, reader.filterNeeds) >= NEEDS.sequence
  const sequence = await takeSequence(cursor, isWanted)
  check?.check(header.subarray(0, nameEnd(header, 0, header.length)), sequence.lettersEnd)
  if (header.length + sequence.length > MOST_BYTES) {
    const message = `${place.location}: the sequence "${new TextDecoder().decode(header.subarray(0, nameEnd(header, 0, header.length)))}" has more than 2^31 - 1 letters, the most a text can have.`
    throw new QueryError('RESOURCE', message, place, { reason: 'size_limit' })
  }
  if (!passes) return sequence.isLast
  setRow(rows, join(header, sequence), header.length)
  rows.block = { locate: () => place }
  if (!isEarly) reader.filter(rows)
  yield* reader.build(rows)
  yield* reader.flush()
  return sequence.isLast
}

function setRow(rows: SequenceRows, bytes: Uint8Array, headerEnd: number): void {
  useBytes(rows, bytes, rows.block)
  rows.isOwned = true
  rows.count = 1
  rows.spans[SPAN.headerStart] = 0
  rows.spans[SPAN.headerEnd] = headerEnd
  rows.spans[SPAN.sequenceStart] = headerEnd
  rows.spans[SPAN.sequenceEnd] = bytes.length
}

/** Without the '>' and the line end; the line end stays at the front of the text. */
async function takeHeader(cursor: TextCursor): Promise<Uint8Array> {
  for (;;) {
    const bytes = cursor.buffer.bytes()
    let newline = bytes.indexOf(NEWLINE)
    if (newline < 0 && !(await cursor.fill())) newline = cursor.buffer.length
    if (newline < 0) continue
    const header = cursor.buffer.bytes().slice(1, lineEnd(cursor.buffer.bytes(), 1, newline))
    cursor.drop(newline)
    return header
  }
}

interface LongSequence {
  readonly parts: Uint8Array[]
  readonly length: number
  /** Bytes from behind the header's line to behind the last letter. */
  readonly lettersEnd: number
  readonly isLast: boolean
}

/** Up to the next header, or the end of the file. */
async function takeSequence(cursor: TextCursor, isWanted: boolean): Promise<LongSequence> {
  const parts: Uint8Array[] = []
  let length = 0
  // The line end of the header is not the sequence's.
  let storedBytes = -1
  let lastLetter = 0
  for (let isLast = false; ; ) {
    const bytes = cursor.buffer.bytes()
    const next = nextHeader(bytes, 0)
    // The last byte stays: a header is known by the line end before it.
    const end = next >= 0 ? next : isLast ? bytes.length : bytes.length - 1
    if (isWanted && end > 0) {
      const part = new Uint8Array(end)
      const size = unfold(bytes, [0, end], part, 0)
      parts.push(part.subarray(0, size))
      length += size
    }
    const letters = lettersEnd(bytes, 0, end)
    if (letters > 0) lastLetter = storedBytes + letters
    storedBytes += end
    cursor.drop(end)
    if (next >= 0 || isLast) return { parts, length, lettersEnd: lastLetter, isLast }
    isLast = !(await cursor.fill())
  }
}

/** Parts are let go of as they are copied. */
function join(header: Uint8Array, { parts, length }: LongSequence): Uint8Array {
  const whole = new Uint8Array(header.length + length)
  whole.set(header)
  let at = header.length
  for (const [i, part] of parts.entries()) {
    whole.set(part, at)
    at += part.length
    parts[i] = NOTHING
  }
  return whole
}
