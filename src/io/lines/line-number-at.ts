/** The number of the line that holds a place in a file: counted from the start, so only when a query fails. */
import type { ErrorLocation } from '../../common/errors.ts'
import type { ByteSource } from '../byte-source.ts'
import type { CodecRegistry } from '../codec.ts'
import type { Compression } from '../compression.ts'
import type { TextCursor } from '../text-cursor.ts'
import { openText } from './open-text.ts'

export interface PlaceRequest {
  readonly source: ByteSource
  readonly codecs: CodecRegistry
  readonly compression: Compression
  /** As `LineBlock.locate` gives it. */
  readonly at: ErrorLocation
  readonly signal?: AbortSignal
}

/** Counts from 1. Undefined if the place tells no byte of the text. */
export async function lineNumberAt(request: PlaceRequest): Promise<number | undefined> {
  const { at, compression } = request
  const target = compression === 'bgzf' ? parseVirtualOffset(at.virtualOffset) : at.byteOffset === undefined ? undefined : [at.byteOffset]
  if (!target) return undefined
  const cursor = await openText(request)
  try {
    let line = 1
    for (;;) {
      const length = positionOf(cursor, target)
      line += cursor.buffer.countLines(0, Math.min(length, cursor.buffer.length))
      if (length <= cursor.buffer.length) return line
      cursor.drop(cursor.buffer.length)
      if (!(await cursor.fill())) return line
    }
  } finally {
    await cursor.close()
  }
}

function parseVirtualOffset(text: string | undefined): readonly number[] | undefined {
  return text?.split(':').map(Number)
}

/** Bytes at hand before the target; infinite if it lies behind them. */
function positionOf(cursor: TextCursor, target: readonly number[]): number {
  // The places of the bytes ascend: search the first that is not before the target.
  let low = 0
  let high = cursor.buffer.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(cursor.locate(middle), target)) low = middle + 1
    else high = middle
  }
  return low < cursor.buffer.length ? low : isBefore(cursor.locate(low), target) ? Number.POSITIVE_INFINITY : low
}

function isBefore(at: ErrorLocation, [first = 0, second = 0]: readonly number[]): boolean {
  const [a = 0, b = 0] = at.virtualOffset === undefined ? [at.byteOffset ?? 0] : (parseVirtualOffset(at.virtualOffset) ?? [])
  return a < first || (a === first && b < second)
}
