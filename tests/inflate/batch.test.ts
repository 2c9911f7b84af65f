// The batch interface of the decoder: stops, limits, header shapes, mutated runs.
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bgzfBlock } from '../support/bgzf.ts'
import { loadDecoder } from './load.ts'
import { payload } from './payload.ts'
import { makeRandom } from './random.ts'

const STOP = { end: 0, input: 1, output: 2, blocks: 3, error: 4 } as const
const CAPACITY = 1 << 20
const CHECK_CRC = 1
const NUMBERS_PER_BLOCK = 4

const decoder = await loadDecoder()
const random = makeRandom(5)
const parts = Array.from({ length: 12 }, () => payload(random, 30_000))
const blocks = parts.map((part, i) => bgzfBlock(part, i % 3 ? {} : { before: Uint8Array.of(88, 88, 3, 0, 1, 2, 3) }))
const whole = Buffer.concat(blocks)
const text = Buffer.concat(parts)
const starts = [0]
for (const block of blocks) starts.push((starts.at(-1) ?? 0) + block.length)

function run(data: Uint8Array, claimed = data.length) {
  new Uint8Array(decoder.memory.buffer).set(data, decoder.inputPtr())
  const count = decoder.inflateBatch(0, claimed, 0, CAPACITY, CHECK_CRC)
  const output = decoder.outputPtr()
  return {
    count,
    stop: decoder.stopReason(),
    error: decoder.errorCode(),
    consumed: decoder.consumed(),
    text: Buffer.from(decoder.memory.buffer.slice(output, output + decoder.produced())),
    table: new Uint32Array(decoder.memory.buffer.slice(decoder.blocksPtr(), decoder.blocksPtr() + count * NUMBERS_PER_BLOCK * 4)),
  }
}

function reserve({ output = CAPACITY, slots = 64 } = {}): void {
  expect(decoder.reserve(CAPACITY, output, slots, 16)).toBe(1)
}

describe('inflateBatch', () => {
  test('inflates whole runs', () => {
    reserve()
    const result = run(whole)
    expect(result).toMatchObject({ stop: STOP.end, count: 12, consumed: whole.length })
    expect(result.text.equals(text)).toBe(true)
    expect(run(new Uint8Array(0))).toMatchObject({ stop: STOP.end, count: 0, consumed: 0 })
  })

  test('leaves the last block if the input ends in it', () => {
    reserve()
    for (let cut = 0; cut < whole.length; cut += 1 + random.below(97)) {
      const count = starts.filter(start => start <= cut).length - 1
      expect(run(whole, cut)).toMatchObject({ count, consumed: starts[count], stop: starts.includes(cut) ? STOP.end : STOP.input })
    }
  })

  test('stops where the output or the block table is full', () => {
    reserve({ output: text.length - 1 })
    const short = run(whole)
    expect(short.stop).toBe(STOP.output)
    expect(text.subarray(0, short.text.length).equals(short.text)).toBe(true)
    reserve({ slots: 5 })
    const few = run(whole)
    expect(few).toMatchObject({ stop: STOP.blocks, count: 5, consumed: starts[5] })
    const fourth = parts.slice(0, 4).reduce((size, part) => size + part.length, 0)
    expect([...few.table.subarray(16, 19)]).toEqual([starts[4], fourth, parts[4]?.length])
  })

  test('goes on from an offset, behind text that is there', () => {
    reserve()
    new Uint8Array(decoder.memory.buffer).set(whole, decoder.inputPtr())
    expect(decoder.inflateBatch(starts[3] ?? 0, starts[5] ?? 0, 1000, CAPACITY, CHECK_CRC)).toBe(2)
    const size = (parts[3]?.length ?? 0) + (parts[4]?.length ?? 0)
    expect([decoder.consumed(), decoder.produced()]).toEqual([starts[5], 1000 + size])
    const at = decoder.outputPtr() + 1000
    expect(Buffer.concat(parts.slice(3, 5)).equals(Buffer.from(decoder.memory.buffer.slice(at, at + size)))).toBe(true)
  })

  test('refuses memory beyond the address space', () => {
    expect(decoder.reserve(0xffff_ffff, 0xffff_ffff, 64, 64)).toBe(0)
  })

  test('calls no block good that zlib calls broken', () => {
    reserve()
    for (let i = 0; i < 1000; i++) {
      const bad = Buffer.from(whole)
      for (let left = 1 + random.below(3); left > 0; left--) {
        const at = random.below(4) ? random.below(bad.length) : random.pick(starts.slice(0, 12)) + random.below(20)
        bad[at] = (bad[at] ?? 0) ^ (1 << random.below(8))
      }
      const { count, table, text: made, consumed } = run(bad)
      for (let k = 0; k < count; k++) {
        const [from = 0, position = 0, size = 0] = table.subarray(k * NUMBERS_PER_BLOCK)
        const to = k + 1 < count ? table[(k + 1) * NUMBERS_PER_BLOCK] : consumed
        expect(gunzipSync(bad.subarray(from, to)).equals(made.subarray(position, position + size))).toBe(true)
      }
    }
  })
})
