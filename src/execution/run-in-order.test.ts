import fc from 'fast-check'
import { expect, test } from 'vitest'
import { QueryError } from '../common/errors.ts'
import { type OrderedTasks, runInOrder } from './run-in-order.ts'

interface TaskScript {
  /** Turns of the event loop before each item. */
  readonly delays: readonly number[]
  readonly fails: boolean
}

const scripts: fc.Arbitrary<readonly TaskScript[]> = fc.array(
  fc.record({ delays: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 6 }), fails: fc.boolean().map(x => x) }),
  { maxLength: 12 },
)
const parallelism = fc.integer({ min: 1, max: 5 })

/** Plays scripts and watches how many run at once and that each is freed. */
class Stage {
  readonly scripts: readonly TaskScript[]
  readonly startOrder: number[] = []
  running = 0
  mostRunning = 0
  given = 0

  constructor(scripts: readonly TaskScript[]) {
    this.scripts = scripts
  }

  tasks(parallelism: number, signal: AbortSignal = new AbortController().signal, budget = 1000): OrderedTasks<string> {
    return {
      count: this.scripts.length,
      start: (index, taskSignal) => this.play(index, taskSignal),
      parallelism,
      signal,
      weigh: () => 1,
      budget,
    }
  }

  async *play(index: number, signal: AbortSignal): AsyncGenerator<string> {
    this.startOrder.push(index)
    this.running++
    this.mostRunning = Math.max(this.mostRunning, this.running)
    try {
      const script = this.scripts[index]
      for (const [item, delay] of (script?.delays ?? []).entries()) {
        for (let turn = 0; turn < delay; turn++) await new Promise(resolve => setImmediate(resolve))
        if (signal.aborted) throw signal.reason
        this.given++
        yield `${index}.${item}`
      }
      if (script?.fails) throw new QueryError('FORMAT', `task ${index} failed`)
    } finally {
      this.running--
    }
  }
}

/** What running one task after the other gives. */
function expected(scripts: readonly TaskScript[]): { readonly items: readonly string[]; readonly error: string | undefined } {
  const items: string[] = []
  for (const [index, script] of scripts.entries()) {
    for (const item of script.delays.keys()) items.push(`${index}.${item}`)
    if (script.fails) return { items, error: `task ${index} failed` }
  }
  return { items, error: undefined }
}

async function collect(iterable: AsyncIterable<string>): Promise<{ items: string[]; error: string | undefined }> {
  const items: string[] = []
  try {
    for await (const item of iterable) items.push(item)
  } catch (error) {
    return { items, error: error instanceof Error ? error.message : String(error) }
  }
  return { items, error: undefined }
}

test('gives what running one after the other gives, errors at their place, whatever the speed of the tasks', async () => {
  await fc.assert(
    fc.asyncProperty(scripts, parallelism, async (played, atOnce) => {
      const stage = new Stage(played)
      expect(await collect(runInOrder(stage.tasks(atOnce)))).toEqual(expected(played))
      expect(stage.running).toBe(0)
      expect(stage.mostRunning).toBeLessThanOrEqual(atOnce)
      expect(stage.startOrder).toEqual([...stage.startOrder].sort((a, b) => a - b))
    }),
    { numRuns: 150 },
  )
})

test('leaving early frees every task, and starts no task beyond the window', async () => {
  await fc.assert(
    fc.asyncProperty(scripts, parallelism, fc.integer({ min: 1, max: 8 }), async (played, atOnce, wanted) => {
      const healthy = played.map(script => ({ ...script, fails: false }))
      const stage = new Stage(healthy)
      const items: string[] = []
      for await (const item of runInOrder(stage.tasks(atOnce))) {
        items.push(item)
        if (items.length === wanted) break
      }
      expect(items).toEqual(expected(healthy).items.slice(0, wanted))
      expect(stage.running).toBe(0)
      const last = items.length < wanted ? healthy.length : Number(items.at(-1)?.split('.')[0])
      for (const index of stage.startOrder) expect(index).toBeLessThan(last + 2 * atOnce)
    }),
    { numRuns: 100 },
  )
})

test("an abort rejects with the signal's reason, never with a short result, and frees every task", async () => {
  await fc.assert(
    fc.asyncProperty(scripts, parallelism, fc.integer({ min: 0, max: 10 }), async (played, atOnce, turns) => {
      const healthy = played.map(script => ({ ...script, fails: false }))
      const stage = new Stage(healthy)
      const controller = new AbortController()
      const result = collect(runInOrder(stage.tasks(atOnce, controller.signal)))
      for (let turn = 0; turn < turns; turn++) await new Promise(resolve => setImmediate(resolve))
      controller.abort(new Error('stop'))
      const { items, error } = await result
      if (error === undefined) expect(items).toEqual(expected(healthy).items)
      else expect(error).toBe('stop')
      expect(stage.running).toBe(0)
    }),
    { numRuns: 100 },
  )
})

test('tasks ahead of the consumer stop when they hold the budget together', async () => {
  const stage = new Stage(Array.from({ length: 8 }, () => ({ delays: Array.from({ length: 100 }, () => 0), fails: false })))
  const iterator = runInOrder(stage.tasks(4, undefined, 20))
  await iterator.next()
  for (let turn = 0; turn < 50; turn++) await new Promise(resolve => setImmediate(resolve))
  // One item taken, two waiting of the first task, 20 of the others and at most one more for each that was already running.
  expect(stage.given).toBeLessThanOrEqual(1 + 2 + 20 + 4)
  expect(stage.given).toBeGreaterThan(20)
  await iterator.return()
  expect(stage.running).toBe(0)
})

test('the error of a task that is not needed any more is dropped', async () => {
  const stage = new Stage([
    { delays: [0, 0, 0], fails: false },
    { delays: [], fails: true },
  ])
  const items: string[] = []
  for await (const item of runInOrder(stage.tasks(2))) {
    items.push(item)
    if (items.length === 3) break
  }
  expect(items).toEqual(['0.0', '0.1', '0.2'])
})

test('the last tasks wait for a thread that has nothing to do', async () => {
  const started: number[] = []
  const run = async (threads: number) => {
    const stage = new Stage(Array.from({ length: 7 }, (_, i) => ({ delays: [1 + (i % 3), 2], fails: false })))
    const tasks = stage.tasks(4)
    started.length = 0
    const start = (index: number, signal: AbortSignal) => {
      started.push(stage.running)
      return tasks.start(index, signal)
    }
    expect(await collect(runInOrder({ ...tasks, start, threads }))).toEqual(expected(stage.scripts))
    return Math.max(...started.slice(-2))
  }
  expect(await run(2)).toBeLessThan(2)
  // One thread goes on with whatever there is.
  expect(await run(1)).toBe(3)
})
