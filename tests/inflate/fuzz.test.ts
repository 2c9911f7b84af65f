// Generated and mutated streams against node:zlib, with guard regions and trapping ends.
import { inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { craftedStream } from './crafted-stream.ts'
import { loadDecoder } from './load.ts'
import { payload } from './payload.ts'
import { makeRandom, type Random } from './random.ts'
import { zlibStream } from './zlib-stream.ts'

const GUARD = 4096
const SLACK = 320 // what the decoder may overwrite behind the output
const LIMIT = 65_536
const STREAMS = 400
const MUTATIONS = 3000
const NOISE = 800
const MODES = ['input ends with the memory', 'output ends with the memory', 'slack on both sides'] as const

const decoder = await loadDecoder()
decoder.reserve(1 << 20, 1 << 20, 16, 16)
decoder.memory.grow(16)
const memory = Buffer.from(decoder.memory.buffer)
const random = makeRandom(1)

test('accepts what zlib accepts, rejects what it rejects, and touches nothing else', () => {
  const corpus: (readonly [Buffer, number])[] = []
  for (let i = 0; i < STREAMS; i++) {
    const crafted = i % 4 === 3
    const data = payload(random)
    const stream = crafted ? craftedStream(random) : zlibStream(random, data)
    const text = compare(stream, crafted ? random.below(LIMIT) : data.length)
    if (!crafted) expect(text?.equals(data)).toBe(true)
    if (text && text.length <= LIMIT && stream.length < 20_000) corpus.push([stream, text.length])
  }
  expect(corpus.length).toBeGreaterThan(STREAMS / 3)
  for (let i = 0; i < MUTATIONS; i++) {
    const [source, size] = random.pick(corpus)
    compare(mutated(random, source), size)
  }
  for (let i = 0; i < NOISE; i++) {
    const noise = Buffer.from(Array.from({ length: 1 + random.below(400) }, () => random.next() & 0xff))
    noise[0] = ((noise[0] ?? 0) & ~7) | random.pick([5, 4, 3, 5]) // mostly dynamic headers
    compare(noise, random.below(2000))
  }
})

function mutated(random: Random, source: Buffer): Buffer {
  const kind = random.below(6)
  if (kind === 0) return source.subarray(0, random.below(source.length + 1))
  if (kind === 1 && source.length > 2)
    return Buffer.concat([source.subarray(0, random.below(source.length)), source.subarray(random.below(source.length))])
  const stream = Buffer.from(source)
  if (stream.length === 0) return stream
  const near = kind === 2 ? Math.min(stream.length, 100) : stream.length // headers more often
  for (let left = 1 + random.below(kind === 3 ? 8 : 1); left > 0; left--) {
    const at = random.below(near)
    stream[at] = kind === 4 ? random.next() & 0xff : (stream[at] ?? 0) ^ (1 << random.below(8))
  }
  return stream
}

/** `claim`: the size to announce where zlib rejects the stream or makes something else of it. */
function compare(stream: Buffer, claim: number): Buffer | undefined {
  const text = reference(stream)
  for (let mode = 0; mode < MODES.length; mode++) {
    if (text && text.length <= LIMIT) check({ stream, size: text.length, wanted: text, mode })
    else check({ stream, size: claim, wanted: undefined, mode })
    if (text && text.length !== claim) check({ stream, size: claim, wanted: undefined, mode })
  }
  return text
}

function reference(stream: Buffer): Buffer | undefined {
  try {
    return inflateRawSync(stream, { maxOutputLength: 1 << 20 })
  } catch {
    return undefined // zlib rejects it
  }
}

interface Case {
  readonly stream: Buffer
  readonly size: number
  readonly wanted: Buffer | undefined
  readonly mode: number
}

function check({ stream, size, wanted, mode }: Case): void {
  const end = memory.length
  const low = decoder.inputPtr()
  const from = mode === 0 ? end - stream.length : low + GUARD + random.below(64)
  let to = low + GUARD + random.below(64)
  if (mode === 1) to = end - size
  if (mode === 2) to = from + stream.length + 2 * GUARD + random.below(64)
  const writable = to + size + (mode === 2 ? SLACK + random.below(64) : 0)
  const readable = from + stream.length + (mode === 2 ? 32 + random.below(64) : 0)
  memory.fill(0xa5, from - GUARD, Math.min(end, from + stream.length + GUARD))
  memory.fill(0x5a, to - GUARD, Math.min(end, writable + GUARD))
  stream.copy(memory, from)
  const code = decoder.inflateStream(from, from + stream.length, readable, to, to + size, writable)
  const label = `${MODES[mode]}, ${stream.length} bytes ${stream.subarray(0, 40).toString('hex')}`
  if (!isFilled(to - GUARD, to, 0x5a)) expect.unreachable(`wrote before the output: ${label}`)
  if (!isFilled(writable, Math.min(end, writable + GUARD), 0x5a)) expect.unreachable(`wrote past the output: ${label}`)
  if (!isFilled(from - GUARD, from, 0xa5)) expect.unreachable(`wrote before the input: ${label}`)
  if (stream.compare(memory, from, from + stream.length)) expect.unreachable(`changed the input: ${label}`)
  if (wanted && code !== 0) expect.unreachable(`rejected with ${code}: ${label}`)
  if (wanted?.compare(memory, to, to + size)) expect.unreachable(`the output differs: ${label}`)
  if (!wanted && code === 0) expect.unreachable(`accepted: ${label}`)
}

function isFilled(from: number, to: number, byte: number): boolean {
  for (let i = from; i < to; i++) if (memory[i] !== byte) return false
  return true
}
