/** The frame of each row: ROWS, RANGE and GROUPS bounds, and what EXCLUDE takes away. */

import type { Column } from '../../columnar/column.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { QueryError } from '../../common/errors.ts'
import type { FrameBound, WindowFrame } from '../../expr/expr.ts'
import type { Frames } from '../../functions/window/window-rows.ts'
import { rowComparator } from '../../kernels/compare-rows.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import { rowSequence } from '../../kernels/row-sequence.ts'
import type { SortDirection } from '../../kernels/sort-direction.ts'
import { isNumeric } from '../../kernels/type-classes.ts'
import type { WindowOrder } from './window-order.ts'

/** The values of one bound's offset, in the order of the rows; for RANGE also the key and the value that it has at the bound. */
export interface BoundValues {
  readonly by: Column
  readonly range?: { readonly key: Column; readonly value: Column; readonly direction: SortDirection }
}

type Side = 'start' | 'end'

export function windowFrames(
  frame: WindowFrame,
  rows: WindowOrder,
  bounds: { readonly start: BoundValues | undefined; readonly end: BoundValues | undefined },
): Frames {
  const starts = boundRows(frame, rows, { side: 'start', bound: frame.start, values: bounds.start })
  const ends = boundRows(frame, rows, { side: 'end', bound: frame.end, values: bounds.end })
  const { exclude } = frame
  if (exclude === 'no-others') return { starts, ends }
  if (exclude !== 'current-row') {
    const keeps = exclude === 'ties' ? 'current-row' : 'nothing'
    return { starts, ends, holes: { starts: rows.peerStarts, ends: rows.peerEnds, keeps } }
  }
  const own = rowSequence(rows.numRows)
  return { starts, ends, holes: { starts: own, ends: own.map(row => row + 1), keeps: 'nothing' } }
}

interface Bound {
  readonly side: Side
  readonly bound: FrameBound
  readonly values: BoundValues | undefined
}

function boundRows({ unit }: WindowFrame, rows: WindowOrder, { side, bound, values }: Bound): Uint32Array {
  if (bound.kind === 'unbounded') return side === 'start' ? rows.partitionStarts : rows.partitionEnds
  if (bound.kind === 'current-row') {
    if (unit !== 'rows') return side === 'start' ? rows.peerStarts : rows.peerEnds
    const behind = side === 'start' ? 0 : 1
    return Uint32Array.from({ length: rows.numRows }, (_, row) => row + behind)
  }
  if (!values) throw new QueryError('INTERNAL', 'A frame bound has no offset. This is a bug in locusql; please report it.')
  checkOffsets(values.by, unit)
  const sign = bound.kind === 'preceding' ? -1 : 1
  if (unit === 'rows') return offsetRows(rows, values.by, { side, sign })
  if (unit === 'groups') return offsetGroups(rows, values.by, { side, sign })
  return searchedRows(rows, values, side)
}

function checkOffsets(by: Column, unit: string): void {
  if (by.length > 0 && (by.nullCount > 0 || by.type.kind === 'null')) {
    throw new QueryError('EXECUTION', `An offset of a ${unit.toUpperCase()} frame is NULL. Give a number of 0 or more.`)
  }
  if (!isNumeric(by.type)) return
  const negative = float64Values(by)
    .subarray(0, by.length)
    .find(value => !(value >= 0))
  if (negative === undefined) return
  throw new QueryError('EXECUTION', `An offset of a ${unit.toUpperCase()} frame is ${negative}. Give a number of 0 or more.`)
}

// `!` below: there are bounds and offsets for every row.

interface Offset {
  readonly side: Side
  readonly sign: 1 | -1
}

function offsetRows(rows: WindowOrder, by: Column, { side, sign }: Offset): Uint32Array {
  const offsets = float64Values(by)
  const behind = side === 'start' ? 0 : 1
  const out = new Uint32Array(rows.numRows)
  for (let row = 0; row < out.length; row++) {
    out[row] = Math.max(rows.partitionStarts[row]!, Math.min(rows.partitionEnds[row]!, row + sign * offsets[row]! + behind))
  }
  return out
}

function offsetGroups(rows: WindowOrder, by: Column, { side, sign }: Offset): Uint32Array {
  const offsets = float64Values(by)
  const { peerStarts, peerEnds, partitionStarts, partitionEnds } = rows
  // The number of each row's group of peers, and the first row of each group.
  const groupOf = new Uint32Array(rows.numRows)
  const firsts: number[] = []
  for (let row = 0; row < groupOf.length; row++) {
    if (row === peerStarts[row]) firsts.push(row)
    groupOf[row] = firsts.length - 1
  }
  const out = new Uint32Array(rows.numRows)
  for (let row = 0; row < out.length; row++) {
    const group = groupOf[row]! + sign * offsets[row]!
    if (group < groupOf[partitionStarts[row]!]!) out[row] = partitionStarts[row]!
    else if (group > groupOf[partitionEnds[row]! - 1]!) out[row] = partitionEnds[row]!
    else out[row] = side === 'start' ? firsts[group]! : peerEnds[firsts[group]!]!
  }
  return out
}

/** By binary search among the keys of the partition. A row whose key is NULL has its peers for a frame. */
function searchedRows(rows: WindowOrder, { range }: BoundValues, side: Side): Uint32Array {
  if (!range) throw new QueryError('INTERNAL', 'A RANGE bound has no key. This is a bug in locusql; please report it.')
  const { key, value, direction } = range
  const compare = rowComparator([value], [direction], [key])
  const out = new Uint32Array(rows.numRows)
  for (let row = 0; row < out.length; row++) {
    if (!isValid(key, row)) {
      out[row] = side === 'start' ? rows.peerStarts[row]! : rows.peerEnds[row]!
      continue
    }
    let low = rows.partitionStarts[row]!
    let high = rows.partitionEnds[row]!
    while (low < high) {
      const middle = (low + high) >>> 1
      const order = compare(row, middle)
      if (order < 0 || (order === 0 && side === 'start')) high = middle
      else low = middle + 1
    }
    out[row] = low
  }
  return out
}
