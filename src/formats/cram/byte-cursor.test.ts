import { describe, expect, test } from 'vitest'
import { ByteCursor } from './byte-cursor.ts'

const cursor = (...bytes: number[]) => new ByteCursor(Uint8Array.from(bytes), 'the test')

describe('ByteCursor', () => {
  test.each([
    [[0x7f], 127],
    [[0x80, 0x80], 128],
    [[0xbf, 0xff], 16_383],
    [[0xc1, 0x00, 0x00], 65_536],
    [[0xe0, 0x45, 0x4f, 0x46], 4_542_278],
    [[0xff, 0xff, 0xff, 0xff, 0x0f], -1],
    [[0xff, 0xff, 0xff, 0xff, 0x0e], -2],
  ])('reads %j as ITF-8', (bytes, wanted) => {
    expect(cursor(...bytes).itf8()).toBe(wanted)
  })

  test.each([
    [[0x00], 0],
    [[0x80, 0x80], 128],
    [[0xf0, 0x10, 0x00, 0x00, 0x00], 2 ** 28],
    [[0xfe, 0x01, 0, 0, 0, 0, 0, 0], 2 ** 48],
  ])('reads %j as LTF-8', (bytes, wanted) => {
    expect(cursor(...bytes).ltf8()).toBe(wanted)
  })

  test('ends', () => {
    expect(() => cursor(0xe0, 1).itf8()).toThrow('the test ends too early')
    expect(() => cursor(1, 2).take(3)).toThrow('the test: 3 bytes are announced where 2 are left')
    expect(() => cursor(0xff, 0xff, 0xff, 0xff, 0x07).itf8Array()).toThrow('the test: an array of -9 numbers where 0 bytes are left')
  })
})
