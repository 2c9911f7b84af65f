/** A whole small object in memory, inflated if it is compressed: index files. */
import { QueryError } from '../common/errors.ts'
import type { ByteSource } from './byte-source.ts'
import type { CodecRegistry } from './codec.ts'
import { detectCompression } from './detect-compression.ts'
import { openText } from './lines/open-text.ts'
import type { ReadMeter } from './read-meter.ts'

export interface WholeRequest {
  readonly source: ByteSource
  readonly codecs: CodecRegistry
  /** More inflated bytes are a RESOURCE error. */
  readonly limitBytes: number
  readonly meter?: ReadMeter
  readonly signal?: AbortSignal
}

export async function readWhole(request: WholeRequest): Promise<Uint8Array> {
  const { source, limitBytes, signal } = request
  const compression = await detectCompression(source, signal)
  const text = await openText({ ...request, compression })
  const parts: Uint8Array[] = []
  let size = 0
  try {
    while (await text.fill()) {
      size += text.buffer.length
      if (size > limitBytes) throw tooLarge(source.location, limitBytes)
      parts.push(text.buffer.bytes().slice())
      text.drop(text.buffer.length)
    }
  } finally {
    await text.close()
  }
  return concat(parts, size)
}

function concat(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function tooLarge(location: string, limitBytes: number): QueryError {
  const message = `${location} holds more than ${limitBytes} bytes when inflated, the limit for this kind of file.`
  return new QueryError('RESOURCE', message, { location }, { reason: 'size_limit' })
}
