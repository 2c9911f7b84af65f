/** sum(x): integers and decimals exactly, with an error where the sum leaves its type; floats in the order of the rows. NULL of no rows. */
import type { DataType } from '../../columnar/data-type.ts'
import { MAX_PRECISION } from '../../columnar/decimal-words.ts'
import { isInteger } from '../../kernels/type-classes.ts'
import type { AggregateFunction } from '../function-registry.ts'
import { signature } from '../support/signature.ts'
import { BigintSum } from './bigint-sum.ts'
import { FloatSum } from './float-sum.ts'
import { IntervalSum } from './interval-sum.ts'

const numbers = signature({ required: ['exact number'] }, sumType)

function sumType([type]: readonly DataType[]): DataType | undefined {
  if (!type) return undefined
  if (type.kind === 'decimal') return { ...type, precision: MAX_PRECISION }
  if (!isInteger(type)) return { kind: 'float64' }
  return type.kind === 'int64' && type.declared ? type : { kind: 'int64' }
}

export const sumFunction: AggregateFunction = {
  kind: 'aggregate',
  name: 'sum',
  summary: 'The sum of the values that are not NULL; NULL if there are none.',
  example: 'SELECT sum(x) FROM (VALUES (1), (NULL), (3)) AS t(x)',
  result: '4',
  // Intervals too.
  ...numbers,
  resultType: types => (types.length === 1 && types[0]?.kind === 'interval' ? types[0] : numbers.resultType(types)),
  createAccumulator: types => {
    const [type] = types
    if (type?.kind === 'interval') return new IntervalSum('sum')
    if (type?.kind === 'int64' || type?.kind === 'uint64' || type?.kind === 'decimal')
      return new BigintSum(sumType(types) ?? { kind: 'int64' })
    return new FloatSum(type && isInteger(type) ? 'int64' : 'float64')
  },
}
