/** Opens the records of a BAM file: all of them, a piece cut anywhere, or a chunk of an index. */
import { QueryError } from '../../common/errors.ts'
import { type BgzfCursor, type BgzfRequest, openBgzfCursor } from '../../io/bgzf/bgzf-cursor.ts'
import { findBgzfBlock, WINDOW_BYTES } from '../../io/bgzf/find-bgzf-block.ts'
import type { Chunk } from '../../io/chunk.ts'
import type { VirtualOffset } from '../../io/virtual-offset.ts'
import { findRecord, type RecordRules } from './find-record.ts'
import { IndexChunkRecords } from './index-chunk-records.ts'
import { PieceRecords } from './piece-records.ts'
import { RecordCursor } from './record-cursor.ts'

const MAX_BLOCK_BYTES = 65_536
/** In a chunk of this size, of compressed data, block by block: the records behind the region are not worth inflating. */
const SMALL_CHUNK_BYTES = 1 << 18

export interface RecordsRequest extends Omit<BgzfRequest, 'start' | 'follows' | 'end' | 'head' | 'tailBytes'> {
  /** Where the header ends. */
  readonly firstRecord: VirtualOffset
  readonly rules: RecordRules
  readonly indexLocation?: string | undefined
}

/** Undefined: no record begins in the chunk. */
export async function openRecords(request: RecordsRequest, chunk: Chunk | undefined): Promise<RecordCursor | undefined> {
  if (chunk === undefined) return atFirstRecord(request, undefined, cursor => new RecordCursor(cursor))
  if (chunk.kind === 'bgzf') return openIndexChunk(request, chunk)
  if (chunk.kind === 'bytes') return openPiece(request, chunk)
  throw new QueryError('INTERNAL', `A chunk of kind "${chunk.kind}" cannot be read from ${request.source.location}, which is BAM.`)
}

/** A cursor that stands at the first record of the file. */
async function atFirstRecord<C extends RecordCursor>(
  request: RecordsRequest,
  end: number | undefined,
  wrap: (cursor: BgzfCursor) => C,
): Promise<C> {
  const { block, within } = request.firstRecord
  // Wrapped before the first block is inflated: the end of the chunk is looked for from then on.
  const until = end === undefined ? {} : { end, tailBytes: WINDOW_BYTES }
  const records = wrap(await openBgzfCursor({ ...request, start: block, follows: 'text', ...until }))
  try {
    // The header was read up to here, so the bytes are there, if the file is still the same.
    while (records.buffer.length < within && (await records.fill()));
    records.drop(Math.min(within, records.buffer.length))
    return records
  } catch (error) {
    await records.close()
    throw error
  }
}

async function openIndexChunk(request: RecordsRequest, chunk: Chunk & { readonly kind: 'bgzf' }): Promise<RecordCursor> {
  const { start, end } = chunk
  const lastBlockEnd = end.within > 0 ? end.block + MAX_BLOCK_BYTES : end.block
  const wrap = (cursor: BgzfCursor) => new IndexChunkRecords(cursor, chunk, request.indexLocation)
  // Offset 0 stands for the first record: whoever cut the file does not know the header.
  if (start.block === 0 && start.within === 0) return atFirstRecord(request, lastBlockEnd, wrap)
  const isSmall = end.block - start.block < SMALL_CHUNK_BYTES
  const runBytes = isSmall ? { runBytes: MAX_BLOCK_BYTES } : {}
  const records = wrap(await openBgzfCursor({ ...request, ...runBytes, start: start.block, end: lastBlockEnd }))
  try {
    await records.goToStart()
    return records
  } catch (error) {
    await records.close()
    throw error
  }
}

async function openPiece(request: RecordsRequest, piece: Chunk & { readonly kind: 'bytes' }): Promise<RecordCursor | undefined> {
  const { source, meter, signal, firstRecord, rules } = request
  const { start, end } = piece
  if (end < firstRecord.block) return undefined
  const wrap = (cursor: BgzfCursor) =>
    new PieceRecords(cursor, { end, rules, search: { source, ...(meter && { meter }), ...(signal && { signal }) } })
  if (start <= firstRecord.block) return atFirstRecord(request, end, wrap)
  const { address, window } = await findBgzfBlock({ source, near: start, ...(meter && { meter }), ...(signal && { signal }) })
  if (address >= end) return undefined
  const head = { bytes: window.subarray(address - start), isWhole: window.length < WINDOW_BYTES }
  const records = wrap(await openBgzfCursor({ ...request, start: address, head, end, tailBytes: WINDOW_BYTES }))
  try {
    const first = await findRecord(records, { from: 0, stopAt: () => records.limit(), rules })
    if (first !== undefined) {
      records.drop(first)
      return records
    }
  } catch (error) {
    await records.close()
    throw error
  }
  await records.close()
  return undefined
}
