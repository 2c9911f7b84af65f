import { expect, test } from 'vitest'
import type { ByteSource } from './byte-source.ts'
import { MemorySource } from './memory-source.ts'
import { PieceReader } from './piece-reader.ts'

const data = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * 31) >> 3)

/** Notes the ranges asked for. */
function noting(ranges: string[]): ByteSource {
  const source = new MemorySource('t', data)
  return {
    location: 't',
    stat: () => source.stat(),
    read: (offset, length) => {
      ranges.push(`${offset}+${length}`)
      return source.read(offset, length)
    },
    stream: offset => source.stream(offset),
    close: () => source.close(),
  }
}

test('reads growing pieces, one ahead, to the end', async () => {
  const ranges: string[] = []
  const meter = { bytesRead: 0, blocksInflated: 0 }
  const reader = new PieceReader({ source: noting(ranges), start: 0, meter })
  const first = await reader.next()
  expect(ranges).toEqual(['0+65536', '65536+262144'])
  const parts = [first ?? new Uint8Array(0)]
  for (let piece = await reader.next(); piece; piece = await reader.next()) parts.push(piece)
  expect(Buffer.concat(parts).equals(data)).toBe(true)
  expect(meter.bytesRead).toBe(data.length)
  expect(ranges.slice(2, 4)).toEqual(['327680+1048576', '1376256+1048576'])
  expect(await reader.next()).toBeUndefined()
})

test('reads nothing ahead beyond its end, but goes on when asked', async () => {
  const ranges: string[] = []
  const reader = new PieceReader({ source: noting(ranges), start: 1000, end: 100_000 })
  await reader.next()
  await reader.next()
  expect(ranges).toEqual(['1000+65536', '66536+33464'])
  expect((await reader.next())?.length).toBe(65_536)
  expect(ranges).toEqual(['1000+65536', '66536+33464', '100000+65536'])
  await reader.close()
})

test('an error of the read ahead comes at its turn, or never', async () => {
  const failing: ByteSource = {
    ...noting([]),
    read: async offset => {
      if (offset > 0) throw new Error('disk on fire')
      return data.subarray(0, 65_536)
    },
  }
  const reader = new PieceReader({ source: failing, start: 0 })
  expect((await reader.next())?.length).toBe(65_536)
  await expect(reader.next()).rejects.toThrow('disk on fire')
  const left = new PieceReader({ source: failing, start: 0 })
  await left.next()
  await left.close()
})

test('close waits for the read under way', async () => {
  let finish: () => void = () => undefined
  const slow: ByteSource = {
    ...noting([]),
    read: offset =>
      offset === 0 ? Promise.resolve(data.subarray(0, 65_536)) : new Promise(resolve => (finish = () => resolve(data.subarray(0, 1)))),
  }
  const reader = new PieceReader({ source: slow, start: 0 })
  await reader.next()
  let closed = false
  const closing = reader.close().then(() => {
    closed = true
  })
  await new Promise(resolve => setTimeout(resolve, 5))
  expect(closed).toBe(false)
  finish()
  await closing
  expect(closed).toBe(true)
})

test('begins with the head it is given, and reads the tail ahead as one piece', async () => {
  const ranges: string[] = []
  const meter = { bytesRead: 0, blocksInflated: 0 }
  const head = { bytes: data.subarray(10, 100), isWhole: false }
  const reader = new PieceReader({ source: noting(ranges), start: 10, end: 200_000, head, tailBytes: 500, meter })
  expect(await reader.next()).toEqual(head.bytes)
  expect(ranges).toEqual(['100+199900'])
  await reader.next()
  expect(ranges).toEqual(['100+199900', '200000+500'])
  expect(reader.tail).toBeUndefined()
  expect(await reader.next()).toEqual(data.subarray(200_000, 200_500))
  expect(reader.tail).toEqual(data.subarray(200_000, 200_500))
  expect(meter.bytesRead).toBe(200_400)
  expect((await reader.next())?.length).toBe(65_536)
  await reader.close()
})

test('a head that is the whole object is all there is', async () => {
  const ranges: string[] = []
  const reader = new PieceReader({ source: noting(ranges), start: 0, end: 10, head: { bytes: data.subarray(0, 4), isWhole: true } })
  expect((await reader.next())?.length).toBe(4)
  expect(await reader.next()).toBeUndefined()
  expect(ranges).toEqual([])
})

test('reads into two pieces of memory in turn where they may be used again', async () => {
  const memories = new Set<ArrayBuffer>()
  const source = {
    ...noting([]),
    readInto: async (bytes: Uint8Array<ArrayBuffer>, offset: number) => {
      const part = data.subarray(offset, offset + bytes.length)
      bytes.set(part)
      if (bytes.length === 1 << 20) memories.add(bytes.buffer)
      return part.length
    },
  }
  const reader = new PieceReader({ source, start: 5, memory: 'reused' })
  const parts: Uint8Array[] = []
  for (let piece = await reader.next(); piece; piece = await reader.next()) {
    await new Promise(setImmediate) // the next one is there before this one is looked at
    parts.push(piece.slice())
  }
  expect(Buffer.concat(parts).equals(data.subarray(5))).toBe(true)
  expect(memories.size).toBe(2)
  await reader.close()
  const next = new PieceReader({ source, start: 5, memory: 'reused' })
  while (await next.next());
  await next.close()
  expect(memories.size).toBe(2) // the next reader has the same
})
