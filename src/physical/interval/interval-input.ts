/** Computes the keys and positions of a batch and lays them out for the algorithms of ranges/. */

import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { QueryError } from '../../common/errors.ts'
import { compileExpr } from '../../expr/compile-expr.ts'
import type { Expr } from '../../expr/expr.ts'
import { formatExpr } from '../../expr/format-expr.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import type { IntervalColumns } from '../../logical/logical-plan.ts'
import type { IntervalSet, Positions } from '../../ranges/interval-set.ts'
import { resolveById } from '../resolve-by-id.ts'
import type { KeyCodes } from './key-codes.ts'

export interface IntervalInputSpec {
  readonly columns: IntervalColumns
  /** Column ids of the input, beside its columns. */
  readonly ids: readonly number[]
  readonly functions: FunctionRegistry
  /** Added to what the columns hold, so that the result is half-open. */
  readonly startShift: number
  readonly endShift: number
  /** 'no-match': a NULL key or position never meets anything. 'error': the operation has no answer for it. */
  readonly onNull: 'no-match' | 'error'
  /** Of the operation, for errors. */
  readonly operation: string
}

export type IntervalInput = (batch: Batch, codes: KeyCodes) => IntervalSet

/** Positions are Int32 where all of a batch fit, else Float64: exact to 2^53, and an EXECUTION error beyond. */
export function compileIntervalInput(spec: IntervalInputSpec): IntervalInput {
  const resolve = resolveById(spec.ids)
  const compile = (expr: Expr) => compileExpr(expr, resolve, spec.functions)
  const keys = spec.columns.keys.map(compile)
  const start = compile(spec.columns.start)
  const end = compile(spec.columns.end)
  return (batch, codes) => {
    const group = codes.encode(
      keys.map(key => key(batch)),
      batch.numRows,
    )
    const starts = positionsOf(start(batch), { shift: spec.startShift, expr: spec.columns.start, group })
    const ends = positionsOf(end(batch), { shift: spec.endShift, expr: spec.columns.end, group })
    if (spec.onNull === 'error' && group.includes(-1)) {
      throw new QueryError(
        'EXECUTION',
        `${spec.operation} cannot place a row whose ${['contig', ...spec.columns.keys.slice(1).map(key => formatExpr(key))].join(', ')}, start or end is NULL: leave such rows out with WHERE … IS NOT NULL.`,
        {},
        { reason: 'null_position' },
      )
    }
    if (starts instanceof Int32Array === ends instanceof Int32Array) return { length: batch.numRows, group, start: starts, end: ends }
    return { length: batch.numRows, group, start: new Float64Array(starts), end: new Float64Array(ends) }
  }
}

interface PositionsOf {
  readonly shift: number
  readonly expr: Expr
  /** Gets -1 where the position is NULL. */
  readonly group: Int32Array
}

function positionsOf(column: Column, of: PositionsOf): Positions {
  const { shift, group } = of
  if (column.nullCount > 0) for (let i = 0; i < column.length; i++) if (!isValid(column, i)) group[i] = -1
  if (shift === 0 && holdsInt32(column)) return new Int32Array(column.values.buffer, column.values.byteOffset, column.length)
  const positions = new Int32Array(column.length)
  return fillInt32(positions, column, shift) ? positions : widePositions(column, of)
}

/** The column's own words will do: nobody writes to positions. */
function holdsInt32({ type, values, length }: Column): boolean {
  if (type.kind === 'int32') return true
  return type.kind === 'uint32' && noneBelowZero(new Int32Array(values.buffer, values.byteOffset, length))
}

function noneBelowZero(words: Int32Array): boolean {
  let all = 0
  for (let i = 0; i < words.length; i++) all |= words[i]! // i < length
  return all >= 0
}

/** False: a position does not fit 32 bits. */
function fillInt32(positions: Int32Array, { type, values, length }: Column, shift: number): boolean {
  switch (type.kind) {
    case 'int64':
    case 'uint64':
      return fill64(positions, new Int32Array(values.buffer, values.byteOffset, length * 2), shift)
    case 'int32':
    case 'uint32':
      return fill32(positions, new Int32Array(values.buffer, values.byteOffset, length), { shift, signed: type.kind === 'int32' })
    default:
      return fill32(positions, Int32Array.from(values as Int16Array), { shift, signed: true }) // 8 and 16 bits
  }
}

function fill32(positions: Int32Array, values: Int32Array, of: { readonly shift: number; readonly signed: boolean }): boolean {
  const { shift, signed } = of
  for (let i = 0; i < positions.length; i++) {
    // i < length. A word below 0 of an unsigned column is 2^31 or more.
    const value = values[i]!
    const moved = value + shift
    if ((!signed && value < 0) || moved !== (moved | 0)) return false
    positions[i] = moved
  }
  return true
}

function fill64(positions: Int32Array, words: Int32Array, shift: number): boolean {
  for (let i = 0; i < positions.length; i++) {
    // Two words a value, the low one first.
    const low = words[i * 2]!
    const moved = low + shift
    if (words[i * 2 + 1]! !== low >> 31 || moved !== (moved | 0)) return false
    positions[i] = moved
  }
  return true
}

function widePositions(column: Column, { shift, expr, group }: PositionsOf): Float64Array {
  const wide = wideValues(column)
  const positions = new Float64Array(column.length)
  for (let i = 0; i < positions.length; i++) {
    if (group[i]! < 0) continue // i < length; under a NULL the value means nothing
    const value = wide[i]!
    positions[i] = value + shift // 2^53 at most, which is exact
    if (!Number.isSafeInteger(value)) {
      throw new QueryError('EXECUTION', `${formatExpr(expr)} is ${value} in row ${i + 1} of a batch: positions are exact to 2^53 only.`)
    }
  }
  return positions
}

/** The values as numbers; 64-bit ones by their two words, since a BigInt a row is slow. */
function wideValues(column: Column): ArrayLike<number> {
  const { values } = column
  if (!(values instanceof BigInt64Array || values instanceof BigUint64Array)) return values as unknown as ArrayLike<number> // any other integer column
  const words = new Uint32Array(values.buffer, values.byteOffset, column.length * 2)
  const signed = values instanceof BigInt64Array
  const numbers = new Float64Array(column.length)
  for (let i = 0; i < numbers.length; i++) {
    // Two words a value.
    const high = words[i * 2 + 1]!
    numbers[i] = (signed ? high | 0 : high) * 2 ** 32 + words[i * 2]!
  }
  return numbers
}
