/** An object of a store as the file handle that Arrow's reader of files wants: it reads ranges, and fails where the file is shorter than it says. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { ReadMeter } from '../../io/read-meter.ts'

export interface ArrowFileHandle {
  /** What the reader recognises a handle by. */
  readonly fd: number
  stat(): Promise<{ readonly size: number }>
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number; readonly buffer: Uint8Array }>
  close(): Promise<void>
}

export function arrowFileHandle(
  source: ByteSource,
  file: { readonly size: number; readonly meter: ReadMeter; readonly signal: AbortSignal | undefined },
): ArrowFileHandle {
  const { size, meter, signal } = file
  return {
    fd: -1,
    stat: async () => ({ size }),
    // The signature is that of node:fs.
    async read(buffer, offset, length, position) {
      const bytes = await source.read(position, length, signal ? { signal } : {})
      if (bytes.length < length) {
        const message = `${source.location} was shortened while it was read: it ends at byte ${position + bytes.length}.`
        throw new QueryError('IO', message, { location: source.location, byteOffset: position + bytes.length })
      }
      meter.bytesRead += bytes.length
      buffer.set(bytes, offset)
      return { bytesRead: length, buffer }
    },
    // Whoever opened the source closes it.
    close: async () => {},
  }
}
