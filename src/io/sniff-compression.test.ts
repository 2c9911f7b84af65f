import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { BGZF_END, bgzfBlock } from '../../tests/support/bgzf.ts'
import { sniffCompression } from './sniff-compression.ts'

test.each([
  ['plain', new TextEncoder().encode('##fileformat=VCFv4.2')],
  ['plain', new Uint8Array(0)],
  ['plain', Uint8Array.of(0x1f)],
  ['gzip', gzipSync('text')],
  ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 4)],
  ['bgzf', BGZF_END],
  ['bgzf', bgzfBlock(Uint8Array.of(65), { before: Uint8Array.of(88, 88, 1, 0, 7) })],
])('%s', (compression, head) => {
  expect(sniffCompression(head)).toBe(compression)
})

test('gzip with another extra field is not BGZF', () => {
  const head = BGZF_END.slice()
  head[12] = 0x43
  expect(sniffCompression(head)).toBe('gzip')
})
