/** Reads a GZI index: a count, then two 64-bit offsets a block but the first. */
import { readWhole } from '../io/read-whole.ts'
import { GziIndex } from './gzi-index.ts'
import { IndexBytes } from './index-bytes.ts'
import { INDEX_BYTES_LIMIT } from './index-limits.ts'
import type { IndexRequest } from './index-request.ts'

const ENTRY_BYTES = 16

export async function readGziIndex(request: IndexRequest): Promise<GziIndex> {
  const { location } = request.source
  const input = new IndexBytes(location, await readWhole({ ...request, limitBytes: INDEX_BYTES_LIMIT }))
  const count = input.uint64('count')
  if (count * ENTRY_BYTES !== input.left) throw input.fault(`it says ${count} blocks, but ${input.left} bytes follow`)
  const blocks = new Float64Array(count + 1)
  const texts = new Float64Array(count + 1)
  for (let i = 1; i <= count; i++) {
    blocks[i] = input.uint64('compressed offset')
    texts[i] = input.uint64('uncompressed offset')
    // In range: the entry before it was written.
    if (blocks[i]! <= blocks[i - 1]! || texts[i]! < texts[i - 1]!) throw input.fault(`block ${i} does not lie behind the one before it`)
  }
  return new GziIndex(location, blocks, texts)
}
