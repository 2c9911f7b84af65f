// The searches in the text, against plain loops.
import { expect, test } from 'vitest'
import { loadDecoder } from './load.ts'
import { makeRandom } from './random.ts'

const SLOTS = 4096
const decoder = await loadDecoder()
decoder.reserve(1024, 1 << 16, 16, SLOTS)
const memory = new Uint8Array(decoder.memory.buffer)
const base = decoder.outputPtr()

interface Listing {
  readonly positions: readonly number[]
  readonly end: number
}

function expected({ from, to, tabs, slots }: { from: number; to: number; tabs: number; slots: number }): Listing {
  const positions: number[] = []
  let line: number[] = []
  let end = from
  for (let at = from; at < to && positions.length + tabs + 1 <= slots; at++) {
    if (memory[base + at] === 9 && line.length < tabs) line.push(at)
    if (memory[base + at] !== 10) continue
    positions.push(...line, ...Array(tabs + 1 - line.length).fill(at))
    line = []
    end = at + 1
  }
  return { positions, end }
}

test('lists newlines and the first tabs of each line', () => {
  const random = makeRandom(3)
  for (let i = 0; i < 3000; i++) {
    const alphabet = random.pick([[9, 10, 65], [65, 65, 65, 65, 65, 65, 65, 65, 9, 65, 65, 10], [65, 9], [10], [65]])
    const size = random.below(random.pick([20, 200, 2000]))
    // Newlines and tabs behind the end must not be seen.
    for (let at = 0; at < size + 64; at++) memory[base + at] = at < size ? random.pick(alphabet) : random.pick([9, 10])
    const tabs = random.below(6)
    const from = random.below(size + 1)
    const slots = random.pick([SLOTS, SLOTS, tabs + 1, 3 * (tabs + 1)])
    const want = expected({ from, to: size, tabs, slots })
    const count = decoder.indexLines(base + from, base + size, base, tabs, decoder.linesPtr(), slots)
    const positions = new Int32Array(decoder.memory.buffer, decoder.linesPtr(), count * (tabs + 1))
    expect({ positions: [...positions], end: decoder.linesEnd() - base }).toEqual(want)
    const newlines = memory.subarray(base + from, base + size).filter(byte => byte === 10).length
    expect(decoder.countByte(base + from, base + size, 10)).toBe(newlines)
  }
})
