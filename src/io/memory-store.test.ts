import { expect, test } from 'vitest'
import { createMemoryStore } from './memory-store.ts'

const bytes = new TextEncoder().encode('hello world')
const text = (part: Uint8Array) => new TextDecoder().decode(part)

test.each([
  ['bytes', bytes],
  ['a Blob', new Blob([bytes])],
  ['a File', new File([bytes], 'x.txt', { lastModified: 5 })],
])('reads %s by ranges', async (_kind, content) => {
  const store = createMemoryStore({ 'x.txt': content })
  for (const location of ['x.txt', 'memory://x.txt', 'memory:///x.txt']) {
    const source = await store.open(location)
    expect(source.location).toBe(location)
    expect((await source.stat()).size).toBe(11)
    expect(text(await source.read(6, 3))).toBe('wor')
    expect(text(await source.read(6, 100))).toBe('world')
    expect(text(await source.read(50, 5))).toBe('')
    const parts: string[] = []
    for await (const part of source.stream(2)) parts.push(text(part))
    expect(parts.join('')).toBe('llo world')
    await expect(source.read(0, 1, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
    await source.close()
  }
})

test('names a near file when one is missing', async () => {
  const store = createMemoryStore({ 'calls.vcf': bytes })
  expect(await store.exists('cals.vcf')).toBe(false)
  await expect(store.open('cals.vcf')).rejects.toMatchObject({
    code: 'IO',
    reason: 'not_found',
    message: 'File not found: cals.vcf. Did you mean "calls.vcf"?',
  })
})

test('keeps what is written when it is closed, and removes', async () => {
  const store = createMemoryStore()
  const sink = await store.create?.('out')
  await sink?.write(bytes.subarray(0, 5))
  expect(await store.exists('out')).toBe(false)
  await sink?.write(bytes.subarray(5))
  await sink?.close()
  expect(text(await (await store.open('out')).read(0, 99))).toBe('hello world')
  await store.remove?.('out')
  expect(await store.exists('out')).toBe(false)
  await expect(store.remove?.('out')).rejects.toMatchObject({ code: 'IO' })
})
