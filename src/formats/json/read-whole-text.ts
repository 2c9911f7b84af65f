/** The whole text of a file, inflated, in memory of its own: for arrays, which are read in one go. */
import { QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { Compression } from '../../io/compression.ts'
import { openText } from '../../io/lines/open-text.ts'
import type { FormatContext } from '../file-format.ts'

export interface WholeText {
  /** At least one byte longer than the text. */
  readonly bytes: Uint8Array
  readonly length: number
}

export async function readWholeText(
  file: { readonly source: ByteSource; readonly compression: Compression },
  { codecs, meter, limits, signal }: FormatContext,
): Promise<WholeText> {
  const { source, compression } = file
  const cursor = await openText({ source, codecs, compression, meter, ...(signal && { signal }) })
  try {
    while (await cursor.fill()) {
      if (cursor.buffer.length <= limits.lineBytes) continue
      const message = `${source.location} is an array of more than ${limits.lineBytes} bytes, the limit for lines. Write it as JSON lines, or raise the limit.`
      throw new QueryError('RESOURCE', message, { location: source.location }, { reason: 'line_limit' })
    }
    const { length } = cursor.buffer
    const bytes = new Uint8Array(length + 1)
    bytes.set(cursor.buffer.bytes().subarray(0, length))
    // A byte order mark is no part of the text.
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes.fill(32, 0, 3)
    return { bytes, length }
  } finally {
    await cursor.close()
  }
}
