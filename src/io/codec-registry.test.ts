import { gunzipSync, inflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ALL_CODECS } from '../../tests/support/codecs.ts'
import { createNodeCodecs } from '../platform/node/node-codecs.ts'

const text = new TextEncoder().encode('some text, some more text, and text again')

describe.each(ALL_CODECS)('%s', (_name, codecs) => {
  test('deflates and inflates', async () => {
    for (const [name, check] of [
      ['deflate', inflateRawSync],
      ['gzip', gunzipSync],
    ] as const) {
      const codec = codecs.get(name)
      const packed = await codec.compress?.(text)
      expect(new Uint8Array(check(packed ?? new Uint8Array(0)))).toEqual(text)
      expect(new Uint8Array(await codec.decompress(packed ?? new Uint8Array(0)))).toEqual(text)
    }
  })

  test('names what it has when asked for something else', () => {
    expect(() => codecs.get('zstd')).toThrow('Compression method "zstd" is not available here. Available: deflate, gzip.')
  })

  test('lends run buffers, and lends them again', async () => {
    const first = await codecs.acquireRunBuffer()
    const second = await codecs.acquireRunBuffer()
    expect(second).not.toBe(first)
    first.append(text)
    codecs.releaseRunBuffer(first)
    const again = await codecs.acquireRunBuffer()
    expect(again).toBe(first)
    expect(again.length).toBe(0)
    codecs.releaseRunBuffer(again)
    codecs.releaseRunBuffer(second)
  })
})

test('a codec can be added', () => {
  const codecs = createNodeCodecs()
  codecs.register({ name: 'reverse', decompress: bytes => bytes.slice().reverse() })
  expect(codecs.get('reverse').decompress(Uint8Array.of(1, 2))).toEqual(Uint8Array.of(2, 1))
})
