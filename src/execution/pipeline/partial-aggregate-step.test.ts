import { expect, test } from 'vitest'
import { functions } from '../../../tests/support/run-plan.ts'
import type { Batch } from '../../columnar/batch.ts'
import type { Expr } from '../../expr/expr.ts'
import { partialAggregateStep } from './partial-aggregate-step.ts'

const type = { kind: 'int32' } as const
const x: Expr = { kind: 'column', id: 0, name: 'x', type }

async function* batchesOf(count: number, size: number): AsyncGenerator<Batch> {
  for (let i = 0; i < count; i++) {
    const values = Int32Array.from({ length: size }, (_, row) => i * size + row)
    yield {
      schema: { fields: [{ name: 'x', type, nullable: false }] },
      numRows: size,
      columns: [{ type, length: size, nullCount: 0, values }],
    }
  }
}

test('very many groups are sent before the fragment ends, each once', async () => {
  let read = 0
  async function* counted(): AsyncGenerator<Batch> {
    for await (const batch of batchesOf(6, 50_000)) {
      read++
      yield batch
    }
  }
  let next = 0
  let readAtFirst = 0
  for await (const batch of partialAggregateStep({ groupBy: [x], aggregates: [] }, counted(), { functions, batchSize: 8192 })) {
    readAtFirst ||= read
    const keys = batch.columns[0]?.values as Int32Array // of an int32 column
    for (let row = 0; row < batch.numRows; row++) if (keys[row] !== next++) throw new Error(`group ${next - 1} is missing`)
  }
  expect(readAtFirst).toBe(3)
  expect(next).toBe(300_000)
})
