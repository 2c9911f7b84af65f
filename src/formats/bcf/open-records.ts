/** Opens the records of a BCF file, all of them or a chunk of an index, at the first of them. */
import type { Chunk } from '../../io/chunk.ts'
import { openText } from '../../io/lines/open-text.ts'
import type { LineRequest } from '../../io/lines/read-lines.ts'
import type { TextCursor } from '../../io/text-cursor.ts'

export interface RecordsRequest extends Omit<LineRequest, 'chunk' | 'tabs' | 'lineBytes' | 'framing'> {
  /** Inflated bytes before the first record. */
  readonly headerBytes: number
}

export async function openRecords(request: RecordsRequest, chunk: Chunk | undefined): Promise<TextCursor> {
  const { headerBytes, ...rest } = request
  const cursor = await openText({ ...rest, framing: 'records', ...(chunk && { chunk }) })
  // Offset 0 stands for the first record: whoever cut the file does not know the header.
  const isStart = chunk === undefined || (chunk.kind === 'bgzf' && chunk.start.block === 0 && chunk.start.within === 0)
  if (!isStart) return cursor
  try {
    let toDrop = headerBytes
    while (toDrop > 0) {
      const part = Math.min(toDrop, cursor.buffer.length)
      cursor.drop(part)
      toDrop -= part
      // The header was read before, so the bytes are there, if the file is still the same.
      if (toDrop > 0 && !(await cursor.fill())) break
    }
    return cursor
  } catch (error) {
    await cursor.close()
    throw error
  }
}
