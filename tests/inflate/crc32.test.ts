/** The module's CRC-32, which folds long texts, beside zlib's. */
import { readFileSync } from 'node:fs'
import zlib from 'node:zlib'
import { expect, test } from 'vitest'
import { crc32 as scriptCrc32 } from '../../src/io/inflate/crc32.ts'
import { loadDecoder } from './load.ts'
import { makeRandom } from './random.ts'

const FAR = 300 * 16
const PIECE = 1 << 16

test('is the CRC-32 of texts of any length, at any address, from any state', async () => {
  const decoder = await loadDecoder()
  decoder.reserve(0, 4 * PIECE, 1, 1)
  const random = makeRandom(1)
  const text = new Uint8Array(decoder.memory.buffer, decoder.outputPtr(), 3 * PIECE + 64)
  for (let i = 0; i < text.length; i++) text[i] = random.below(256)
  const lengths = [0, 1, 15, 16, 17, FAR, 2 * FAR, PIECE, PIECE + 2 * FAR, 2 * PIECE, 3 * PIECE].flatMap(length =>
    [-17, -16, -1, 0, 1, 16, 33].map(more => length + more),
  )
  for (let i = 0; i < 40; i++) lengths.push(random.below(3 * PIECE))
  for (const length of lengths.filter(length => length >= 0)) {
    for (const from of [0, 1, 13]) {
      for (const state of [0, 0xdeadbeef]) {
        const bytes = text.subarray(from, from + length)
        expect(decoder.crc32(state, decoder.outputPtr() + from, length) >>> 0).toBe(scriptCrc32(bytes, state))
      }
    }
  }
  const { crc32 } = zlib as { crc32?: (bytes: Uint8Array) => number } // since Node 20.15
  if (crc32) expect(scriptCrc32(text)).toBe(crc32(text))
})

test('the distances are those of multiples of the polynomial', () => {
  const source = readFileSync(new URL('../../assembly/inflate/crc32.ts', import.meta.url), 'utf8')
  for (const name of ['FAR', 'NEAR']) {
    const distances = [...source.matchAll(new RegExp(`const ${name}_\\d: usize = (\\d+) \\* 16;`, 'g'))].map(([, vectors]) =>
      Number(vectors),
    )
    expect(distances.length).toBe(name === 'FAR' ? 4 : 7)
    const last = Math.max(...distances)
    // A one at each of them, the first at the front: what is a multiple leaves no remainder.
    let remainder = 0
    for (let bit = 0; bit <= last * 128 + 32; bit++) {
      if (bit <= last * 128 && [0, ...distances].some(vectors => vectors * 128 === bit)) remainder ^= 1
      remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1
    }
    expect(remainder).toBe(0)
  }
})
