/** Lists of integers and of times in steps. */

import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { intervalAt, intervalMicroseconds } from '../../columnar/interval-value.ts'
import { QueryError } from '../../common/errors.ts'
import { microsecondsReader, moveMoment, timestampOf } from '../../kernels/time-arithmetic.ts'
import { isTemporal } from '../../kernels/type-classes.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { mapRows } from '../support/map-rows.ts'
import { numberReader } from '../support/number-reader.ts'
import { signature } from '../support/signature.ts'

const list: DataType = { kind: 'list', item: { kind: 'int64' } }
const LONGEST = 10_000_000

interface Ends {
  readonly start: number
  readonly stop: number
  readonly step: number
}

/** Up to the stop, which counts where `closed`. */
function series({ start, stop, step }: Ends, closed: 'closed' | 'half-open'): readonly bigint[] {
  if (![start, stop, step].every(Number.isSafeInteger)) throw new QueryError('EXECUTION', 'A series has no numbers beyond 2^53')
  if (step === 0) throw new QueryError('EXECUTION', 'A series needs a step other than 0')
  const steps = (stop - start) / step
  const length = Math.max(0, closed === 'closed' ? Math.floor(steps) + 1 : Math.ceil(steps))
  if (length > LONGEST) throw new QueryError('RESOURCE', `The series would have ${length} items; the limit is ${LONGEST}`)
  return Array.from({ length }, (_, i) => BigInt(start + i * step))
}

/** Steps are added to the start, so that months keep its day: 31 January, 29 February, 31 March. */
function timeSeries(
  args: readonly Column[],
  result: { readonly numRows: number; readonly type: DataType },
  closed: 'closed' | 'half-open',
): Column {
  const [start, stop] = [microsecondsReader(argument(args, 0)), microsecondsReader(argument(args, 1))]
  const words = argument(args, 2).values as Int32Array // of an interval column
  return mapRows(args, result, row => {
    const step = intervalAt(words, row)
    const direction = intervalMicroseconds(step)
    if (direction === 0n) throw new QueryError('EXECUTION', 'A series needs a step other than 0')
    const items: bigint[] = []
    for (let count = 0; ; count++) {
      const by = { months: step.months * count, days: step.days * count, microseconds: step.microseconds * BigInt(count) }
      const item = moveMoment(start(row), by, 1)
      if (item === undefined || (direction > 0n ? item > stop(row) : item < stop(row)) || (closed === 'half-open' && item === stop(row)))
        return items
      if (items.length === LONGEST) throw new QueryError('RESOURCE', `The series would have more than ${LONGEST} items`)
      items.push(item)
    }
  })
}

function seriesFunction(
  closed: 'closed' | 'half-open',
  description: Pick<ScalarFunction, 'name' | 'summary' | 'example' | 'result'>,
): ScalarFunction {
  const integers = signature({ required: ['integer'], optional: ['integer', 'integer'] }, list)
  const times = signature({ required: ['moment', 'moment', 'interval'] }, ([type]) => type && { kind: 'list', item: timestampOf(type) })
  const overTimes = (types: readonly DataType[]) => types.some(type => isTemporal(type)) && times.resultType(types)
  return {
    kind: 'scalar',
    ...description,
    resultType: types => overTimes(types) || integers.resultType(types),
    parameterTypes: types => (overTimes(types) ? times : integers).parameterTypes(types),
    evaluate: (args, numRows, type) => {
      if (type.kind === 'list' && type.item.kind === 'timestamp') return timeSeries(args, { numRows, type }, closed)
      const [first, second, third] = args
      const start = numberReader(second && first)
      const stop = numberReader(second ?? first)
      const step = numberReader(third, 1)
      return mapRows(args, { numRows, type: list }, row => series({ start: start(row), stop: stop(row), step: step(row) }, closed))
    },
  }
}

export const seriesFunctions: readonly ScalarFunction[] = [
  seriesFunction('half-open', {
    name: 'range',
    summary:
      'The integers from the first argument (0 where there is one only) up to before the second, in steps of the third; times in steps of an interval.',
    example: 'SELECT range(1, 4)',
    result: '[1, 2, 3]',
  }),
  seriesFunction('closed', {
    name: 'generate_series',
    summary: 'The integers from the first argument to the second, included, in steps of the third; times in steps of an interval.',
    example: 'SELECT generate_series(1, 10, 3)',
    result: '[1, 4, 7, 10]',
  }),
]
