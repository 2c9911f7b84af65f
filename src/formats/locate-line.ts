/** Counts the line of an error that knows only its byte or virtual offset: when a query fails, not while it runs. */
import { type ErrorLocation, QueryError } from '../common/errors.ts'
import type { CodecRegistry } from '../io/codec.ts'
import type { Compression } from '../io/compression.ts'
import { detectCompression } from '../io/detect-compression.ts'
import { type LineRequest, readLines } from '../io/lines/read-lines.ts'
import type { ObjectStore } from '../io/object-store.ts'
import { placeText } from './place-text.ts'

export interface LocateResources {
  readonly store: ObjectStore
  readonly codecs: CodecRegistry
  readonly signal?: AbortSignal
}

/** The same error with `at.line`, and the line in its message in place of the offset. An error that names no place in a line comes back as it is. */
export async function locateLine(error: QueryError, resources: LocateResources): Promise<QueryError> {
  const { at } = error
  const prefix = placeText(at)
  const isPlace = at.byteOffset !== undefined || at.virtualOffset !== undefined
  const isTold = at.line !== undefined || at.record !== undefined || at.slice !== undefined
  if (at.location === undefined || isTold || !isPlace || !error.message.startsWith(prefix)) return error
  const line = await countLine(at.location, at, resources)
  if (line === undefined) return error
  const located = { ...at, line }
  const options = { cause: error.cause, ...(error.reason === undefined ? {} : { reason: error.reason }) }
  return new QueryError(error.code, placeText(located) + error.message.slice(prefix.length), located, options)
}

async function countLine(location: string, at: ErrorLocation, resources: LocateResources): Promise<number | undefined> {
  const { store, codecs, signal } = resources
  const source = await store.open(location)
  try {
    const compression = await detectCompression(source, signal)
    const request = { source, codecs, compression, ...(signal === undefined ? {} : { signal }) }
    const before = linesBefore(at, compression)
    if (before !== undefined) return 1 + (await countLines({ ...request, ...before }))
    return at.byteOffset === undefined ? undefined : await lineAtOffset(request, at.byteOffset)
  } finally {
    await source.close()
  }
}

/** The chunk that holds all lines before the place; undefined where the file can only be read from its start. */
function linesBefore(at: ErrorLocation, compression: Compression): Pick<LineRequest, 'chunk'> | undefined {
  if (compression === 'plain' && at.byteOffset !== undefined) return { chunk: { kind: 'bytes', start: 0, end: at.byteOffset } }
  const [block, within] = (at.virtualOffset ?? '').split(':').map(Number)
  if (compression !== 'bgzf' || block === undefined || within === undefined) return undefined
  return { chunk: { kind: 'bgzf', start: { block: 0, within: 0 }, end: { block, within } } }
}

async function countLines(request: LineRequest): Promise<number> {
  const { chunk } = request
  // A chunk that ends where it starts holds no line.
  if (chunk?.kind === 'bytes' && chunk.end === 0) return 0
  if (chunk?.kind === 'bgzf' && chunk.end.block === 0 && chunk.end.within === 0) return 0
  let lines = 0
  for await (const block of readLines(request)) lines += block.count
  return lines
}

/** In gzip the offset counts inflated bytes. */
async function lineAtOffset(request: LineRequest, byteOffset: number): Promise<number | undefined> {
  let lines = 0
  for await (const block of readLines(request)) {
    const first = block.locate(block.start).byteOffset ?? 0
    for (let i = 0; i < block.count; i++) {
      lines++
      // One position a line: no tabs were asked for.
      if (byteOffset <= first + (block.positions[i] ?? 0) - block.start) return lines
    }
  }
  return undefined
}
