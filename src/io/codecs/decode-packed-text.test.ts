// bzip2 and xz by data that their own programs made of 'locusql ' four times and a line end.
import { expect, test } from 'vitest'
import { decodeBzip2 } from './decode-bzip2.ts'
import { decodeXz } from './decode-xz.ts'

const text = `${'locusql '.repeat(4)}\n`
const bytesOf = (base64: string) => Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
const bzip2 = bytesOf('QlpoOTFBWSZTWQH77j4AAAhRgAAQQAAIBKoAIAAxDAgKqG1Mdoh8rkhZhhou5IpwoSAD99x8')
const xz = bytesOf('/Td6WFoAAAFpIt42AgAhARYAAAB0L+Wj4AAgABBdADYbyI6fOTSYWwb9xOC4AAAAv1sAHAABKCHfC7IxkEKZDQEAAAAAAVla')
const shown = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

test('bzip2', () => {
  expect(shown(decodeBzip2(bzip2, text.length))).toBe(text)
  expect(() => decodeBzip2(bzip2, text.length - 1)).toThrow('inflates to more than 32 bytes')
  expect(() => decodeBzip2(bzip2, text.length + 1)).toThrow('inflates to 33 bytes, not 34')
  expect(() => decodeBzip2(bzip2.subarray(0, 30), text.length)).toThrow('ends too early')
  expect(() => decodeBzip2(bzip2.with(12, (bzip2[12] ?? 0) ^ 1), text.length)).toThrow('wrong CRC of a bzip2 block')
})

test('xz', () => {
  expect(shown(decodeXz(xz, text.length))).toBe(text)
  expect(() => decodeXz(xz, text.length - 1)).toThrow('inflates to more than 32 bytes')
  expect(() => decodeXz(xz, text.length + 1)).toThrow('inflates to 33 bytes, not 34')
  expect(() => decodeXz(xz.subarray(0, 30), text.length)).toThrow('bytes are announced where')
  expect(() => decodeXz(xz.with(8, (xz[8] ?? 0) ^ 1), text.length)).toThrow('wrong CRC32 of the flags')
})
