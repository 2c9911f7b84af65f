/** Parts of a text, counted in characters from 1. */

import { getBit } from '../../columnar/bitmap.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { QueryError } from '../../common/errors.ts'
import { asciiSlice, isAscii } from '../../kernels/ascii-slice.ts'
import { commonValidity, withValidity } from '../../kernels/boolean-column.ts'
import { textRows } from '../../kernels/text-rows.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { mapRows } from '../support/map-rows.ts'
import { numberReader } from '../support/number-reader.ts'
import { checkTextLength } from '../support/result-size.ts'
import { rowFunction } from '../support/row-function.ts'
import { signature } from '../support/signature.ts'
import { textReader } from '../support/text-reader.ts'

const utf8 = { kind: 'utf8' } as const

/** Whether each UTF-16 unit is a character; then slicing needs no array of them. */
function isSimple(text: string): boolean {
  return !/[\ud800-\udfff]/.test(text)
}

/** Characters start..end, 0-based, half open, clipped. */
function slice(text: string, start: number, end: number): string {
  const from = Math.max(0, start)
  if (end <= from) return ''
  return isSimple(text) ? text.slice(from, end) : [...text].slice(from, end).join('')
}

function characters(text: string): number {
  return isSimple(text) ? text.length : [...text].length
}

/** PostgreSQL: positions before the text count, so substr('ACGT', 0, 2) is 'A'. A negative start counts from the end, as in DuckDB. */
function substringBounds(size: number, start: number, count: number | undefined): readonly [number, number] {
  if (count !== undefined && count < 0)
    throw new QueryError('EXECUTION', `Function substring cannot take ${count} characters; give a length of 0 or more`)
  const first = start < 0 ? size + start : start - 1
  return [first, count === undefined ? size : first + count]
}

function substring(text: string, start: number, count?: number): string {
  const [first, last] = substringBounds(characters(text), start, count)
  return slice(text, first, last)
}

function pad(text: string, length: number, fill: string): string {
  checkTextLength(length, 'pad')
  const missing = length - characters(text)
  if (missing <= 0 || fill === '') return ''
  return slice(fill.repeat(Math.ceil(missing / characters(fill))), 0, missing)
}

/** Where each row's part starts and ends, for a text of `size` characters and the row's numbers. */
type Bounds = (size: number, a: number, b: number | undefined) => readonly [start: number, end: number]

/** The same function for rows of plain ASCII, which need no strings; `compute` is asked for the others. */
function sliceFunction(fn: ScalarFunction, bounds: Bounds): ScalarFunction {
  return {
    ...fn,
    evaluate: (args, numRows, type) => {
      const text = argument(args, 0)
      if (text.type.kind !== 'utf8' || !isAscii(text)) return fn.evaluate(args, numRows, type)
      const [a, b] = [numberReader(args[1]), numberReader(args[2])]
      const offsets = textRows(text).offsets
      const validity = commonValidity(args, numRows)
      const first = new Float64Array(numRows)
      const last = new Float64Array(numRows)
      for (let row = 0; row < numRows; row++) {
        if (validity && !getBit(validity, row)) continue
        const [start, end] = bounds(offsets[row + 1]! - offsets[row]!, a(row), args[2] && b(row)) // an offset more than rows
        first[row] = start
        last[row] = end
      }
      return withValidity(asciiSlice(text, first, last), validity)
    },
  }
}

export const sliceFunctions: readonly ScalarFunction[] = [
  {
    // Only the count can be wrong.
    safeFor: constants => constants.length < 3 || Number(constants[2] ?? -1) >= 0,
    ...sliceFunction(
      rowFunction({
        name: 'substring',
        aliases: ['substr'],
        summary: 'The part of a text from a position (1 is the first character), of a given length or to the end.',
        example: "SELECT substring('ACGTAC', 2, 3)",
        result: 'CGT',
        takes: ['text', 'integer'],
        optional: ['integer'],
        gives: utf8,
        compute: substring,
      }),
      substringBounds,
    ),
  },
  sliceFunction(
    rowFunction({
      name: 'left',
      summary: 'The first characters of a text; a negative count leaves out so many at the end.',
      example: "SELECT left('ACGT', 2)",
      result: 'AC',
      safe: true,
      takes: ['text', 'integer'],
      gives: utf8,
      compute: (text: string, count: number) => slice(text, 0, count < 0 ? characters(text) + count : count),
    }),
    (size, count) => [0, count < 0 ? size + count : count],
  ),
  sliceFunction(
    rowFunction({
      name: 'right',
      summary: 'The last characters of a text; a negative count leaves out so many at the start.',
      example: "SELECT right('ACGT', 2)",
      result: 'GT',
      safe: true,
      takes: ['text', 'integer'],
      gives: utf8,
      compute: (text: string, count: number) => slice(text, count < 0 ? -count : characters(text) - count, Number.POSITIVE_INFINITY),
    }),
    (size, count) => [count < 0 ? -count : size - count, size],
  ),
  rowFunction({
    name: 'lpad',
    summary: 'The text filled up on the left to a length, or cut to it.',
    example: "SELECT lpad('7', 3, '0')",
    result: '007',
    takes: ['text', 'integer'],
    optional: ['text'],
    gives: utf8,
    compute: (text: string, length: number, fill = ' ') => pad(text, length, fill) + slice(text, 0, length),
  }),
  rowFunction({
    name: 'rpad',
    summary: 'The text filled up on the right to a length, or cut to it.',
    example: "SELECT rpad('chr', 5, '.')",
    result: 'chr..',
    takes: ['text', 'integer'],
    optional: ['text'],
    gives: utf8,
    compute: (text: string, length: number, fill = ' ') => slice(text, 0, length) + pad(text, length, fill),
  }),
  {
    kind: 'scalar',
    name: 'text_slice',
    summary: 'The characters of a text between two places, both included; an end that is NULL is open: `x[2:3]`.',
    example: "SELECT 'ACGT'[2:3]",
    result: 'CG',
    safe: true,
    ...signature({ required: ['text', 'integer', 'integer'] }, utf8),
    evaluate: (args, numRows, type) => {
      const text = textReader(argument(args, 0))
      const ends = [1, 2].map(i => ({ column: argument(args, i), read: numberReader(args[i]) }))
      return mapRows(args.slice(0, 1), { numRows, type }, row => {
        const size = characters(text(row))
        const [from = 1, to = size] = ends.map(({ column, read }) => {
          if (!isValid(column, row)) return undefined
          return read(row) < 0 ? size + read(row) + 1 : read(row)
        })
        return slice(text(row), from - 1, to)
      })
    },
  },
  rowFunction({
    name: 'split_part',
    summary: 'The n-th part of a text split at a separator (1 is the first, -1 the last); empty where there is none.',
    example: "SELECT split_part('rs1;rs2', ';', 2)",
    result: 'rs2',
    safe: true,
    takes: ['text', 'text', 'integer'],
    gives: utf8,
    compute: (text: string, separator: string, n: number) => {
      const parts = separator === '' ? [text] : text.split(separator)
      return parts[n < 0 ? parts.length + n : n - 1] ?? ''
    },
  }),
]
