/** Goes over the containers of a part of a CRAM file, and over their slices; those that no row can pass in are skipped. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import { throwIfAborted } from '../../common/abort.ts'
import { type ErrorLocation, QueryError } from '../../common/errors.ts'
import { coordinateSystemOf } from '../../genomics/coordinate-system.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { Chunk } from '../../io/chunk.ts'
import type { BamBatchReader } from '../bam/bam-batch-reader.ts'
import type { BamRows } from '../bam/bam-rows.ts'
import type { FormatContext } from '../file-format.ts'
import { mayPass } from '../may-pass.ts'
import { placeText } from '../place-text.ts'
import { fillEmptyRows } from './bam-record-writer.ts'
import { type ContainerHeader, isEofContainer } from './container-header.ts'
import { CramFault } from './cram-fault.ts'
import type { CramOptions } from './cram-options.ts'
import { hasEofMarker, missingEofMarker } from './eof-marker.ts'
import type { CramFile } from './load-cram-file.ts'
import { type Container, type ContainerRequest, checkContainerEnd, readContainer, readSlice } from './read-container.ts'
import { readContainerHeader } from './read-container-header.ts'
import { boundsOf, boundsTable, type Span } from './slice-bounds.ts'
import { UNMAPPED_SLICE } from './slice-header.ts'
import type { SliceReader } from './slice-reader.ts'

export interface CramScan {
  readonly source: ByteSource
  /** Of the file, where it is known. */
  readonly size: number | undefined
  readonly file: CramFile
  readonly partition: ScanPartition
  readonly options: CramOptions
  readonly reader: BamBatchReader
  readonly slices: SliceReader
  /** No column is wanted, only how many rows there are. */
  readonly countsOnly: boolean
  readonly rows: BamRows
  readonly context: FormatContext
}

/** Where reading is, for errors. */
interface Place {
  readonly byteOffset: number
  slice: number
}

type SliceChunk = Extract<Chunk, { kind: 'cram-slice' }>

export async function* readContainers(scan: CramScan, chunk: Chunk | undefined): AsyncGenerator<Batch, void, undefined> {
  const { source, size, file, context, reader } = scan
  if (chunk?.kind === 'bgzf')
    throw new QueryError('INTERNAL', `A chunk of kind "bgzf" cannot be read from ${source.location}, which is CRAM.`)
  if (chunk?.kind === 'cram-slice') {
    yield* readAt(scan, chunk.container, chunk)
    return
  }
  const end = chunk?.end ?? Number.POSITIVE_INFINITY
  let endsWell = false
  let at = chunk?.start ?? file.firstContainer
  while (at < end && !reader.isDone) {
    throwIfAborted(context.signal)
    const header = await readContainerHeader(source, { at, version: file.version, ...context })
    if (header === undefined) break
    checkContainerEnd({ source, at, header, size })
    endsWell = isEofContainer(header)
    yield* readOne(scan, { at, header })
    at += header.headerBytes + header.length
  }
  const isLast = size === undefined ? end === Number.POSITIVE_INFINITY : at >= size
  if (isLast && !reader.isDone && !endsWell && hasEofMarker(file.version)) context.warn(missingEofMarker(source.location))
}

async function* readAt(scan: CramScan, at: number, only: SliceChunk): AsyncGenerator<Batch, void, undefined> {
  const { source, file, context } = scan
  const header = await readContainerHeader(source, { at, version: file.version, ...context })
  if (header === undefined || !header.landmarks.includes(only.slice)) {
    const { location } = source
    const index = scan.options.indexPath
    const message = `The index ${index ?? ''} does not fit ${location}: no slice begins at ${only.slice} of the container at byte ${at}. Build the index again.`
    throw new QueryError(
      'FORMAT',
      message,
      { location, byteOffset: at, ...(index === undefined ? {} : { indexLocation: index }) },
      { reason: 'index_mismatch' },
    )
  }
  yield* readOne(scan, { at, header, only })
}

async function* readOne(
  scan: CramScan,
  { at, header, only }: { readonly at: number; readonly header: ContainerHeader; readonly only?: SliceChunk },
): AsyncGenerator<Batch, void, undefined> {
  const { source, size, file, context, reader, countsOnly } = scan
  if (header.landmarks.length === 0) return
  if (countsOnly && only === undefined) {
    yield* count(scan, header.recordCount)
    return
  }
  if (!mayHold(scan, header)) return
  const place: Place = { byteOffset: at, slice: 1 }
  const request: ContainerRequest = { source, at, header, version: file.version, size, context }
  try {
    const container = await readContainer(request, only)
    let records = 0
    for (const [index, landmark] of header.landmarks.entries()) {
      if (reader.isDone) return
      if (only !== undefined && landmark !== only.slice) continue
      place.slice = index + 1
      records += yield* readOneSlice(scan, { container, landmark, request, place })
    }
    if (only === undefined && !reader.isDone && records !== header.recordCount) {
      throw new CramFault(`the container says that it has ${header.recordCount} records, and its slices have ${records}`)
    }
  } catch (error) {
    throw asQueryError(error, source.location, place)
  }
}

/** Gives the number of its records. */
async function* readOneSlice(
  scan: CramScan,
  what: { readonly container: Container; readonly landmark: number; readonly request: ContainerRequest; readonly place: Place },
): AsyncGenerator<Batch, number, undefined> {
  const { reader, slices, rows, source, countsOnly } = scan
  const { container, landmark, request, place } = what
  const slice = await readSlice(container, landmark, request)
  const { recordCount } = slice.header
  if (countsOnly) yield* count(scan, recordCount)
  if (countsOnly || !mayHold(scan, slice.header)) return recordCount
  const { count: found, writer } = await slices.read(slice, container.compression)
  for (let from = 0; from < found && !reader.isDone; ) {
    const first = from
    const starts = rows.starts
    rows.block = {
      locate: position => ({ location: source.location, ...place, record: first + Math.max(0, starts.indexOf(position)) + 1 }),
    }
    from = writer.fill(rows, from, found)
    yield* reader.readRows(rows)
  }
  return recordCount
}

function* count(scan: CramScan, recordCount: number): Generator<Batch, void, undefined> {
  const { rows, reader } = scan
  for (let left = recordCount; left > 0 && !reader.isDone; ) {
    const some = Math.min(left, rows.starts.length)
    fillEmptyRows(rows, some)
    yield* reader.readRows(rows)
    left -= some
  }
}

function mayHold({ partition, options, file }: CramScan, span: Span): boolean {
  // A container of unmapped records may hold others in files of old writers.
  if (partition.filters.length === 0 || span.referenceId === UNMAPPED_SLICE) return true
  const part = boundsOf(span, boundsTable(file.header, coordinateSystemOf(options)))
  return partition.filters.every(filter => mayPass(filter, part))
}

/** Codecs and decoders know nothing of files. */
function asQueryError(error: unknown, location: string, place: Place): unknown {
  const at: ErrorLocation = { location, byteOffset: place.byteOffset, slice: place.slice }
  if (error instanceof CramFault) return new QueryError('FORMAT', `${placeText(at)}: ${error.message}.`, at, { cause: error })
  if (error instanceof QueryError && error.code === 'RESOURCE' && error.at.location === undefined) {
    return new QueryError('RESOURCE', `${placeText(at)}: ${error.message}`, at, {
      cause: error,
      ...(error.reason && { reason: error.reason }),
    })
  }
  return error
}
