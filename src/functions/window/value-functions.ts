/** first_value, last_value and nth_value: the value of one row of the frame. */
import type { Column } from '../../columnar/column.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { NO_ROW, takeColumnOrNull } from '../../columnar/take-column-or-null.ts'
import { QueryError } from '../../common/errors.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import type { WindowFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'
import { FrameRowFinder } from './frame-row-finder.ts'
import type { WindowRows } from './window-rows.ts'

function valuesAt(args: readonly Column[], window: WindowRows, find: (finder: FrameRowFinder, row: number) => number): Column {
  const values = argument(args, 0)
  const finder = new FrameRowFinder(window, values)
  const rows = new Uint32Array(window.numRows)
  for (let row = 0; row < rows.length; row++) rows[row] = find(finder, row)
  return takeColumnOrNull(values, rows)
}

function nthRow(places: Column): (finder: FrameRowFinder, row: number) => number {
  const values = float64Values(places)
  return (finder, row) => {
    if (!isValid(places, row)) return NO_ROW
    const n = values[row]! // a value a row
    if (n < 1) throw new QueryError('EXECUTION', `nth_value cannot take row ${n} of the frame; rows count from 1.`)
    return finder.fromFirst(row, n)
  }
}

const frame = 'OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)'

function shown(call: string): string {
  return `SELECT array_agg(n ORDER BY x) FROM (SELECT x, ${call} ${frame} AS n FROM (VALUES (10), (20), (40)) AS t(x))`
}

export const valueFunctions: readonly WindowFunction[] = [
  {
    kind: 'window',
    name: 'first_value',
    aliases: ['first'],
    summary: 'The value of the first row of the frame.',
    example: shown('first_value(x)'),
    result: '[10, 10, 20]',
    ignoresNulls: true,
    ...signature({ required: ['any'] }, ([type]) => type),
    evaluate: (args, window) => valuesAt(args, window, (finder, row) => finder.fromFirst(row, 1)),
  },
  {
    kind: 'window',
    name: 'last_value',
    aliases: ['last'],
    summary: 'The value of the last row of the frame.',
    example: shown('last_value(x)'),
    result: '[20, 40, 40]',
    ignoresNulls: true,
    ...signature({ required: ['any'] }, ([type]) => type),
    evaluate: (args, window) => valuesAt(args, window, (finder, row) => finder.last(row)),
  },
  {
    kind: 'window',
    name: 'nth_value',
    summary: 'The value of the n-th row of the frame, counted from 1; NULL where the frame has fewer rows.',
    example: shown('nth_value(x, 2)'),
    result: '[20, 20, 40]',
    ignoresNulls: true,
    ...signature({ required: ['any', 'integer'] }, ([type]) => type),
    evaluate: (args, window) => valuesAt(args, window, nthRow(argument(args, 1))),
  },
]
