/** Lines of plain, gzip (also multi-member) and BGZF text, in blocks: all of them, or those that belong to one chunk. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../byte-source.ts'
import type { Chunk } from '../chunk.ts'
import type { CodecRegistry } from '../codec.ts'
import type { Compression } from '../compression.ts'
import type { ReadMeter } from '../read-meter.ts'
import type { TextCursor } from '../text-cursor.ts'
import { goToFirstLine } from './go-to-first-line.ts'
import type { LineBlock } from './line-block.ts'
import { openText } from './open-text.ts'

export interface LineRequest {
  readonly source: ByteSource
  readonly codecs: CodecRegistry
  readonly compression: Compression
  /**
   * Absent: the whole file.
   * 'bytes' on a plain file: the lines whose first byte lies in [start, end).
   * 'bytes' on a BGZF file: a piece of the compressed file cut anywhere; every line belongs to exactly one piece of a partition of the file.
   * 'bgzf': from an index. `start` is the first byte of a line, and the lines that begin before `end` are read.
   */
  readonly chunk?: Chunk
  /** 'records': a chunk of an index need not begin behind a newline. Default 'lines'. */
  readonly framing?: 'lines' | 'records'
  /** How many leading tabs of each line to list, at most 1000. Default 0: newlines only. */
  readonly tabs?: number
  /** A longer line is a RESOURCE error. Default 64 MiB. */
  readonly lineBytes?: number
  readonly meter?: ReadMeter
  /** Where the chunks come from, named in errors that are the index's fault. */
  readonly indexLocation?: string
  readonly signal?: AbortSignal
  /** A byte order mark, a missing BGZF end-of-file marker. */
  warn?(message: string): void
}

const DEFAULT_LINE_BYTES = 64 << 20
const MAX_TABS = 1000
const NEWLINE = 10
const FINAL_NEWLINE = Uint8Array.of(NEWLINE)

/** Every view in a block is valid until the next pull. Leaving the loop closes nothing but what this function opened: the source stays open. */
export async function* readLines(request: LineRequest): AsyncGenerator<LineBlock, void, undefined> {
  const { tabs = 0, lineBytes = DEFAULT_LINE_BYTES } = request
  if (tabs > MAX_TABS) throw new QueryError('INTERNAL', `At most ${MAX_TABS} tabs of a line can be listed, not ${tabs}.`)
  const cursor = await openText(request)
  try {
    if (await goToFirstLine(cursor, request)) yield* ownedLines(cursor, tabs, lineBytes)
    await cursor.finish()
  } finally {
    await cursor.close()
  }
}

async function* ownedLines(cursor: TextCursor, tabs: number, lineBytes: number): AsyncGenerator<LineBlock, void, undefined> {
  let atEnd = false
  while (cursor.lastStart() >= 0) {
    const block = listLines(cursor, tabs)
    if (block.count > 0) {
      checkLengths(cursor, block, lineBytes)
      yield block
      cursor.drop(block.end)
      continue
    }
    if (atEnd) return
    if (cursor.buffer.length > lineBytes) throw longLine(cursor, 0, lineBytes)
    if (await cursor.fill()) continue
    atEnd = true
    if (cursor.buffer.length > 0) cursor.buffer.append(FINAL_NEWLINE)
  }
}

interface ListedBlock extends LineBlock {
  /** Just past the last line. */
  readonly end: number
}

function listLines(cursor: TextCursor, tabs: number): ListedBlock {
  const stride = tabs + 1
  const table = cursor.buffer.indexLines(0, tabs)
  const lastStart = cursor.lastStart()
  const count = countOwned(table, stride, lastStart)
  // In range: the newline of line count - 1.
  const end = count === table.count ? table.end : count > 0 ? table.positions[count * stride - 1]! + 1 : 0
  const locate = (position: number) => cursor.locate(position)
  const { positions, fields } = table
  return { bytes: cursor.buffer.bytes(), start: 0, count, positions, stride, end, locate, ...(fields && { fields }) }
}

/** How many lines begin at or before `lastStart`; they ascend. */
function countOwned(
  table: { readonly count: number; readonly positions: Int32Array; readonly end: number },
  stride: number,
  lastStart: number,
) {
  if (table.end <= lastStart) return table.count
  let low = 0
  let high = table.count
  while (low < high) {
    const middle = (low + high) >> 1
    // In range: middle < count. Line `middle` begins behind the newline of the line before it.
    const start = middle === 0 ? 0 : table.positions[middle * stride - 1]! + 1
    if (start <= lastStart) low = middle + 1
    else high = middle
  }
  return low
}

function checkLengths(cursor: TextCursor, { positions, stride, count, end }: ListedBlock, lineBytes: number): void {
  if (end <= lineBytes) return // no line is longer than all of them
  let start = 0
  // In range: the newlines of `count` lines.
  for (let i = stride - 1; i < count * stride; i += stride) {
    const newline = positions[i]!
    if (newline - start > lineBytes) throw longLine(cursor, start, lineBytes)
    start = newline + 1
  }
}

function longLine(cursor: TextCursor, start: number, lineBytes: number): QueryError {
  const at = cursor.locate(start)
  const place = at.virtualOffset === undefined ? `byte ${at.byteOffset}` : `virtual offset ${at.virtualOffset}`
  const message = `${at.location}: the line at ${place} is longer than ${lineBytes} bytes, the limit for lines. Raise execution.max_line_bytes if the file is right.`
  return new QueryError('RESOURCE', message, at, { reason: 'line_limit' })
}
