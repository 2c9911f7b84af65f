/** Aggregates over the items of each list. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { QueryError } from '../../common/errors.ts'
import { commonValidity, withValidity } from '../../kernels/boolean-column.ts'
import { aggregateFunctions } from '../aggregate/aggregate-functions.ts'
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
  const result = accumulator.finish()
  // A NULL list has no count either.
  return withValidity(result, commonValidity([list, result], list.length))
}

/** list_median, list_count … of every aggregate that takes one argument. */
function listOf(name: string): ScalarFunction {
  const fn = aggregateFunctions.find(each => each.name === name)
  const boolean = name.startsWith('bool')
  return listAggregate(fn, {
    name: `list_${name}`,
    summary: `The aggregate ${name} over the items of a list.`,
    example: `SELECT list_${name}([${boolean ? 'true, false' : '1, 2, 4, 4'}])`,
  })
}

const others = (
  'count first last any_value median mode product entropy mad kurtosis kurtosis_pop skewness geomean sem stddev_pop stddev_samp var_pop var_samp ' +
  'bit_and bit_or bit_xor bool_and bool_or histogram approx_count_distinct'
).split(' ')

/** By the name of an aggregate, which must be a literal: its type decides that of the result. */
const listAggregateByName: ScalarFunction = {
  kind: 'scalar',
  name: 'list_aggregate',
  aliases: ['list_aggr', 'array_aggregate', 'array_aggr', 'aggregate'],
  summary: 'An aggregate, by its name, over the items of a list.',
  example: "SELECT list_aggregate([1, 2, 4], 'median')",
  result: '2',
  resultType: (types, constants = []) => {
    const fn = findAggregate(constants[1])
    return types.length === 2 && fn ? itemResult(fn)(types) : undefined
  },
  evaluate: args => {
    const list = argument(args, 0)
    const fn = findAggregate(argument(args, 1).length === 0 ? 'count' : scalarAt(argument(args, 1), 0))
    if (!fn) throw new QueryError('EXECUTION', 'Function list_aggregate takes the name of an aggregate')
    return aggregateItems(list, fn)
  },
}

function findAggregate(name: Scalar | undefined): AggregateFunction | undefined {
  const wanted = typeof name === 'string' ? name.toLowerCase() : undefined
  return aggregateFunctions.find(fn => fn.name === wanted || fn.aliases?.includes(wanted ?? ''))
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
  ...others.map(listOf),
  listAggregateByName,
  listAggregate(max, { name: 'list_max', summary: 'The greatest item of a list.', example: 'SELECT list_max([4, 2, 6])', result: '6' }),
]
