/** median, quantile_cont, quantile_disc, mode and histogram. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import { QueryError } from '../../common/errors.ts'
import { valueComparator } from '../../kernels/compare-values.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import { isNumeric } from '../../kernels/type-classes.ts'
import type { AggregateFunction } from '../function-registry.ts'
import { signature } from '../support/signature.ts'
import { finishEach, SortedAggregate } from './sorted-aggregate.ts'

const float64: DataType = { kind: 'float64' }

type Range = readonly [number, number]

function fractionOf(value: Scalar, name: string): number {
  const fraction = typeof value === 'bigint' ? Number(value) : value
  if (typeof fraction === 'number' && fraction >= 0 && fraction <= 1) return fraction
  throw new QueryError('EXECUTION', `${name} takes a fraction from 0 to 1, not ${value === null ? 'NULL' : String(value)}.`)
}

/** Converted once for all groups. */
const converted = new WeakMap<Column, Float64Array>()

function numbersOf(values: Column): Float64Array {
  const known = converted.get(values)
  if (known) return known
  const numbers = float64Values(values)
  converted.set(values, numbers)
  return numbers
}

/** Between two values it interpolates. */
function continuous(values: Float64Array, [start, end]: Range, fraction: number): number {
  const place = (end - start - 1) * fraction
  const low = Math.floor(place)
  const below = values[start + low]! // place is within the range
  const above = values[Math.min(end - 1, start + low + 1)]!
  return place === low ? below : below + (above - below) * (place - low)
}

/** The first value at or above the fraction. */
function discrete([start, end]: Range, fraction: number): number {
  return start + Math.max(1, Math.ceil((end - start) * fraction)) - 1
}

/** One fraction, or a list of them for a list of quantiles. */
function forFractions(parameter: Scalar, name: string, at: (fraction: number) => Scalar): Scalar {
  if (Array.isArray(parameter)) return parameter.map((fraction: Scalar) => at(fractionOf(fraction, name)))
  return at(fractionOf(parameter, name))
}

function withList(item: DataType, fraction: DataType | undefined): DataType {
  return fraction?.kind === 'list' ? { kind: 'list', item } : item
}

function fitsFraction(type: DataType | undefined): boolean {
  return type !== undefined && (isNumeric(type) || (type.kind === 'list' && (isNumeric(type.item) || type.item.kind === 'null')))
}

/** Fractions, and values that are interpolated, are doubles. */
function plainNumber(type: DataType, where: 'doubles' | 'as it is'): DataType {
  if (where === 'as it is') return type
  if (type.kind === 'list') return { kind: 'list', item: plainNumber(type.item, where) }
  return type.kind === 'decimal' ? { kind: 'float64' } : type
}

function quantileFunction(
  description: Pick<AggregateFunction, 'name' | 'aliases' | 'summary' | 'example' | 'result'>,
  kind: 'continuous' | 'discrete',
): AggregateFunction {
  const { name } = description
  const valueType = (type: DataType): DataType => (kind === 'continuous' ? float64 : type)
  return {
    kind: 'aggregate',
    holdsValues: true,
    ...description,
    parameterTypes: types => types.map((type, i) => plainNumber(type, i === 1 || kind === 'continuous' ? 'doubles' : 'as it is')),
    resultType: types => {
      const [value, fraction] = types
      if (!value || types.length !== 2 || !fitsFraction(fraction)) return undefined
      if (kind === 'continuous' && !isNumeric(value) && value.kind !== 'null') return undefined
      return withList(valueType(value), fraction)
    },
    createAccumulator: types => {
      const type = types[0] ?? { kind: 'null' }
      const compute = (values: Column, range: Range, parameter: Scalar): Scalar =>
        forFractions(parameter, name, fraction =>
          kind === 'continuous' ? continuous(numbersOf(values), range, fraction) : scalarAt(values, discrete(range, fraction)),
        )
      return new SortedAggregate(types, finishEach(withList(valueType(type), types[1]), compute))
    },
  }
}

/** Each run of equal values with its length. */
function runs(values: Column, [start, end]: Range): readonly { readonly first: number; readonly count: number }[] {
  const compare = valueComparator(values, values)
  const found: { first: number; count: number }[] = []
  for (let row = start; row < end; row++) {
    const last = found.at(-1)
    if (last && compare(row - 1, row) === 0) last.count++
    else found.push({ first: row, count: 1 })
  }
  return found
}

function mostFrequent(values: Column, range: Range): Scalar {
  let best = { first: range[0], count: 0 }
  for (const run of runs(values, range)) if (run.count > best.count) best = run
  return scalarAt(values, best.first)
}

function histogramType(key: DataType): DataType {
  const entry: DataType = {
    kind: 'struct',
    fields: [
      { name: 'key', type: key, nullable: false },
      { name: 'value', type: { kind: 'int64' }, nullable: false },
    ],
  }
  return { kind: 'list', item: entry }
}

const numbers = 'FROM (VALUES (1), (2), (2), (10)) AS t(x)'

export const quantileFunctions: readonly AggregateFunction[] = [
  {
    kind: 'aggregate',
    holdsValues: true,
    name: 'median',
    aliases: ['approx_median'],
    summary: 'The value in the middle, or the mean of the two there.',
    example: `SELECT median(x) FROM (VALUES (1), (2), (4), (10)) AS t(x)`,
    result: '3',
    ...signature({ required: ['number'] }, float64),
    createAccumulator: types =>
      new SortedAggregate(
        types,
        finishEach(float64, (values, range) => continuous(numbersOf(values), range, 0.5)),
      ),
  },
  quantileFunction(
    {
      name: 'quantile_cont',
      aliases: ['percentile_cont', 'approx_quantile', 'approx_percentile_cont', 'reservoir_quantile'],
      summary: 'The value below which the fraction of all values lies, interpolated; a list of fractions gives a list.',
      example: `SELECT quantile_cont(x, 0.75) ${numbers}`,
      result: '4',
    },
    'continuous',
  ),
  quantileFunction(
    {
      name: 'quantile_disc',
      aliases: ['percentile_disc', 'quantile'],
      summary: 'The first value at or above the fraction of all values; a list of fractions gives a list.',
      example: `SELECT quantile_disc(x, 0.75) ${numbers}`,
      result: '2',
    },
    'discrete',
  ),
  {
    kind: 'aggregate',
    holdsValues: true,
    name: 'mode',
    summary: 'The most frequent value; the least of several that are.',
    example: `SELECT mode(x) ${numbers}`,
    result: '2',
    ...signature({ required: ['any'] }, ([type]) => type),
    createAccumulator: types => new SortedAggregate(types, finishEach(types[0] ?? { kind: 'null' }, mostFrequent)),
  },
  {
    kind: 'aggregate',
    holdsValues: true,
    name: 'mad',
    summary: 'The median of the distances from the median.',
    example: `SELECT mad(x) FROM (VALUES (1), (2), (4), (10)) AS t(x)`,
    result: '1.5',
    ...signature({ required: ['number'] }, float64),
    createAccumulator: types =>
      new SortedAggregate(
        types,
        finishEach(float64, (values, [start, end]) => {
          const numbers = numbersOf(values).subarray(start, end)
          const middle = continuous(numbers, [0, numbers.length], 0.5)
          return continuous(numbers.map(value => Math.abs(value - middle)).sort(), [0, numbers.length], 0.5)
        }),
      ),
  },
  {
    kind: 'aggregate',
    holdsValues: true,
    name: 'entropy',
    summary: 'How evenly the different values are spread, in bits: 0 where all are equal.',
    example: `SELECT entropy(x) FROM (VALUES (1), (1), (2), (2)) AS t(x)`,
    result: '1',
    ...signature({ required: ['any'] }, float64),
    createAccumulator: types =>
      new SortedAggregate(
        types,
        finishEach(float64, (values, [start, end]) => {
          let bits = 0
          for (const { count } of runs(values, [start, end])) bits -= (count / (end - start)) * Math.log2(count / (end - start))
          return bits + 0
        }),
      ),
  },
  {
    kind: 'aggregate',
    holdsValues: true,
    name: 'histogram',
    summary: 'The different values with how often each comes, as a list of structs of key and value.',
    example: `SELECT histogram(x)[2].value ${numbers}`,
    result: '2',
    ...signature({ required: ['any'] }, ([type]) => type && histogramType(type)),
    createAccumulator: types =>
      new SortedAggregate(
        types,
        finishEach(histogramType(types[0] ?? { kind: 'null' }), (values, range) =>
          runs(values, range).map(({ first, count }) => ({ key: scalarAt(values, first), value: BigInt(count) })),
        ),
      ),
  },
  {
    kind: 'aggregate',
    holdsValues: true,
    name: 'approx_count_distinct',
    aliases: ['approx_distinct'],
    summary: 'How many different values there are. The count is exact here.',
    example: `SELECT approx_count_distinct(x) ${numbers}`,
    result: '3',
    ...signature({ required: ['any'] }, { kind: 'int64' }),
    createAccumulator: types =>
      new SortedAggregate(types, ({ values, offsets }) => {
        const counts = new BigInt64Array(offsets.length - 1)
        for (let group = 0; group < counts.length; group++) {
          counts[group] = BigInt(runs(values, [offsets[group] ?? 0, offsets[group + 1] ?? 0]).length)
        }
        return { type: { kind: 'int64' }, length: counts.length, nullCount: 0, values: counts }
      }),
  },
]
