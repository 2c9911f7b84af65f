import { expect, test } from 'vitest'
import { contextOf } from '../../tests/support/run-plan.ts'
import { batchOf, fieldsOf } from '../../tests/support/tables.ts'

const one = batchOf(fieldsOf({ x: 'int32' }), [[1]])

test('memory is counted up to the limit, and given back', () => {
  const context = contextOf({ memoryLimit: 100 })
  expect(context.reserve({}, 60)).toBe(true)
  expect(context.reserve({}, 60)).toBe(false)
  expect(context.reserve({}, -30)).toBe(true)
  expect(context.reserve({}, 60)).toBe(true)
  expect(contextOf({ memoryLimit: 0 }).reserve({}, 1e15)).toBe(true)
})

test('what is shared is made once a query, also for its partitions', async () => {
  const context = contextOf({ parallelism: 2 })
  const operator = {}
  let made = 0
  const make = async () => ++made
  const partitions = context.runPartitions(3, async function* (_partition, inner) {
    expect(await inner.shared(operator, make)).toBe(1)
    inner.count(operator, 'rows', 2)
    inner.warn('twice')
    yield one
  })
  let batches = 0
  for await (const _ of partitions) batches++
  expect(batches).toBe(3)
  expect(context.metrics.get(operator)?.get('rows')).toBe(6)
  expect(context.warnings).toEqual(['twice'])
})

test('a busy thread lets timers and aborts in', async () => {
  const controller = new AbortController()
  const context = contextOf({ signal: controller.signal })
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  const began = performance.now()
  while (performance.now() - began < 120) await context.breathe()
  clearInterval(timer)
  expect(turns).toBeGreaterThan(2)
  setTimeout(() => controller.abort(new Error('stop')))
  const busy = async () => {
    for (;;) await context.breathe()
  }
  await expect(busy()).rejects.toThrow('stop')
})
