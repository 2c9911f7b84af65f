/** Fetches a container, or one slice of it, and parts it into its compression header and slices. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { FormatContext } from '../file-format.ts'
import { ByteCursor } from './byte-cursor.ts'
import { type CompressionHeader, parseCompressionHeader } from './compression-header.ts'
import type { ContainerHeader } from './container-header.ts'
import { CramFault } from './cram-fault.ts'
import type { CramVersion } from './cram-version.ts'
import { inflateBlock } from './inflate-block.ts'
import { type Block, CONTENT, readBlock } from './read-block.ts'
import { parseSliceHeader, type SliceHeader } from './slice-header.ts'

export interface ContainerRequest {
  readonly source: ByteSource
  readonly at: number
  readonly header: ContainerHeader
  readonly version: CramVersion
  /** Of the file, where it is known. */
  readonly size: number | undefined
  readonly context: Pick<FormatContext, 'codecs' | 'meter' | 'signal'>
}

export interface Container {
  readonly compression: CompressionHeader
  /** All blocks, or those of one slice; by landmark. */
  readonly body: Uint8Array
  /** Where `body` begins, from the end of the container's header. */
  readonly bodyStart: number
}

export interface Slice {
  readonly header: SliceHeader
  readonly blocks: readonly Block[]
}

/** The length that a header says must be in the file before so many bytes are asked for. */
export function checkContainerEnd({ source, at, header, size }: Pick<ContainerRequest, 'source' | 'at' | 'header' | 'size'>): void {
  const end = at + header.headerBytes + header.length
  if (size === undefined || end <= size) return
  const { location } = source
  const message = `${location}, container at byte ${at}: it ends at byte ${end}, and the file has ${size} bytes: the file is truncated, or the length is wrong.`
  throw new QueryError('FORMAT', message, { location, byteOffset: at })
}

export async function readContainer(
  request: ContainerRequest,
  only?: { readonly slice: number; readonly length: number },
): Promise<Container> {
  const { header, version, context } = request
  checkContainerEnd(request)
  if (only === undefined) {
    const body = await readBytes(request, 0, header.length)
    return { compression: await readCompression(body, version, context), body, bodyStart: 0 }
  }
  const first = header.landmarks[0] ?? header.length
  const compression = await readCompression(await readBytes(request, 0, first), version, context)
  return {
    compression,
    body: await readBytes(request, only.slice, Math.min(only.length, header.length - only.slice)),
    bodyStart: only.slice,
  }
}

export async function readSlice(
  { body, bodyStart }: Container,
  landmark: number,
  { version, context }: Pick<ContainerRequest, 'version' | 'context'>,
): Promise<Slice> {
  const cursor = new ByteCursor(body, 'the container', landmark - bodyStart)
  const block = readBlock(cursor, version)
  if (block.contentType !== CONTENT.sliceHeader)
    throw new CramFault(`a block of type ${block.contentType} stands where the slice should begin`)
  const header = parseSliceHeader(await inflateBlock(block, context), version)
  if (header.blockCount > cursor.left) throw new CramFault(`the slice has ${header.blockCount} blocks, and ${cursor.left} bytes are left`)
  const blocks: Block[] = []
  for (let i = 0; i < header.blockCount; i++) blocks.push(readBlock(cursor, version))
  return { header, blocks }
}

async function readCompression(body: Uint8Array, version: CramVersion, context: ContainerRequest['context']): Promise<CompressionHeader> {
  const block = readBlock(new ByteCursor(body, 'the container'), version)
  if (block.contentType !== CONTENT.compressionHeader) {
    throw new CramFault(`a block of type ${block.contentType} stands where the compression header should`)
  }
  return parseCompressionHeader(await inflateBlock(block, context))
}

async function readBytes({ source, at, header, context }: ContainerRequest, offset: number, length: number): Promise<Uint8Array> {
  const { meter, signal } = context
  const bytes = await source.read(at + header.headerBytes + offset, length, signal ? { signal } : {})
  meter.bytesRead += bytes.length
  if (bytes.length < length) throw new CramFault('the file ends inside the container: it is truncated')
  return bytes
}
