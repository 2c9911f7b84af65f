/** Functions of a row's place in its partition: row_number, rank, dense_rank, percent_rank, cume_dist, ntile. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { QueryError } from '../../common/errors.ts'
import { float64ToWords, float64Values } from '../../kernels/number-arrays.ts'
import type { WindowFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'
import type { WindowRows } from './window-rows.ts'

// `!` in this file: there are bounds for every row.

const int64: DataType = { kind: 'int64' }
const float64: DataType = { kind: 'float64' }

type Place = (row: number, window: WindowRows) => number

function placeFunction(
  description: Pick<WindowFunction, 'name' | 'summary' | 'example' | 'result'> & { readonly aliases?: readonly string[] },
  kind: 'int64' | 'float64',
  place: Place,
): WindowFunction {
  return {
    kind: 'window',
    ...description,
    ...signature({ required: [] }, kind === 'int64' ? int64 : float64),
    evaluate: (_args, window) => {
      const places = new Float64Array(window.numRows)
      for (let row = 0; row < places.length; row++) places[row] = place(row, window)
      return kind === 'int64' ? integers(places) : { type: float64, length: places.length, nullCount: 0, values: places }
    },
  }
}

function integers(values: Float64Array): Column {
  return { type: int64, length: values.length, nullCount: 0, values: new BigInt64Array(float64ToWords(values, values.length).buffer) }
}

function denseRanks(window: WindowRows): Float64Array {
  const ranks = new Float64Array(window.numRows)
  for (let row = 0; row < ranks.length; row++) {
    if (row === window.partitionStarts[row]) ranks[row] = 1
    else ranks[row] = ranks[row - 1]! + (row === window.peerStarts[row] ? 1 : 0)
  }
  return ranks
}

/** The first `rows % parts` parts have one row more than the others. */
function ntile(parts: Column, window: WindowRows): Column {
  const values = float64Values(parts)
  const out = new Float64Array(window.numRows)
  const there = Uint32Array.from({ length: out.length }, (_, row) => +isValid(parts, row))
  for (let row = 0; row < out.length; row++) {
    if (there[row] === 0) throw new QueryError('EXECUTION', 'ntile needs a number of parts, but it is NULL here.')
    const count = values[row]!
    if (count < 1) throw new QueryError('EXECUTION', `ntile cannot make ${count} parts; give a number of 1 or more.`)
    const start = window.partitionStarts[row]!
    const rows = window.partitionEnds[row]! - start
    const small = Math.floor(rows / count)
    const large = rows % count
    const place = row - start
    const inLarge = large * (small + 1)
    out[row] = place < inLarge ? Math.floor(place / (small + 1)) + 1 : large + Math.floor((place - inLarge) / small) + 1
  }
  return integers(out)
}

const rows = 'FROM (VALUES (10), (20), (20), (40)) AS t(x)'

/** One row of the answer: the list of what each row gets. */
function shown(call: string): string {
  return `SELECT array_agg(n ORDER BY x) FROM (SELECT x, ${call} OVER (ORDER BY x) AS n ${rows})`
}

export const rankFunctions: readonly WindowFunction[] = [
  placeFunction(
    {
      name: 'row_number',
      summary: 'The number of the row in its partition, from 1.',
      example: shown('row_number()'),
      result: '[1, 2, 3, 4]',
    },
    'int64',
    (row, { partitionStarts }) => row - partitionStarts[row]! + 1,
  ),
  placeFunction(
    {
      name: 'rank',
      summary: 'The rank of the row in its partition: equal rows share one, and leave a gap behind them.',
      example: shown('rank()'),
      result: '[1, 2, 2, 4]',
    },
    'int64',
    (row, { peerStarts, partitionStarts }) => peerStarts[row]! - partitionStarts[row]! + 1,
  ),
  {
    kind: 'window',
    name: 'dense_rank',
    summary: 'The rank of the row in its partition without gaps: how many different rows came, with its own.',
    example: shown('dense_rank()'),
    result: '[1, 2, 2, 3]',
    ...signature({ required: [] }, int64),
    evaluate: (_args, window) => integers(denseRanks(window)),
  },
  placeFunction(
    {
      name: 'percent_rank',
      summary: 'The rank from 0 to 1: (rank - 1) / (rows - 1), and 0 in a partition of one row.',
      example: shown('percent_rank()').replace('n ORDER', 'round(n, 2) ORDER'),
      result: '[0, 0.33, 0.33, 1]',
    },
    'float64',
    (row, { peerStarts, partitionStarts, partitionEnds }) => {
      const start = partitionStarts[row]!
      return (peerStarts[row]! - start) / Math.max(1, partitionEnds[row]! - start - 1)
    },
  ),
  placeFunction(
    {
      name: 'cume_dist',
      summary: 'What part of the rows of the partition come before the row or equal it.',
      example: shown('cume_dist()'),
      result: '[0.25, 0.75, 0.75, 1]',
    },
    'float64',
    (row, { peerEnds, partitionStarts, partitionEnds }) => {
      const start = partitionStarts[row]!
      return (peerEnds[row]! - start) / (partitionEnds[row]! - start)
    },
  ),
  {
    kind: 'window',
    name: 'ntile',
    summary: 'The number of the part, from 1, where the partition is cut into so many parts of equal size.',
    example: shown('ntile(2)'),
    result: '[1, 1, 2, 2]',
    ...signature({ required: ['integer'] }, int64),
    evaluate: (args, window) => ntile(argument(args, 0), window),
  },
]
