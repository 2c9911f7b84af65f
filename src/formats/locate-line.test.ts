import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bgzf } from '../../tests/support/bgzf.ts'
import { QueryError } from '../common/errors.ts'
import { createMemoryStore } from '../io/memory-store.ts'
import { createNodeCodecs } from '../platform/node/node-codecs.ts'
import { locateLine } from './locate-line.ts'
import { placeText } from './place-text.ts'

const lines = Array.from({ length: 500 }, (_, i) => `line ${i} ${'x'.repeat(i % 50)}`)
const text = new TextEncoder().encode(`${lines.join('\n')}\n`)
const byteOf = (line: number) => lines.slice(0, line - 1).reduce((sum, content) => sum + content.length + 1, 0)
const BLOCK = 997

const codecs = createNodeCodecs()
const store = createMemoryStore({ plain: text, gzip: new Uint8Array(gzipSync(text)), bgzf: bgzf(text, [BLOCK]) })
const locate = (at: ConstructorParameters<typeof QueryError>[2]) =>
  locateLine(new QueryError('FORMAT', `${placeText(at ?? {})}: it is broken.`, at, { reason: 'why' }), { store, codecs })

test.each([1, 2, 37, 499, 500])('line %i of plain, gzip and BGZF text', async line => {
  for (const location of ['plain', 'gzip']) {
    const error = await locate({ location, byteOffset: byteOf(line) })
    expect(error).toMatchObject({ code: 'FORMAT', reason: 'why', message: `${location}, line ${line}: it is broken.`, at: { line } })
  }
  const block = await blockAddress(Math.floor(byteOf(line) / BLOCK))
  const error = await locate({ location: 'bgzf', virtualOffset: `${block}:${byteOf(line) % BLOCK}` })
  expect(error.message).toBe(`bgzf, line ${line}: it is broken.`)
})

test('an error that names no line stays what it is', async () => {
  const errors = [
    new QueryError('FORMAT', 'plain: no place at all.', { location: 'plain' }),
    new QueryError('FORMAT', 'plain: broken block at byte 5.', { location: 'plain', byteOffset: 5 }),
    new QueryError('FORMAT', 'plain, line 3: known.', { location: 'plain', byteOffset: 5, line: 3 }),
  ]
  for (const error of errors) expect(await locateLine(error, { store, codecs })).toBe(error)
})

/** Address of block i: the blocks before it, each told by its BSIZE. */
async function blockAddress(index: number): Promise<number> {
  const source = await store.open('bgzf')
  let address = 0
  for (let i = 0; i < index; i++) {
    const head = await source.read(address, 18)
    address += new DataView(head.buffer, head.byteOffset).getUint16(16, true) + 1
  }
  return address
}
