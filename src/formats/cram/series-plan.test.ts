import { expect, test } from 'vitest'
import type { CompressionHeader } from './compression-header.ts'
import { CORE, type Encoding } from './encoding.ts'
import { planSeries } from './series-plan.ts'

const external = (block: number): Encoding => ({ kind: 'external', block })
const constant: Encoding = { kind: 'huffman', alphabet: [1], lengths: [0] }
const header = (series: Record<string, Encoding>): CompressionHeader => ({
  namesIncluded: true,
  positionsAreDeltas: true,
  referenceRequired: true,
  substitutions: new Uint8Array(20),
  tagLists: [],
  series: new Map(Object.entries(series)),
  tags: new Map(),
})
const plan = (series: Record<string, Encoding>, ...wanted: string[]) => {
  const { series: names, blocks } = planSeries(header(series), wanted)
  return { names: [...names].sort(), blocks: [...blocks] }
}

test('a series in a block of its own needs no other block', () => {
  expect(plan({ BF: external(1), MQ: external(2), QS: external(3) }, 'MQ')).toEqual({ names: ['BF', 'MQ'], blocks: [2, 1] })
})

test('series that share a block are read together, with what they depend on', () => {
  const { names, blocks } = plan(
    { BF: external(1), CF: constant, MQ: external(2), QS: external(2), RL: external(4), FN: constant, FC: external(5), RN: external(6) },
    'MQ',
  )
  expect(names).toEqual(['BF', 'CF', 'FC', 'FN', 'MQ', 'QS', 'RL'])
  expect(blocks.sort()).toEqual([1, 2, 4, 5])
})

test('the bits of the core block are shared; a constant takes none', () => {
  const beta: Encoding = { kind: 'beta', offset: 0, bits: 3 }
  expect(plan({ AP: beta, TL: beta, RG: constant }, 'AP')).toEqual({ names: ['AP', 'TL'], blocks: [CORE] })
  expect(plan({ AP: beta, RG: constant }, 'RG')).toEqual({ names: ['RG'], blocks: [] })
})
