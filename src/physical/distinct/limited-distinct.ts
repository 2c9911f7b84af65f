/** The first row of each key within execution.memory_limit: rows of the keys that fit pass at once, the others come at the end. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { Schema } from '../../columnar/schema.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import { extendBatch, extendSchema } from '../spill/extra-columns.ts'
import { RecursiveGrouping } from '../spill/recursive-grouping.ts'
import { numbersFrom, ROW_NUMBER } from '../spill/row-numbers.ts'
import { CollectedFirstRows } from './collected-first-rows.ts'
import { FirstRows } from './first-rows.ts'

export interface LimitedDistinctSpec {
  readonly holder: PhysicalOperator
  readonly input: AsyncIterable<Batch>
  readonly schema: Schema
  readonly keyTypes: readonly DataType[]
  keysOf(batch: Batch): readonly Column[]
}

export async function* limitedDistinct(spec: LimitedDistinctSpec, context: TaskContext): AsyncGenerator<Batch> {
  const { holder, keyTypes, keysOf } = spec
  const numbered = extendSchema(spec.schema, [ROW_NUMBER])
  const first = new FirstRows({ holder, keyTypes, keysOf, room: 'spill' }, context)
  let later: RecursiveGrouping | undefined
  let rows = 0
  for await (const batch of spec.input) {
    const { fresh, left } = first.choose(batch)
    if (fresh) yield fresh
    if (!left) continue
    later ??= new RecursiveGrouping(
      {
        holder,
        inputSchema: numbered,
        resultSchema: numbered,
        keysOf,
        start: room =>
          new CollectedFirstRows(new FirstRows({ holder, keyTypes, keysOf, room }, context), { holder, schema: numbered }, context),
      },
      context,
    )
    await later.add(extendBatch(left, numbered, [numbersFrom(rows, left.numRows)]))
    rows += left.numRows
  }
  first.release()
  if (later) yield* later.finish()
}
