import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bgzf } from '../../../tests/support/bgzf.ts'
import { createNodeCodecs } from '../../platform/node/node-codecs.ts'
import type { Compression } from '../compression.ts'
import { MemorySource } from '../memory-source.ts'
import { lineNumberAt } from './line-number-at.ts'
import { readLines } from './read-lines.ts'

const codecs = createNodeCodecs()
const text = new TextEncoder().encode(Array.from({ length: 60_000 }, (_, i) => `line ${i}${' '.repeat(i % 50)}`).join('\n'))
const files: readonly (readonly [Compression, Uint8Array])[] = [
  ['plain', text],
  ['gzip', gzipSync(text)],
  ['bgzf', bgzf(text, [5000, 65_280, 17])],
]

test.each(files)('counts the lines before a place of %s text', async (compression, bytes) => {
  const source = new MemorySource('t', bytes)
  const places = []
  for await (const block of readLines({ source, codecs, compression })) {
    let start = block.start
    for (let i = 0; i < block.count; i++) {
      const newline = block.positions[i] ?? 0
      places.push([block.locate(start), block.locate(newline - 1)] as const)
      start = newline + 1
    }
  }
  expect(places.length).toBe(60_000)
  for (const line of [0, 1, 2, 777, 31_000, 59_998, 59_999]) {
    // In range: there are 60,000 places.
    const [first, last] = places[line]!
    expect(await lineNumberAt({ source, codecs, compression, at: first })).toBe(line + 1)
    expect(await lineNumberAt({ source, codecs, compression, at: last })).toBe(line + 1)
  }
  expect(await lineNumberAt({ source, codecs, compression, at: { location: 't' } })).toBeUndefined()
})
