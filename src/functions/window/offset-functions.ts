/** lag and lead: the value of a row before or behind. */
import type { Column } from '../../columnar/column.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { NO_ROW, takeColumnOrNull } from '../../columnar/take-column-or-null.ts'
import { commonType } from '../../kernels/common-type.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import { isInteger } from '../../kernels/type-classes.ts'
import type { WindowFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { validRows } from './frame-row-finder.ts'
import type { WindowRows } from './window-rows.ts'

// `!` in this file: there are bounds and values for every row.

/** The row `distance` rows on in the partition (back where it is negative), or NO_ROW. */
type Finder = (row: number, distance: number) => number

function rowFinder(values: Column, window: WindowRows): Finder {
  const { partitionStarts, partitionEnds, nulls } = window
  const inside = (row: number, found: number) => (found >= partitionStarts[row]! && found < partitionEnds[row]! ? found : NO_ROW)
  if (nulls === 'respect' || values.nullCount === 0) return (row, distance) => inside(row, row + distance)
  const valid = validRows(values)
  return (row, distance) => {
    if (distance === 0) return row
    // Behind the row the first that counts is its own place among them, or the next where it counts itself.
    const place = distance < 0 ? valid.before[row]! + distance : valid.before[row + 1]! + distance - 1
    const found = valid.rows[place]
    return found === undefined ? NO_ROW : inside(row, found)
  }
}

function evaluateOffset(args: readonly Column[], window: WindowRows, sign: 1 | -1): Column {
  const values = argument(args, 0)
  const [, offset, fallback] = args
  const offsets = offset && offset.type.kind !== 'null' ? float64Values(offset) : undefined
  const find = rowFinder(values, window)
  const rows = new Uint32Array(window.numRows)
  for (let row = 0; row < rows.length; row++) {
    if (offset && !isValid(offset, row)) {
      rows[row] = NO_ROW
      continue
    }
    const found = find(row, sign * (offsets ? offsets[row]! : 1))
    // Values of the third argument stand behind those of the first.
    rows[row] = found === NO_ROW && fallback ? window.numRows + row : found
  }
  return takeColumnOrNull(fallback ? concatColumns([values, fallback]) : values, rows)
}

function offsetTypes([value, offset, fallback]: readonly DataType[]): readonly DataType[] | undefined {
  if (!value || (offset && offset.kind !== 'null' && !isInteger(offset))) return undefined
  if (!fallback) return offset ? [value, offset] : [value]
  const common = commonType(value, fallback)
  return common && [common, offset ?? { kind: 'int64' }, common]
}

function offsetFunction(
  name: string,
  sign: 1 | -1,
  words: { readonly where: string; readonly example: string; readonly result: string },
): WindowFunction {
  return {
    kind: 'window',
    name,
    summary: `The value of the row ${words.where}, one or so many rows away; NULL, or the third argument, where there is none.`,
    example: words.example,
    result: words.result,
    ignoresNulls: true,
    resultType: types => (types.length > 3 ? undefined : offsetTypes(types)?.[0]),
    parameterTypes: types => offsetTypes(types) ?? types,
    evaluate: (args, window) => evaluateOffset(args, window, sign),
  }
}

const rows = 'FROM (VALUES (10), (20), (40)) AS t(x)'

export const offsetFunctions: readonly WindowFunction[] = [
  offsetFunction('lag', -1, {
    where: 'before',
    example: `SELECT array_agg(n ORDER BY x) FROM (SELECT x, lag(x) OVER (ORDER BY x) AS n ${rows})`,
    result: '[NULL, 10, 20]',
  }),
  offsetFunction('lead', 1, {
    where: 'behind',
    example: `SELECT array_agg(n ORDER BY x) FROM (SELECT x, lead(x, 1, 0) OVER (ORDER BY x) AS n ${rows})`,
    result: '[20, 40, 0]',
  }),
]
