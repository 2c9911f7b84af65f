import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { sha1, sha256 } from './sha.ts'

test('SHA-1 and SHA-256 of every length around a block', () => {
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255)
    expect(sha1(bytes)).toBe(createHash('sha1').update(bytes).digest('hex'))
    expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
  }
})
