import { describe, expect, test } from 'vitest'
import { CORE, type Encoding } from './encoding.ts'
import { GrowingBytes } from './growing-bytes.ts'
import { createArrayDecoder, createNumberDecoder } from './series-decoder.ts'
import { SliceStreams } from './slice-streams.ts'

/** '1100 1' as the bits of a core data block. */
function coreOf(bits: string): SliceStreams {
  const text = bits.replaceAll(' ', '').padEnd(32, '0')
  const bytes = Uint8Array.from({ length: text.length / 8 }, (_, i) => Number.parseInt(text.slice(i * 8, i * 8 + 8), 2))
  return new SliceStreams(new Map([[CORE, bytes]]))
}

function numbers(encoding: Encoding, bits: string, count: number): readonly number[] {
  const decoder = createNumberDecoder('XX', encoding, coreOf(bits))
  return Array.from({ length: count }, () => decoder.read())
}

describe('encodings of the core data block', () => {
  test('Huffman, as in the specification', () => {
    const encoding = { kind: 'huffman', alphabet: [65, 66, 67, 68, 69, 70], lengths: [1, 3, 3, 3, 4, 4] } as const
    expect(numbers(encoding, '0 100 101 110 1110 1111', 6)).toEqual([65, 66, 67, 68, 69, 70])
  })

  test('one value takes no bits', () => {
    expect(numbers({ kind: 'huffman', alphabet: [7], lengths: [0] }, '', 3)).toEqual([7, 7, 7])
  })

  test('codes that cannot be', () => {
    expect(() => numbers({ kind: 'huffman', alphabet: [1, 2, 3], lengths: [1, 1, 1] }, '', 1)).toThrow('more codes than fit')
    expect(() => numbers({ kind: 'huffman', alphabet: [1], lengths: [1, 1] }, '', 1)).toThrow('1 values and 2 lengths')
    expect(() => numbers({ kind: 'huffman', alphabet: [], lengths: [] }, '', 1)).toThrow('no code')
  })

  test('beta', () => {
    expect(numbers({ kind: 'beta', offset: -10, bits: 3 }, '000 001 101', 3)).toEqual([10, 11, 15])
  })

  test('subexponential, as in the specification', () => {
    expect(numbers({ kind: 'subexponential', offset: 0, k: 1 }, '00 01 100 101 11000', 5)).toEqual([0, 1, 2, 3, 4])
    expect(numbers({ kind: 'subexponential', offset: 0, k: 0 }, '0 10 1101', 3)).toEqual([0, 1, 3])
  })

  test('gamma', () => {
    expect(numbers({ kind: 'gamma', offset: 1 }, '1 010 011 00100', 4)).toEqual([0, 1, 2, 3])
  })

  test('Golomb and Golomb-Rice', () => {
    expect(numbers({ kind: 'golomb-rice', offset: 0, bits: 2 }, '0 01 10 11', 2)).toEqual([1, 7])
    expect(numbers({ kind: 'golomb', offset: 0, divisor: 3 }, '0 0 0 10 0 11 10 0', 4)).toEqual([0, 1, 2, 3])
  })

  test('the bits end', () => {
    expect(() => numbers({ kind: 'beta', offset: 0, bits: 24 }, '1', 2)).toThrow('the core data block ends too early')
  })
})

describe('arrays', () => {
  const block = (...bytes: number[]) => new SliceStreams(new Map([[5, Uint8Array.from(bytes)]]))
  const read = (encoding: Encoding, streams: SliceStreams) => {
    const out = new GrowingBytes()
    createArrayDecoder('RN', encoding, streams).read(out)
    return [...out.bytes.subarray(0, out.used)]
  }

  test('stop and length', () => {
    expect(read({ kind: 'array-stop', stop: 9, block: 5 }, block(1, 2, 9, 3))).toEqual([1, 2])
    const external = { kind: 'external', block: 5 } as const
    expect(read({ kind: 'array-length', lengths: external, values: external }, block(2, 7, 8, 9))).toEqual([7, 8])
  })

  test('lengths that lie take no memory', () => {
    const external = { kind: 'external', block: 5 } as const
    expect(() => read({ kind: 'array-stop', stop: 9, block: 5 }, block(1, 2))).toThrow('the external block 5 ends too early')
    const negative = { kind: 'array-length', lengths: { kind: 'huffman', alphabet: [-1], lengths: [0] }, values: external } as const
    expect(() => read(negative, block(1))).toThrow('a value of the data series RN has -1 bytes')
    const large = { kind: 'array-length', lengths: { kind: 'huffman', alphabet: [2 ** 30 + 1], lengths: [0] }, values: external } as const
    expect(() => read(large, block(1))).toThrow('A slice holds more than')
  })
})
