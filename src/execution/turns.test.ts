import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

test('a partition waits for those before it in its group, and for no other', () => {
  const turns = new Turns()
  const first = turns.enter({ group: 1, partition: 0 })
  const second = turns.enter({ group: 1, partition: 1 })
  const beside = turns.enter({ group: 1, partition: 1 })
  const elsewhere = turns.enter({ group: 2, partition: 7 })
  expect(first.wait()).toBeUndefined()
  expect(elsewhere.wait()).toBeUndefined()
  expect(second.wait()).toBeInstanceOf(Promise)
  first.leave()
  expect(second.wait()).toBeUndefined()
  expect(beside.wait()).toBeUndefined()
})

test('who waits is woken when another one leaves', async () => {
  const turns = new Turns()
  const first = turns.enter({ group: 1, partition: 3 })
  const second = turns.enter({ group: 1, partition: 5 })
  const woken = second.wait()
  first.leave()
  await woken
  expect(second.wait()).toBeUndefined()
})

test('a fragment that comes later may be one of an earlier partition', () => {
  const turns = new Turns()
  const later = turns.enter({ group: 1, partition: 4 })
  expect(later.wait()).toBeUndefined()
  const earlier = turns.enter({ group: 1, partition: 2 })
  expect(later.wait()).toBeInstanceOf(Promise)
  expect(earlier.wait()).toBeUndefined()
})
