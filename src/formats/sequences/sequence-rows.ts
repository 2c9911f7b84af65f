/** Some whole FASTA or FASTQ records at hand: the input of every column. Typed arrays that are used again and again; the bytes are the run buffer's own. */
import type { ErrorLocation } from '../../common/errors.ts'

export interface SequenceRows {
  block: SequenceBlock
  bytes: Uint8Array
  count: number
  /** SPANS numbers a record: see SPAN. */
  readonly spans: Int32Array
  /** 1 where sequence and qualities hold line ends. */
  readonly folded: Uint8Array
  /** Where a fault of the record is told to lie: its first line, until a column says otherwise. */
  readonly starts: Int32Array
  /** The bytes belong to the one row alone, and a column may keep them. */
  isOwned: boolean
}

/** Where the bytes came from. */
export interface SequenceBlock {
  locate(position: number): ErrorLocation
}

/** The header without '>' or '@'; ends are exclusive, and no line end belongs to a span but those inside a folded one. */
export const SPAN = { headerStart: 0, headerEnd: 1, sequenceStart: 2, sequenceEnd: 3, qualityStart: 4, qualityEnd: 5 } as const
export const SPANS = 6

const NOWHERE: SequenceBlock = { locate: () => ({}) }

export function createSequenceRows(capacity: number): SequenceRows {
  return {
    block: NOWHERE,
    bytes: new Uint8Array(0),
    count: 0,
    spans: new Int32Array(capacity * SPANS),
    folded: new Uint8Array(capacity),
    starts: new Int32Array(capacity),
    isOwned: false,
  }
}

export function useBytes(rows: SequenceRows, bytes: Uint8Array, block: SequenceBlock): void {
  rows.block = block
  rows.bytes = bytes
  rows.count = 0
}

/** Puts row `from` into place `to`, which lies before it or is the same. */
export function moveRow(rows: SequenceRows, from: number, to: number): void {
  rows.spans.copyWithin(to * SPANS, from * SPANS, (from + 1) * SPANS)
  rows.folded.copyWithin(to, from, from + 1)
  rows.starts.copyWithin(to, from, from + 1)
}

/** A view of `count` rows. */
export function sliceSequenceRows(rows: SequenceRows, from: number, count: number): SequenceRows {
  const to = from + count
  return {
    ...rows,
    count,
    spans: rows.spans.subarray(from * SPANS, to * SPANS),
    folded: rows.folded.subarray(from, to),
    starts: rows.starts.subarray(from, to),
  }
}
