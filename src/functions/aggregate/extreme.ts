/** min(x) and max(x) over every type that has an order. */
import type { DataType } from '../../columnar/data-type.ts'
import { isWideDecimal } from '../../columnar/decimal-words.ts'
import type { Accumulator, AggregateFunction } from '../function-registry.ts'
import { signature } from '../support/signature.ts'
import { BigintExtreme } from './bigint-extreme.ts'
import type { Direction } from './direction.ts'
import { NumberExtreme } from './number-extreme.ts'
import { withRanks } from './ranked.ts'
import { TextExtreme } from './text-extreme.ts'
import { ValueExtreme } from './value-extreme.ts'

function createExtreme(type: DataType, direction: Direction): Accumulator {
  switch (type.kind) {
    case 'int8':
    case 'int16':
    case 'int32':
    case 'uint8':
    case 'uint16':
    case 'uint32':
    case 'float32':
    case 'float64':
    case 'date':
      return new NumberExtreme(type, direction)
    case 'int64':
    case 'uint64':
    case 'timestamp':
    case 'time':
    case 'decimal':
      return isWideDecimal(type) ? new ValueExtreme(type, direction) : new BigintExtreme(type, direction)
    case 'utf8':
    case 'binary':
    case 'dictionary':
      return new TextExtreme(type, direction)
    default:
      return new ValueExtreme(type, direction)
  }
}

function extremeFunction(
  name: string,
  direction: Direction,
  words: { readonly which: string; readonly result: string },
): AggregateFunction {
  return {
    kind: 'aggregate',
    name,
    summary: `The ${words.which} value that is not NULL; NaN is greater than every number. NULL if there is none.`,
    example: `SELECT ${name}(x) FROM (VALUES (3), (NULL), (7)) AS t(x)`,
    result: words.result,
    ...signature({ required: ['any'] }, ([type]) => type),
    createAccumulator: ([type]) => createExtreme(type ?? { kind: 'null' }, direction),
  }
}

export const extremeFunctions: readonly AggregateFunction[] = [
  withRanks(extremeFunction('min', -1, { which: 'least', result: '3' }), -1, 1),
  withRanks(extremeFunction('max', 1, { which: 'greatest', result: '7' }), 1, 1),
]
