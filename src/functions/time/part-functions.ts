/** year(x), month(x), … and date_part. */

import type { Column } from '../../columnar/column.ts'
import type { IntervalValue } from '../../columnar/interval-value.ts'
import { intervalAt } from '../../columnar/interval-value.ts'
import { QueryError } from '../../common/errors.ts'
import { microsecondsReader } from '../../kernels/time-arithmetic.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { mapRows } from '../support/map-rows.ts'
import { signature } from '../support/signature.ts'
import { textReader } from '../support/text-reader.ts'
import { dayTimeOf, type TimePart, timePart, timeParts } from './time-parts.ts'

// As functions these names mean other things.
const onlyParts = new Set([
  'y',
  'yr',
  'yrs',
  'mon',
  'mons',
  'd',
  'h',
  'hr',
  'hrs',
  'min',
  'mins',
  's',
  'sec',
  'secs',
  'ms',
  'msec',
  'msecs',
  'us',
  'usec',
  'usecs',
  'w',
  'dow',
  'doy',
])

function partFunction(part: TimePart): ScalarFunction {
  return {
    kind: 'scalar',
    name: part.name,
    aliases: part.aliases.filter(alias => !onlyParts.has(alias) && !alias.endsWith('s') && !alias.endsWith('ia')),
    summary: part.summary,
    example: part.example,
    result: part.result,
    safe: true,
    ...signature({ required: [part.ofInterval ? 'temporal or time' : 'moment'] }, { kind: part.kind }),
    evaluate: (args, numRows, type) => {
      const read = partReader(argument(args, 0))
      return mapRows(args, { numRows, type }, part.kind === 'int64' ? row => BigInt(read(part, row)) : row => read(part, row))
    },
  }
}

/** Reads parts of the rows of a date, timestamp or interval column. */
function partReader(column: Column): (part: TimePart, row: number) => number {
  if (column.type.kind === 'time') {
    const times = column.values as BigInt64Array // of a time column
    return (part, row) => timePartOf(part, times[row] ?? 0n)
  }
  if (column.type.kind !== 'interval') {
    const microseconds = microsecondsReader(column)
    return (part, row) => part.of(dayTimeOf(microseconds(row)))
  }
  const words = column.values as Int32Array // of an interval column
  return (part, row) => intervalPart(part, intervalAt(words, row))
}

const partsOfTime = new Set(['hour', 'minute', 'second', 'millisecond', 'microsecond', 'epoch'])

function timePartOf(part: TimePart, microseconds: bigint): number {
  if (partsOfTime.has(part.name)) return part.of(dayTimeOf(microseconds))
  throw new QueryError('EXECUTION', `A time of day has no ${part.name}`)
}

function intervalPart(part: TimePart, interval: IntervalValue): number {
  if (part.ofInterval) return part.ofInterval(interval)
  throw new QueryError('EXECUTION', `An interval has no ${part.name}`)
}

export const partFunctions: readonly ScalarFunction[] = [
  ...timeParts.map(partFunction),
  {
    kind: 'scalar',
    name: 'date_part',
    aliases: ['datepart'],
    summary: 'A part of a time by its name, as EXTRACT(part FROM x) gives it.',
    example: "SELECT date_part('quarter', DATE '2024-05-06')",
    result: '2',
    ...signature({ required: ['text', 'temporal or time'] }, { kind: 'float64' }),
    evaluate: (args, numRows, type) => {
      const name = textReader(argument(args, 0))
      const read = partReader(argument(args, 1))
      return mapRows(args, { numRows, type }, row => read(timePart(name(row)), row))
    },
  },
]
