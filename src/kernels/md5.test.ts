import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { md5 } from './md5.ts'

test('the examples of RFC 1321', () => {
  const of = (text: string) => md5(new TextEncoder().encode(text))
  expect(of('')).toBe('d41d8cd98f00b204e9800998ecf8427e')
  expect(of('abc')).toBe('900150983cd24fb0d6963f7d28e17f72')
})

test('every length around a block', () => {
  for (let length = 50; length < 140; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => i * 7)
    expect(md5(bytes)).toBe(createHash('md5').update(bytes).digest('hex'))
  }
})
