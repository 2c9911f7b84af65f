import { expect, test } from 'vitest'
import { OneTimeStream, StreamSource } from './stream-source.ts'

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text)
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

test('reads by position, again and again before the scan', async () => {
  const source = new StreamSource('-', new OneTimeStream('standard input', pieces('abc', '', 'defg', 'hi')))
  expect(text(await source.read(2, 3))).toBe('cde')
  expect(text(await source.read(0, 4))).toBe('abcd')
  expect(text(await source.read(7, 10))).toBe('hi')
  expect(text(await source.read(20, 10))).toBe('')
})

test('a scan reads front to back, from the start of what was seen', async () => {
  const stream = new OneTimeStream('standard input', pieces('abc', 'def', 'ghi', 'jkl'))
  const source = new StreamSource('-', stream)
  await source.read(0, 2)
  stream.claim()
  const reads = [source.read(0, 4), source.read(4, 4), source.read(8, 9)]
  expect((await Promise.all(reads)).map(text)).toEqual(['abcd', 'efgh', 'ijkl'])
  expect(text(await source.read(0, 2))).toBe('ab')
  await expect(source.read(4, 2)).rejects.toMatchObject({ code: 'IO', reason: 'read_once' })
})

test('a second scan is refused', () => {
  const stream = new OneTimeStream('standard input', pieces())
  stream.claim()
  expect(() => stream.claim()).toThrow('standard input was read already, and a stream can be read once.')
})

test('an error of the stream names the place', async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(5)
    throw new Error('EIO')
  }
  const source = new StreamSource('-', new OneTimeStream('standard input', failing()))
  await expect(source.read(0, 10)).rejects.toThrow('standard input cannot be read at byte 5: EIO')
})
