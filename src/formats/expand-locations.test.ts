import { expect, test } from 'vitest'
import { createMemoryStore } from '../io/memory-store.ts'
import { expandLocations } from './expand-locations.ts'

const none = new Uint8Array()
const store = createMemoryStore({ 'a1.bed': none, 'a2.bed': none, 'b[1].bed': none, 'what?.bed': none })

test.each([
  ['a*.bed', ['a1.bed', 'a2.bed']],
  ['a[2-9].bed', ['a2.bed']],
  ['a?.bed', ['a1.bed', 'a2.bed']],
  ['b[1].bed', ['b[1].bed']],
  ['what?.bed', ['what?.bed']],
  ['c[1].bed', ['c[1].bed']],
  ['https://x/a?.bed', ['https://x/a?.bed']],
])('%s', async (pattern, files) => {
  expect(await expandLocations(pattern, store)).toEqual(files)
})

test('a star that matches nothing is an error', async () => {
  await expect(expandLocations('c*.bed', store)).rejects.toThrow('No file matches c*.bed.')
})
