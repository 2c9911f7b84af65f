/** A byte source as the Parquet library reads it. */
import type { AsyncBuffer } from 'hyparquet'
import { throwIfAborted } from '../../common/abort.ts'
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { ReadMeter } from '../../io/read-meter.ts'

export interface AsyncBufferSettings {
  readonly size: number
  readonly meter?: ReadMeter | undefined
  readonly signal?: AbortSignal | undefined
}

export function asyncBuffer(source: ByteSource, settings: AsyncBufferSettings): AsyncBuffer {
  const { size, meter, signal } = settings
  return {
    byteLength: size,
    async slice(start, end = size) {
      throwIfAborted(signal)
      const { location } = source
      if (!(start >= 0 && start <= end && end <= size)) {
        const message = `${location} is a broken Parquet file: it points to bytes ${start} to ${end}, and has ${size}.`
        throw new QueryError('FORMAT', message, { location, byteOffset: start })
      }
      const bytes = await source.read(start, end - start, signal === undefined ? {} : { signal })
      if (meter) meter.bytesRead += bytes.length
      if (bytes.length < end - start) {
        throw new QueryError('IO', `${location} ends at byte ${start + bytes.length}, before byte ${end}.`, { location, byteOffset: start })
      }
      // The library reads whole buffers, and aligned ones without a copy.
      const isWhole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer
      return isWhole ? (bytes.buffer as ArrayBuffer) : bytes.slice().buffer // just checked
    },
  }
}
