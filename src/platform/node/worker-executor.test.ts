import { execFile } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Bundle, bundle } from '../../../tests/support/bundle.ts'
import type { RowsOptions } from '../../../tests/support/rows-format.ts'
import { contextOf, planOf, resources, runPhysical, runPlan } from '../../../tests/support/run-plan.ts'
import { type FileCut, fieldsOf, fileTable, type Rows } from '../../../tests/support/tables.ts'
import { InlineExecutor } from '../../execution/inline-executor.ts'
import { MixedExecutor } from '../../execution/mixed-executor.ts'
import { WorkerExecutor } from '../../execution/worker-executor.ts'
import type { Expr } from '../../expr/expr.ts'
import { createColumnIds } from '../../logical/column-ids.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { filterNode } from '../../logical/nodes/filter-node.ts'
import { limitNode } from '../../logical/nodes/limit-node.ts'
import { projectionNode } from '../../logical/nodes/projection-node.ts'
import { scanNode } from '../../logical/nodes/scan-node.ts'
import { sortNode } from '../../logical/nodes/sort-node.ts'
import { nodeWorkerFactory } from './node-worker-factory.ts'

const support = path.join(import.meta.dirname, '../../../tests/support')
const fields = fieldsOf({ k: 'dictionary', x: 'int32', t: 'utf8' })
const limits = { lineBytes: 1e6, headerBytes: 1e6 }
let worker: Bundle
let executors: WorkerExecutor[] = []

beforeAll(async () => {
  worker = await bundle(path.join(support, 'rows-worker.ts'))
})
afterEach(async () => {
  await Promise.all(executors.map(executor => executor.close()))
  executors = []
})
afterAll(() => worker.remove())

function pool(workers: number, heapMegabytes?: number): WorkerExecutor {
  const factory = nodeWorkerFactory({ location: worker.location, ...(heapMegabytes !== undefined && { heapMegabytes }) })
  const executor = new WorkerExecutor({ factory, workers, limits })
  executors.push(executor)
  return executor
}

const manyRows: Rows = Array.from({ length: 300 }, (_, i) => [i % 7 === 0 ? null : `k${i % 5}`, i, 'x'.repeat(i % 11)])

function scan(rows: Rows, cut: Partial<FileCut> = {}) {
  return scanNode({ table: 't', provider: fileTable(fields, rows, { partitionRows: 20, ...cut }) }, createColumnIds())
}

function columnOf(plan: LogicalPlan, index: number): Expr {
  const field = plan.schema.fields[index]!
  return { kind: 'column', id: plan.ids[index]!, name: field.name, type: field.type }
}

/** A plan with every step that runs inside fragments. */
function pipeline(cut: Partial<FileCut> = {}): LogicalPlan {
  const input = scan(manyRows, cut)
  const x = columnOf(input, 1)
  const seven: Expr = { kind: 'literal', type: { kind: 'int32' }, value: 7 }
  const columns = [
    { expr: columnOf(input, 0), name: 'k' },
    { expr: { kind: 'arithmetic', op: '%', left: x, right: seven } satisfies Expr, name: 'm' },
    { expr: seven, name: 'seven' },
    { expr: columnOf(input, 2), name: 't' },
  ]
  const filtered = filterNode({ kind: 'compare', op: '>', left: x, right: seven }, input)
  const projected = projectionNode(columns, filtered, createColumnIds(100))
  return { ...sortNode([{ expr: columnOf(projected, 1), descending: true, nullsFirst: true }], projected), fetch: 50 }
}

function fault(kind: NonNullable<RowsOptions['fault']>['kind'], partition = 3): Partial<FileCut> {
  return { fault: { kind, partition, batch: 2 } }
}

test.each([1, 2, 4])('rows and their order are those of one thread, with %i workers', async parallelism => {
  const executor = pool(parallelism)
  const all = scan(manyRows)
  expect(await runPlan(all, { executor })).toEqual(manyRows)
  expect(await runPlan(pipeline(), { executor, batchSize: 7 })).toEqual(await runPlan(pipeline()))
})

test('counts are those of one thread, too', async () => {
  const counts = async (options: Parameters<typeof contextOf>[0]) => {
    const context = contextOf(options)
    const operator = await planOf(pipeline())
    await runPhysical(operator, context)
    const [, below] = [operator, operator.children[0]!]
    const partial = below.children[0]!
    return [below, partial].map(at => ['rows', 'batches', 'rows_read', 'bytes_read'].map(name => context.metrics.get(at)?.get(name)))
  }
  expect(await counts({ executor: pool(2) })).toEqual(await counts({}))
})

test.each(['error', 'bug'] as const)("a reader's %s is the same error in a worker", async kind => {
  const failure = async (run: Promise<unknown>) => {
    const error = await run.then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(error).toBeInstanceOf(Error)
    const { code, reason, message, at } = error as { code: string; reason: string; message: string; at: unknown }
    return { code, reason, message, at }
  }
  const inline = await failure(runPlan(scan(manyRows, fault(kind))))
  expect(await failure(runPlan(scan(manyRows, fault(kind)), { executor: pool(2) }))).toEqual(inline)
  expect(inline.code).toBe(kind === 'error' ? 'FORMAT' : 'INTERNAL')
})

// A worker reads two parts at a time, and the first of them tells.
test.each([
  ['exit', /^A worker thread stopped while it read "part-[23].rows": it exited with code 3\.$/],
  ['uncaught', /^A worker thread stopped while it read "part-[23].rows": RangeError: nobody catches this\.$/],
] as const)('a worker that dies (%s) fails its query, and the next query gets a new worker', async (kind, message) => {
  const executor = pool(1)
  await expect(runPlan(scan(manyRows, fault(kind)), { executor })).rejects.toMatchObject({
    code: 'EXECUTION',
    reason: 'worker_died',
    message: expect.stringMatching(message),
  })
  expect(await runPlan(scan(manyRows), { executor })).toEqual(manyRows)
})

test('a worker without memory is a RESOURCE error of its query', async () => {
  const executor = pool(1, 24)
  await expect(runPlan(scan(manyRows, fault('memory')), { executor })).rejects.toMatchObject({
    code: 'RESOURCE',
    reason: 'worker_out_of_memory',
  })
  expect(await runPlan(scan(manyRows), { executor })).toEqual(manyRows)
})

test('a dead worker does not harm a query that runs in another one', async () => {
  const executor = pool(2)
  const [dying, living] = await Promise.allSettled([
    runPlan(scan(manyRows.slice(0, 20), { ...fault('exit', 0), delay: 5 }), { executor }),
    runPlan(scan(manyRows.slice(0, 20), { delay: 10 }), { executor }),
  ])
  expect(dying.status).toBe('rejected')
  expect(living).toMatchObject({ status: 'fulfilled', value: manyRows.slice(0, 20) })
})

test('a query inside the loop of another one does not wait for ever', async () => {
  const executor = pool(1)
  const outer = await planOf(scan(manyRows))
  let inner: unknown
  for await (const _ of outer.children[0]!.execute(0, contextOf({ executor }))) {
    inner ??= await runPlan(scan(manyRows), { executor })
    break
  }
  expect(inner).toEqual(manyRows)
})

test('an abort at any time rejects soon with its reason, also where a reader hangs', async () => {
  const executor = pool(2)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 30 }), fc.boolean(), async (milliseconds, hangs) => {
      const controller = new AbortController()
      const run = runPlan(scan(manyRows, { delay: 2, ...(hangs && fault('hang')) }), { executor, signal: controller.signal })
      const settled = run.catch((error: unknown) => error)
      await new Promise(resolve => setTimeout(resolve, milliseconds))
      const began = performance.now()
      controller.abort(new Error('stop'))
      expect(await settled).toEqual(new Error('stop'))
      expect(performance.now() - began).toBeLessThan(20_000)
    }),
    { numRuns: 20 },
  )
  expect(await runPlan(scan(manyRows), { executor })).toEqual(manyRows)
})

test('rows and their order are those of one thread where that thread works along with a worker', async () => {
  const executor = new MixedExecutor(new InlineExecutor(resources, 1), pool(1))
  expect(executor.parallelism).toBe(4)
  expect(await runPlan(scan(manyRows, { delay: 1 }), { executor })).toEqual(manyRows)
  expect(await runPlan(pipeline(), { executor })).toEqual(await runPlan(pipeline()))
  // A fault that either thread can have: which of them meets it depends on timing.
  const error = await runPlan(scan(manyRows, fault('error')), { executor: new InlineExecutor(resources, 1) }).catch(
    (thrown: unknown) => thrown,
  )
  await expect(runPlan(scan(manyRows, fault('error')), { executor })).rejects.toEqual(error)
  expect(await runPlan(scan(manyRows), { executor })).toEqual(manyRows)
})

test("a limit stops the workers' reading", async () => {
  const context = contextOf({ executor: pool(2) })
  const operator = await planOf(limitNode({ skip: 0, fetch: 4 }, scan(manyRows, { delay: 1 })))
  expect(await runPhysical(operator, context)).toEqual(manyRows.slice(0, 4))
  const read = [...context.metrics.values()].reduce((sum, counts) => sum + (counts.get('rows_read') ?? 0), 0)
  expect(read).toBeGreaterThan(0)
  expect(read).toBeLessThan(100)
})

test('idle workers do not keep a process alive', async () => {
  const main = await bundle(path.join(support, 'idle-main.ts'))
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(main.location), worker.location.href], {
      timeout: 20_000,
    })
    expect(stdout).toBe('300 rows\n')
  } finally {
    main.remove()
  }
})

test('a pool that is closed while tasks run holds the process until its threads are gone', async () => {
  const main = await bundle(path.join(support, 'closing-main.ts'))
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(main.location), worker.location.href], {
      timeout: 20_000,
    })
    expect(stdout).toBe('closed\nExecution ended\n')
  } finally {
    main.remove()
  }
})
