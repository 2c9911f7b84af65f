import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Chunk } from '../io/chunk.ts'
import { mergeChunks, type OffsetPair } from './merge-chunks.ts'
import { mergeOffsets } from './merge-offsets.ts'
import { OffsetList } from './offset-list.ts'

const BEYOND_32_BITS = 2 ** 40
const pair = fc
  .record({ block: fc.integer({ min: 0, max: 1_000_000 }), within: fc.nat(65_535), blocks: fc.nat(90_000), endWithin: fc.nat(65_535) })
  .map(({ block, within, blocks, endWithin }): OffsetPair => {
    const start = { block: BEYOND_32_BITS + block, within }
    return { start, end: { block: start.block + blocks + 1, within: endWithin } }
  })

/** One chunk after another, each joined to the last one if it begins near its end. */
function mergeOneByOne(pairs: readonly OffsetPair[]): readonly Chunk[] {
  const merged: OffsetPair[] = []
  for (const { start, end } of [...pairs].sort((a, b) => a.start.block - b.start.block || a.start.within - b.start.within)) {
    const last = merged.at(-1)
    if (!last || start.block - last.end.block > 65_536) {
      merged.push({ start, end })
    } else if (end.block > last.end.block || (end.block === last.end.block && end.within > last.end.within)) {
      merged[merged.length - 1] = { start: last.start, end }
    }
  }
  return merged.map(chunk => ({ kind: 'bgzf', ...chunk }))
}

test('begins and ends sorted apart give the chunks that one after another gives', () => {
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 40 }), pairs => {
      expect(mergeChunks(pairs)).toEqual(mergeOneByOne(pairs))
    }),
  )
})

test('no chunks, and a chunk without bytes, give nothing', () => {
  expect(mergeOffsets({ starts: new OffsetList(), ends: new OffsetList() })).toEqual([])
  const offset = { block: 5, within: 7 }
  expect(mergeChunks([{ start: offset, end: offset }])).toEqual([])
})

test('a list keeps all 64 bits of an offset', () => {
  const list = new OffsetList()
  list.push(2 ** 48 - 1, 65_535)
  list.push(2 ** 31 + 1, 3)
  list.push(0, 1)
  list.sort()
  expect([list.at(0), list.at(1), list.at(2)]).toEqual([
    { block: 0, within: 1 },
    { block: 2 ** 31 + 1, within: 3 },
    { block: 2 ** 48 - 1, within: 65_535 },
  ])
})
