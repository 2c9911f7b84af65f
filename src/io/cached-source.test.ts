import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ByteSource } from './byte-source.ts'
import { CachedSource } from './cached-source.ts'
import { MemorySource } from './memory-source.ts'

const data = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7) >> 4)

class CountingSource extends MemorySource {
  reads = 0
  override read(...args: Parameters<ByteSource['read']>): Promise<Uint8Array> {
    this.reads++
    return super.read(...args)
  }
}

test('gives the same bytes as the source', async () => {
  const source = new CachedSource(new MemorySource('t', data), { cacheBytes: 1 << 17 })
  await fc.assert(
    fc.asyncProperty(fc.nat(310_000), fc.integer({ min: 1, max: 200_000 }), async (offset, length) => {
      expect(Buffer.compare(await source.read(offset, length), data.subarray(offset, offset + length))).toBe(0)
    }),
    { numRuns: 200, seed: 7 },
  )
})

test('reads a block once, and the longest unused one again', async () => {
  const inner = new CountingSource('t', data)
  const source = new CachedSource(inner, { cacheBytes: 1 << 17 })
  for (let i = 0; i < 100; i++) await source.read(i * 10, 10)
  expect(inner.reads).toBe(1)
  await source.read(70_000, 10)
  await source.read(5, 10)
  expect(inner.reads).toBe(2)
  await source.read(140_000, 10)
  await source.read(5, 10)
  expect(inner.reads).toBe(3)
  await source.read(70_000, 10)
  expect(inner.reads).toBe(4)
  await source.close()
})

test('does not keep an error', async () => {
  const inner = new CountingSource('t', data)
  const source = new CachedSource(inner)
  await expect(source.read(0, 1, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
  expect(await source.read(0, 1)).toEqual(data.subarray(0, 1))
})
