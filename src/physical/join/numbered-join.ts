/** A join whose sides have row numbers as their last columns, and its rows with the number of one side behind their columns. */
import type { Batch } from '../../columnar/batch.ts'
import type { HashJoinSpec } from '../hash-join-exec.ts'
import { extendSchema } from '../spill/extra-columns.ts'
import { ROW_NUMBER } from '../spill/row-numbers.ts'

/** Ids that no column of a plan has. */
const LEFT_NUMBER = -1
const RIGHT_NUMBER = -2

/** Gives the columns of the join, the left number, and, unless only left rows come out, the right number. */
export function numberedSpec(spec: HashJoinSpec): HashJoinSpec {
  const { schema, leftIds, rightIds } = spec
  const leftNumber = leftIds.length
  const shifted = outputOf(spec).map(place => (place < leftNumber ? place : place + 1))
  const numbers = givesLeftOnly(spec) ? [leftNumber] : [leftNumber, leftNumber + 1 + rightIds.length]
  return {
    ...spec,
    schema: extendSchema(
      schema,
      numbers.map(() => ROW_NUMBER),
    ),
    leftIds: [...leftIds, LEFT_NUMBER],
    rightIds: [...rightIds, RIGHT_NUMBER],
    output: [...shifted, ...numbers],
  }
}

/** Places of the columns that a join gives. */
export function outputOf(spec: HashJoinSpec): readonly number[] {
  const { leftIds, rightIds, output } = spec
  return output ?? Array.from({ length: leftIds.length + (givesLeftOnly(spec) ? 0 : rightIds.length) }, (_, place) => place)
}

export function byLeftNumber(batches: AsyncIterable<Batch>, spec: HashJoinSpec): AsyncGenerator<Batch> {
  return withNumber(batches, spec, spec.schema.fields.length)
}

export function byRightNumber(batches: AsyncIterable<Batch>, spec: HashJoinSpec): AsyncGenerator<Batch> {
  return withNumber(batches, spec, spec.schema.fields.length + 1)
}

/** `place`: of the number to keep. */
async function* withNumber(batches: AsyncIterable<Batch>, { schema }: HashJoinSpec, place: number): AsyncGenerator<Batch> {
  const numbered = extendSchema(schema, [ROW_NUMBER])
  for await (const { numRows, columns } of batches) {
    yield { schema: numbered, numRows, columns: [...columns.slice(0, schema.fields.length), columns[place]!] } // numberedSpec() put it there
  }
}

function givesLeftOnly({ joinType }: HashJoinSpec): boolean {
  return joinType === 'semi' || joinType === 'anti'
}
