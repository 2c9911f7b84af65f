import { expect, test } from 'vitest'
import { type RowsOptions, rowsPartition } from '../../tests/support/rows-format.ts'
import { resources, rowsOf } from '../../tests/support/run-plan.ts'
import { column, fieldsOf, type Rows } from '../../tests/support/tables.ts'
import type { Fragment, FragmentReport, PipelineStep } from '../catalog/fragment.ts'
import type { Scalar } from '../columnar/scalar.ts'
import type { Expr } from '../expr/expr.ts'
import { runFragment } from './run-fragment.ts'

const fields = fieldsOf({ k: 'utf8', x: 'int32', y: 'int32' })
const rows: Rows = Array.from({ length: 10 }, (_, i) => [`k${i % 2}`, i, 10 * i])
const x = column('x', 7, 'int32')
const atLeast = (value: number): Expr => ({
  kind: 'compare',
  op: '>=',
  left: x,
  right: { kind: 'literal', type: { kind: 'int32' }, value },
})

interface Scan {
  readonly projection: readonly string[]
  readonly filters?: readonly Expr[]
  readonly limit?: number
  readonly fault?: RowsOptions['fault']
}

function fragment({ projection, filters = [], limit, fault }: Scan, pipeline: readonly PipelineStep[] = []): Fragment {
  const options: RowsOptions = { fields, rows, batchRows: 4, ...(fault && { fault }) }
  return { scan: rowsPartition(options, { location: 'a.rows', projection, filters, limit }), pipeline }
}

async function run(of: Fragment, signal = new AbortController().signal) {
  const reports: FragmentReport[] = []
  const result: { rows: Scalar[][]; numRows: number; names: readonly string[] } = { rows: [], numRows: 0, names: [] }
  for await (const batch of runFragment(of, resources, { batchSize: 3, signal, onReport: report => reports.push(report) })) {
    result.rows.push(...rowsOf(batch))
    result.numRows += batch.numRows
    result.names = batch.schema.fields.map(field => field.name)
  }
  expect(reports).toHaveLength(1)
  return { ...result, report: reports[0]! }
}

test('columns that only the filters read are not in the result', async () => {
  const { rows, names, report } = await run(fragment({ projection: ['y', 'k'], filters: [atLeast(7), atLeast(8)] }))
  expect(names).toEqual(['y', 'k'])
  expect(rows).toEqual([
    [80, 'k0'],
    [90, 'k1'],
  ])
  expect(report).toMatchObject({ rowsRead: 10, bytesRead: 100, warnings: ['rows are no file'], stages: [{ rows: 2, batches: 1 }] })
})

test('an empty projection still counts rows', async () => {
  expect(await run(fragment({ projection: [] }))).toMatchObject({ numRows: 10, names: [] })
  expect(await run(fragment({ projection: [], filters: [atLeast(4)] }))).toMatchObject({ numRows: 6, names: [] })
})

test('a limit counts rows that pass, and stops reading', async () => {
  const { rows, report } = await run(fragment({ projection: ['x'], filters: [atLeast(2)], limit: 3 }))
  expect(rows).toEqual([[2], [3], [4]])
  expect(report.rowsRead).toBe(8)
  expect((await run(fragment({ projection: ['x'], limit: 0 }))).report.rowsRead).toBe(0)
})

test('steps follow each other, and each finds its columns by name', async () => {
  const double: Expr = { kind: 'arithmetic', op: '+', left: x, right: x }
  const steps: readonly PipelineStep[] = [
    { kind: 'filter', predicate: atLeast(3) },
    { kind: 'projection', exprs: [double, column('k', 1, 'utf8')], names: ['#1', '#2'] },
    { kind: 'top-k', keys: [{ expr: column('#1', 1, 'int32'), descending: true, nullsFirst: true }], fetch: 5 },
    { kind: 'limit', fetch: 4 },
  ]
  const { rows, report } = await run(fragment({ projection: ['k', 'x'] }, steps))
  expect(rows).toEqual([
    [18, 'k1'],
    [16, 'k0'],
    [14, 'k1'],
    [12, 'k0'],
  ])
  expect(report.stages.map(stage => stage.rows)).toEqual([10, 7, 7, 5, 4])
})

test('others are let first after each batch that was read, also where one comes out of them all', async () => {
  let asked = 0
  let waited = 0
  const pause = () => {
    asked++
    return asked % 3 === 0 ? undefined : Promise.resolve().then(() => void waited++)
  }
  const steps: readonly PipelineStep[] = [{ kind: 'top-k', keys: [{ expr: x, descending: true, nullsFirst: true }], fetch: 1 }]
  const control = { batchSize: 3, signal: new AbortController().signal, pause, onReport: () => undefined }
  const given: Scalar[][] = []
  for await (const batch of runFragment(fragment({ projection: ['x'] }, steps), resources, control)) given.push(...rowsOf(batch))
  expect(given).toEqual([[9]])
  expect([asked, waited]).toEqual([9, 6]) // three batches of up to four rows, and each time until there is nothing to wait for
})

test('the report comes also when the fragment fails, and a bug becomes an INTERNAL error', async () => {
  const reports: FragmentReport[] = []
  const batches = runFragment(fragment({ projection: ['x'], fault: { kind: 'bug', batch: 1 } }), resources, {
    batchSize: 3,
    signal: new AbortController().signal,
    onReport: report => reports.push(report),
  })
  await batches.next()
  await expect(batches.next()).rejects.toMatchObject({
    code: 'INTERNAL',
    message: 'Reading "a.rows" failed: undefined is not a function. This is a bug in locusql; please report it.',
    at: { location: 'a.rows' },
  })
  expect(reports).toMatchObject([{ rowsRead: 4 }])
})

test('an abort rejects with its reason', async () => {
  const controller = new AbortController()
  const hanging = run(fragment({ projection: ['x'], fault: { kind: 'hang', batch: 1 } }), controller.signal)
  setTimeout(() => controller.abort(new Error('stop')), 5)
  await expect(hanging).rejects.toThrow('stop')
})
