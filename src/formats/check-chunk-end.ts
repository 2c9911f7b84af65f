/** In an index's own words a chunk ends where a line or record ends. Where it does not, the index belongs to other data, and rows could be missing unseen. */
import { QueryError } from '../common/errors.ts'
import type { Chunk } from '../io/chunk.ts'
import type { LineBlock } from '../io/lines/line-block.ts'

/** Where the last line of a block ends; the block must still be at hand. */
export function lineBlockEnd(block: LineBlock): string | undefined {
  const newline = block.positions[block.count * block.stride - 1]
  return newline === undefined ? undefined : block.locate(newline + 1).virtualOffset
}

/** `end`: where the last line of the chunk ended. An offset at the end of a block and the next block's start are the same place. */
export function checkChunkEnd(
  chunk: Chunk,
  end: string | undefined,
  at: { readonly location: string; readonly indexLocation: string | undefined; readonly unit?: 'line' | 'record' },
): void {
  if (chunk.kind !== 'bgzf' || end === undefined) return
  const [block = 0, within = 0] = end.split(':').map(Number)
  const wanted = chunk.end
  const isInside = block === wanted.block ? within !== wanted.within : block > wanted.block && within > 0
  if (!isInside) return
  const message = `The index ${at.indexLocation ?? ''} does not fit ${at.location}: a chunk of it ends at ${wanted.block}:${wanted.within}, inside a ${at.unit ?? 'line'}. Build the index again.`
  const place = at.indexLocation === undefined ? { location: at.location } : { location: at.location, indexLocation: at.indexLocation }
  throw new QueryError('FORMAT', message, place, { reason: 'index_mismatch' })
}
