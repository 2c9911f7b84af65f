import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BGZF_END, bgzf, bgzfBlock, join } from '../../../tests/support/bgzf.ts'
import { ALL_CODECS } from '../../../tests/support/codecs.ts'
import { collectLines } from '../../../tests/support/collect-lines.ts'
import type { Chunk } from '../chunk.ts'
import type { Compression } from '../compression.ts'
import { MemorySource } from '../memory-source.ts'
import { readLines } from './read-lines.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

// Lines of letters and tabs: short ones, empty ones, and some longer than a small block.
const line = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: fc.constantFrom('a', 'b', '\t', 'é'), maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom('x', '\t'), minLength: 60, maxLength: 300, size: 'max' }) },
)
const lines = fc.array(line, { maxLength: 60, size: 'max' })
const ending = fc.constantFrom('\n', '')
const blockSizes = fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 5 })

/** What a file of this text holds. */
function linesOf(text: string): string[] {
  const all = text.split('\n')
  if (all.at(-1) === '') all.pop()
  return all
}

function pack(text: string, compression: Compression, sizes: readonly number[]): Uint8Array {
  const bytes = bytesOf(text)
  if (compression === 'bgzf') return bgzf(bytes, sizes)
  if (compression === 'plain') return bytes
  const half = bytes.length >> 1
  return join([gzipSync(bytes.subarray(0, half)), gzipSync(bytes.subarray(half))])
}

describe.each(ALL_CODECS)('%s', (_name, codecs) => {
  test.each(['plain', 'gzip', 'bgzf'] as const)('reads the lines of %s text', async compression => {
    await fc.assert(
      fc.asyncProperty(lines, ending, blockSizes, async (list, end, sizes) => {
        const text = list.join('\n') + end
        const read = await collectLines({ bytes: pack(text, compression, sizes), codecs, compression, tabs: 2 })
        expect(read).toEqual(linesOf(text))
      }),
      { numRuns: 60, seed: 7 },
    )
  })

  test.each(['plain', 'bgzf'] as const)('gives every line of %s text to exactly one piece, wherever it is cut', async compression => {
    await fc.assert(
      fc.asyncProperty(lines, ending, blockSizes, fc.array(fc.nat(), { maxLength: 8, size: 'max' }), async (list, end, sizes, cuts) => {
        const text = list.join('\n') + end
        const bytes = pack(text, compression, sizes)
        const borders = [0, ...cuts.map(cut => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
        const read: string[] = []
        for (let i = 0; i + 1 < borders.length; i++) {
          // In range: i + 1 < borders.length.
          const chunk: Chunk = { kind: 'bytes', start: borders[i]!, end: borders[i + 1]! }
          if (chunk.start < chunk.end) read.push(...(await collectLines({ bytes, codecs, compression, chunk })))
        }
        expect(read).toEqual(linesOf(text))
      }),
      { numRuns: 60, seed: 7 },
    )
  })

  test('reads the lines that begin in a chunk of an index', async () => {
    await fc.assert(
      fc.asyncProperty(lines, ending, blockSizes, fc.nat(), fc.nat(), async (list, end, sizes, from, to) => {
        const text = list.join('\n') + end
        const bytes = bgzf(bytesOf(text), sizes)
        const starts = lineStarts(await locations(bytes, codecs))
        fc.pre(starts.length > 0)
        const [first, last] = [from % starts.length, to % (starts.length + 1)].sort((a, b) => a - b) as [number, number]
        const stop = starts[last] ?? { block: bytes.length, within: 0 }
        const start = starts[first] ?? stop
        const read = await collectLines({ bytes, codecs, compression: 'bgzf', chunk: { kind: 'bgzf', start, end: stop } })
        expect(read).toEqual(linesOf(text).slice(first, last))
      }),
      { numRuns: 60, seed: 7 },
    )
  })

  test('lists the first tabs of each line and repeats the newline where there are fewer', async () => {
    const text = 'a\tb\tc\td\n\nx\ty\nlong\t\t\n'
    for (const tabs of [0, 1, 2, 5]) {
      const found: number[][] = []
      for await (const block of readLines({ source: new MemorySource('t', bytesOf(text)), codecs, compression: 'plain', tabs })) {
        for (let i = 0; i < block.count; i++) found.push([...block.positions.subarray(i * block.stride, (i + 1) * block.stride)])
      }
      const expected = [
        [[1, 3, 5], 7],
        [[], 8],
        [[10], 12],
        [[17, 18], 19],
      ].map(([all, newline]) => [...(all as number[]), ...Array(tabs).fill(newline)].slice(0, tabs).concat(newline as number))
      expect(found).toEqual(expected)
    }
  })

  test('reads a line of 10 MB and goes on behind it', async () => {
    const text = `first\n${'y'.repeat(10_000_000)}\nlast`
    for (const compression of ['plain', 'gzip', 'bgzf'] as const) {
      const bytes = pack(text, compression, [65_280])
      const read = await collectLines({ bytes, codecs, compression, tabs: 3 })
      expect(read.map(one => one.length)).toEqual([5, 10_000_000, 4])
    }
  })

  test('stops at a line beyond the limit, wherever it lies', async () => {
    const text = `ok\n${'z'.repeat(5000)}\nok\n`
    const request = { codecs, lineBytes: 4000 }
    await expect(collectLines({ ...request, bytes: bytesOf(text), compression: 'plain' })).rejects.toMatchObject({
      code: 'RESOURCE',
      reason: 'line_limit',
      message:
        'test.txt: the line at byte 3 is longer than 4000 bytes, the limit for lines. Raise execution.max_line_bytes if the file is right.',
      at: { location: 'test.txt', byteOffset: 3 },
    })
    await expect(collectLines({ ...request, bytes: bgzf(bytesOf(text), [1000]), compression: 'bgzf' })).rejects.toMatchObject({
      code: 'RESOURCE',
      at: { virtualOffset: '0:3' },
    })
  })

  test('skips a UTF-8 byte order mark aloud and refuses UTF-16', async () => {
    const warnings: string[] = []
    const bytes = join([Uint8Array.of(0xef, 0xbb, 0xbf), bytesOf('##x\ny\n')])
    const read = await collectLines({ bytes, codecs, compression: 'plain', warn: message => warnings.push(message) })
    expect(read).toEqual(['##x', 'y'])
    expect(warnings).toEqual(['test.txt: a UTF-8 byte order mark at the start of the file was skipped.'])
    const utf16 = Uint8Array.of(0xff, 0xfe, 0x23, 0)
    await expect(collectLines({ bytes: utf16, codecs, compression: 'plain' })).rejects.toMatchObject({
      code: 'FORMAT',
      message: 'test.txt is UTF-16 text; convert it to UTF-8.',
    })
  })

  test('gives the lines of a file without an end-of-file marker, with a warning', async () => {
    const warnings: string[] = []
    const bytes = join([bgzfBlock(bytesOf('a\nb\n')), bgzfBlock(bytesOf('c\n'))])
    const read = await collectLines({ bytes, codecs, compression: 'bgzf', warn: message => warnings.push(message) })
    expect(read).toEqual(['a', 'b', 'c'])
    expect(warnings).toEqual(['test.txt: the BGZF end-of-file marker is missing; the file may be truncated.'])
  })

  test('empty files have no lines', async () => {
    expect(await collectLines({ bytes: new Uint8Array(0), codecs, compression: 'plain' })).toEqual([])
    expect(await collectLines({ bytes: BGZF_END, codecs, compression: 'bgzf' })).toEqual([])
    expect(await collectLines({ bytes: gzipSync(''), codecs, compression: 'gzip' })).toEqual([])
  })

  test('counts what it reads and frees its memory when left early', async () => {
    const bytes = bgzf(bytesOf('line\n'.repeat(10_000)), [1000])
    const meter = { bytesRead: 0, blocksInflated: 0 }
    const source = new MemorySource('t', bytes)
    for await (const _block of readLines({ source, codecs, compression: 'bgzf', meter }));
    expect(meter).toEqual({ bytesRead: bytes.length, blocksInflated: 51 })
    const buffer = await codecs.acquireRunBuffer()
    codecs.releaseRunBuffer(buffer)
    for await (const _block of readLines({ source, codecs, compression: 'bgzf' })) break
    expect(await codecs.acquireRunBuffer()).toBe(buffer)
    codecs.releaseRunBuffer(buffer)
  })

  test('rejects with the reason of an aborted signal', async () => {
    const control = new AbortController()
    const reading = readLines({
      source: new MemorySource('t', bytesOf('x\n'.repeat(100_000))),
      codecs,
      compression: 'plain',
      signal: control.signal,
    })
    await reading.next()
    control.abort()
    await expect(drain(reading)).rejects.toMatchObject({ name: 'AbortError' })
  })
})

async function drain(reading: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of reading);
}

async function locations(bytes: Uint8Array, codecs: (typeof ALL_CODECS)[number][1]): Promise<string[]> {
  const found: string[] = []
  for await (const block of readLines({ source: new MemorySource('t', bytes), codecs, compression: 'bgzf' })) {
    let start = block.start
    for (let i = 0; i < block.count; i++) {
      found.push(block.locate(start).virtualOffset ?? '')
      start = (block.positions[i] ?? 0) + 1
    }
  }
  return found
}

function lineStarts(places: readonly string[]) {
  return places.map(place => {
    const [block = 0, within = 0] = place.split(':').map(Number)
    return { block, within }
  })
}
