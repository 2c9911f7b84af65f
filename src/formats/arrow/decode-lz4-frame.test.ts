import { expect, test } from 'vitest'
import { decodeLz4Frame } from './decode-lz4-frame.ts'

const MAGIC = [0x04, 0x22, 0x4d, 0x18]
const END = [0, 0, 0, 0]
const block = (...bytes: number[]) => [bytes.length, 0, 0, 0, ...bytes]
/** Of more than 255 bytes. */
const longBlock = (...bytes: number[]) => [bytes.length & 255, bytes.length >> 8, 0, 0, ...bytes]
const stored = (...bytes: number[]) => [bytes.length, 0, 0, 0x80, ...bytes]
const frame = (...blocks: number[][]) => Uint8Array.from([...MAGIC, 0x60, 0x40, 0x82, ...blocks.flat(), ...END])
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

test('literals, matches that overlap themselves, and matches into the block before', () => {
  // 'ab' and then 8 bytes from 2 back; a last sequence of literals.
  expect(text(decodeLz4Frame(frame(block(0x24, 97, 98, 2, 0, 0x10, 33))))).toBe('ababababab!')
  expect(text(decodeLz4Frame(frame(stored(120, 121, 122), block(0x00, 3, 0, 0x10, 46))))).toBe('xyzxyzx.')
  expect(decodeLz4Frame(frame())).toHaveLength(0)
})

test('long lengths', () => {
  const literals = Array.from({ length: 300 }, (_, i) => i & 255)
  const decoded = decodeLz4Frame(frame(longBlock(0xf0, 255, 30, ...literals)))
  expect([...decoded]).toEqual(literals)
  expect(text(decodeLz4Frame(frame(block(0x1f, 97, 1, 0, 255, 6, 0x00))))).toBe('a'.repeat(1 + 15 + 255 + 6 + 4))
})

test('broken frames are range errors', () => {
  expect(() => decodeLz4Frame(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))).toThrow('no LZ4 frame')
  expect(() => decodeLz4Frame(frame(block(0x04, 97)))).toThrow(RangeError)
  expect(() => decodeLz4Frame(frame(block(0x10, 97, 9, 0)))).toThrow('before its beginning')
  expect(() => decodeLz4Frame(frame(block(0x50, 97)))).toThrow('inside its literals')
  expect(() => decodeLz4Frame(Uint8Array.from([...MAGIC, 0x60, 0x40, 0x82, 9, 0, 0, 0, 1]))).toThrow('ends behind it')
  expect(() => decodeLz4Frame(frame().subarray(0, 8))).toThrow(RangeError)
})
