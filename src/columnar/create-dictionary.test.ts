import { expect, test } from 'vitest'
import { createDictionary } from './create-dictionary.ts'

const encoder = new TextEncoder()

function encodeAll(texts: readonly string[]) {
  const dictionary = createDictionary()
  const codes = texts.map(text => {
    const bytes = encoder.encode(`<${text}>`)
    return dictionary.encode(bytes, 1, bytes.length - 1)
  })
  return { dictionary, codes }
}

test('codes are given in the order of appearance, to the empty text too', () => {
  const { dictionary, codes } = encodeAll(['chr1', 'chr1', '', 'chrX', 'chr1', 'é'])
  expect(codes).toEqual([0, 0, 1, 2, 0, 3])
  expect([0, 1, 2, 3].map(code => dictionary.text(code))).toEqual(['chr1', '', 'chrX', 'é'])
  expect(['chrX', 'é', 'chr', 'chr11'].map(text => dictionary.find(text))).toEqual([2, 3, -1, -1])
})

test('100,000 entries are all found again, and a snapshot stays as it was', () => {
  const texts = Array.from({ length: 100_000 }, (_, i) => `read/${i}`)
  const { dictionary, codes } = encodeAll(texts)
  expect(codes).toEqual(texts.map((_, i) => i))
  expect(texts.findIndex((text, i) => dictionary.find(text) !== i)).toBe(-1)
  const snapshot = dictionary.values()
  expect(dictionary.values()).toBe(snapshot)
  const bytes = encoder.encode('more')
  dictionary.encode(bytes, 0, bytes.length)
  expect(snapshot.length).toBe(100_000)
  expect(dictionary.values().length).toBe(100_001)
})
