import { expect, test } from 'vitest'
import { rowsPartition } from '../../tests/support/rows-format.ts'
import { resources, rowsOf } from '../../tests/support/run-plan.ts'
import { fieldsOf } from '../../tests/support/tables.ts'
import type { Fragment } from '../catalog/fragment.ts'
import { ReceivedStream } from '../columnar/transfer/received-stream.ts'
import { unpackBatch } from '../columnar/transfer/unpack-batch.ts'
import { serveFragments } from './serve-fragments.ts'
import type { FromWorker, ToWorker } from './worker-protocol.ts'

const fields = fieldsOf({ k: 'dictionary', x: 'int32' })

/** Ten batches of one row. */
function fragment(name: string): Fragment {
  const rows = Array.from({ length: 10 }, (_, i) => [`${name}${i}`, i])
  return { scan: rowsPartition({ fields, rows, batchRows: 1 }, { location: name, projection: ['k', 'x'], filters: [] }), pipeline: [] }
}

/** A worker in this thread. */
function serve() {
  const sent: FromWorker[] = []
  const post = serveFragments(resources, message => sent.push(message))
  const start = (task: number, credit: number): ToWorker => ({
    kind: 'start',
    task,
    fragment: fragment(`t${task}-`),
    batchSize: 4,
    limits: resources.limits,
    credit,
  })
  const kinds = (task: number) => sent.filter(message => message.task === task).map(message => message.kind)
  return { sent, post, start, kinds }
}

/** Long enough for anything that would still come. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await new Promise(resolve => setImmediate(resolve))
}

const batches = (count: number) => Array.from({ length: count }, () => 'batch')

test('sends as many batches as it has credit for, and goes on when more comes', async () => {
  const { post, start, kinds, sent } = serve()
  post(start(1, 3))
  await settle()
  expect(kinds(1)).toEqual(batches(3))
  post({ kind: 'credit', task: 1, batches: 2 })
  await settle()
  expect(kinds(1)).toEqual(batches(5))
  post({ kind: 'credit', task: 1, batches: 100 })
  await settle()
  expect(kinds(1)).toEqual([...batches(10), 'end'])
  const stream = new ReceivedStream()
  const rows = sent.flatMap(message => (message.kind === 'batch' ? rowsOf(unpackBatch(message.batch, stream)) : []))
  expect(rows).toEqual(Array.from({ length: 10 }, (_, i) => [`t1-${i}`, i]))
})

test('of the partitions of a group the later one stays at its first batch until the earlier has ended', async () => {
  const { post, start, kinds, sent } = serve()
  const placed = (task: number, partition: number, credit: number) => ({ ...start(task, credit), turn: { group: 1, partition } })
  post(placed(1, 0, 4))
  post(placed(2, 1, 100))
  await settle()
  expect([kinds(1), kinds(2)]).toEqual([batches(4), batches(1)])
  post({ kind: 'cancel', task: 2 })
  await settle()
  expect(kinds(2)).toEqual(batches(1)) // it is told when it goes on
  post({ kind: 'credit', task: 1, batches: 100 })
  await settle()
  expect(kinds(1)).toEqual([...batches(10), 'end'])
  expect(kinds(2)).toEqual([...batches(1), 'end'])
  expect(sent.at(-1)).toMatchObject({ kind: 'end', task: 2 })
})

test('a task without credit does not stop the others', async () => {
  const { post, start, kinds } = serve()
  post(start(1, 1))
  post(start(2, 100))
  await settle()
  expect(kinds(1)).toEqual(batches(1))
  expect(kinds(2)).toEqual([...batches(10), 'end'])
})

test('a cancelled task ends, and says what it read', async () => {
  const { post, start, kinds, sent } = serve()
  post(start(1, 2))
  await settle()
  post({ kind: 'cancel', task: 1 })
  await settle()
  expect(kinds(1)).toEqual([...batches(2), 'end'])
  expect(sent.at(-1)).toMatchObject({ kind: 'end', report: { rowsRead: 3 } })
  // Messages for a task that has ended mean nothing.
  post({ kind: 'credit', task: 1, batches: 5 })
  post({ kind: 'cancel', task: 1 })
  await settle()
  expect(kinds(1)).toHaveLength(3)
})
