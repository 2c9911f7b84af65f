import { expect, test } from 'vitest'
import { growBytes, growWords } from './grow-spare.ts'
import { SpareBuffers } from './spare-buffers.ts'

test('what was given back is taken again, if it fits', () => {
  const spare = new SpareBuffers()
  const first = spare.take(10_000)
  spare.giveBack(first)
  expect(spare.take(5000)).not.toBe(first) // more than half of it would be idle
  expect(spare.take(10_001)).not.toBe(first)
  expect(spare.take(9000)).toBe(first)
  expect(spare.take(9000)).not.toBe(first)
})

test('a buffer comes back once, and only from here', () => {
  const spare = new SpareBuffers()
  const first = spare.take(8192)
  spare.giveBack(first)
  spare.giveBack(first)
  spare.giveBack(new ArrayBuffer(8192))
  expect(spare.take(8192)).toBe(first)
  expect(spare.take(8192).byteLength).toBe(8192)
  expect(spare.takeAny(1 << 20)).toEqual([])
})

test('the columns of a batch are given back, buffers they share once', () => {
  const spare = new SpareBuffers()
  const values = new Int32Array(spare.take(16_384))
  const type = { kind: 'int32' } as const
  const column = { type, length: 4, nullCount: 0, values }
  const schema = { fields: [{ name: 'a', type, nullable: false }] }
  spare.giveBackBatch({ schema, numRows: 4, columns: [column, { ...column, values: values.subarray(2) }] })
  expect(spare.takeAny(16_383)).toEqual([])
  expect(spare.takeAny(1 << 20)).toEqual([values.buffer])
})

test('memory from elsewhere is kept up to a bound', () => {
  const spare = new SpareBuffers()
  for (let i = 0; i < 20; i++) spare.add(new ArrayBuffer(2 << 20))
  expect(spare.takeAny(1 << 30).length).toBe(16)
})

test('arrays grow and keep what is used', () => {
  const bytes = growBytes(Uint8Array.of(1, 2, 3), { used: 2, needed: 10_000 })
  expect([...bytes.subarray(0, 2)]).toEqual([1, 2])
  expect(bytes.length).toBeGreaterThanOrEqual(10_000)
  const words = growWords(Int32Array.of(7, 8), { used: 2, needed: 3 })
  expect([...words.subarray(0, 2)]).toEqual([7, 8])
  expect(words.length).toBe(64)
})
