/** Aggregates over the items of each list. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { QueryError } from '../../common/errors.ts'
import { averageFunction } from '../aggregate/average.ts'
import { extremeFunctions } from '../aggregate/extreme.ts'
import { sumFunction } from '../aggregate/sum.ts'
import type { AggregateFunction, ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'

/** Each row is a group, each item a row of it. */
function aggregateItems(list: Column, fn: AggregateFunction): Column {
  const items: number[] = []
  const groups: number[] = []
  for (let row = 0; row < list.length; row++) {
    if (!isValid(list, row)) continue
    const end = list.offsets![row + 1]! // of a list column
    for (let item = list.offsets![row]!; item < end; item++) {
      items.push(item)
      groups.push(row)
    }
  }
  const child = takeColumn(list.children![0]!, Uint32Array.from(items))
  const accumulator = fn.createAccumulator([child.type])
  accumulator.update([child], Uint32Array.from(groups), list.length)
  return accumulator.finish()
}

function itemResult(fn: AggregateFunction): (types: readonly DataType[]) => DataType | undefined {
  return ([list]) => (list?.kind === 'list' ? fn.resultType([list.item]) : undefined)
}

function listAggregate(
  fn: AggregateFunction | undefined,
  description: Pick<ScalarFunction, 'name' | 'summary' | 'example' | 'result'>,
): ScalarFunction {
  if (!fn) throw new QueryError('INTERNAL', `There is no aggregate for ${description.name}. This is a bug in locusql; please report it.`)
  return {
    kind: 'scalar',
    ...description,
    aliases: [description.name.replace('list_', 'array_')],
    ...signature({ required: ['list'] }, itemResult(fn)),
    evaluate: args => aggregateItems(argument(args, 0), fn),
  }
}

const [min, max] = extremeFunctions

export const listAggregateFunctions: readonly ScalarFunction[] = [
  listAggregate(sumFunction, {
    name: 'list_sum',
    summary: 'The sum of the items of a list.',
    example: 'SELECT list_sum([1, 2, 4])',
    result: '7',
  }),
  listAggregate(averageFunction, {
    name: 'list_avg',
    summary: 'The mean of the items of a list.',
    example: 'SELECT list_avg([1, 2, 6])',
    result: '3',
  }),
  listAggregate(min, { name: 'list_min', summary: 'The least item of a list.', example: 'SELECT list_min([4, 2, 6])', result: '2' }),
  listAggregate(max, { name: 'list_max', summary: 'The greatest item of a list.', example: 'SELECT list_max([4, 2, 6])', result: '6' }),
]
