/** Raw deflate streams by zlib: all levels, strategies, window and memory sizes, and streams of several flushed parts. */
import { deflateRawSync, constants as Z, type ZlibOptions } from 'node:zlib'
import type { Random } from './random.ts'

const STRATEGIES = [Z.Z_DEFAULT_STRATEGY, Z.Z_FILTERED, Z.Z_HUFFMAN_ONLY, Z.Z_RLE, Z.Z_FIXED]

export function zlibStream(random: Random, data: Buffer): Buffer {
  const options = (): ZlibOptions => ({
    level: random.below(10),
    strategy: random.pick(STRATEGIES),
    memLevel: 1 + random.below(9),
    windowBits: 9 + random.below(7),
  })
  if (random.below(3)) return deflateRawSync(data, options())
  const parts: Buffer[] = []
  let at = 0
  for (let left = random.below(4); left >= 0; left--) {
    const to = left ? at + random.below(data.length - at + 1) : data.length
    const finishFlush = left ? random.pick([Z.Z_SYNC_FLUSH, Z.Z_FULL_FLUSH]) : Z.Z_FINISH
    parts.push(deflateRawSync(data.subarray(at, to), { ...options(), finishFlush }))
    at = to
  }
  return Buffer.concat(parts)
}
