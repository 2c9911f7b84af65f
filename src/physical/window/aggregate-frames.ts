/** An aggregate over the frame of each row. Small frames are read row by row; overlapping large ones share partial states in a tree. */
import type { Column } from '../../columnar/column.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import { emptyColumn } from '../../columnar/empty-column.ts'
import { sliceBatch } from '../../columnar/slice-batch.ts'
import { takeBatch } from '../../columnar/take-batch.ts'
import type { AggregateState } from '../../expr/aggregate-state.ts'
import { typeOf } from '../../expr/type-of.ts'
import { frameParts } from '../../functions/window/frame-parts.ts'
import type { Frames } from '../../functions/window/window-rows.ts'
import type { TaskContext } from '../physical-operator.ts'
import { takeCooperatively } from '../take-cooperatively.ts'
import { type DistinctFrames, distinctFrames } from './distinct-frames.ts'
import { type FrameAggregate, newState } from './frame-aggregate.ts'
import { FrameTree } from './frame-tree.ts'

/** Rows read, or frames answered, before the next look at the clock. */
const STEP = 1 << 16

type Context = Pick<TaskContext, 'breathe'>

export async function aggregateFrames(input: FrameAggregate, frames: Frames, context: Context): Promise<Column> {
  if (frames.starts.length === 0) return emptyColumn(typeOf(input.aggregate))
  const distinct = distinctFrames(frames)
  const results = tiles(frames, distinct)
    ? await aggregateTiles(input, { frames, distinct }, context)
    : mergesPartials(input) && framesAreLarge(frames, distinct)
      ? await aggregateTree(input, { frames, distinct }, context)
      : await aggregateRows(input, { frames, distinct }, context)
  return takeCooperatively(results, distinct.frameOf, context)
}

/** DISTINCT and ORDER BY need all rows at once; functions registered at run time need not merge. */
function mergesPartials({ aggregate, functions }: FrameAggregate): boolean {
  const fn = functions.aggregate(aggregate.name)
  return !aggregate.distinct && !aggregate.orderBy?.length && fn !== undefined && functions.isBuiltIn(fn)
}

interface Ranges {
  readonly frames: Frames
  readonly distinct: DistinctFrames
}

// `!` below: there are bounds for every row, and a row for every distinct frame.

/** Whether the frames are one behind the other and hold every row once: whole partitions. */
function tiles({ starts, ends, holes }: Frames, { rows }: DistinctFrames): boolean {
  if (holes) return false
  let next = 0
  for (const row of rows) {
    if (starts[row] !== next || ends[row]! <= next) return false
    next = ends[row]!
  }
  return next === starts.length
}

function framesAreLarge({ starts, ends }: Frames, { rows }: DistinctFrames): boolean {
  let total = 0
  for (const row of rows) total += Math.max(0, ends[row]! - starts[row]!)
  return total > 4 * starts.length + 1024
}

async function aggregateTiles(input: FrameAggregate, { distinct }: Ranges, context: Context): Promise<Column> {
  const state = newState(input)
  const { frameOf, rows } = distinct
  for (let start = 0; start < frameOf.length; start += STEP) {
    const end = Math.min(frameOf.length, start + STEP)
    state.update(sliceBatch(input.batch, start, end), frameOf.subarray(start, end), rows.length)
    await context.breathe()
  }
  return state.finish(rows.length)
}

async function aggregateTree(input: FrameAggregate, { frames, distinct }: Ranges, context: Context): Promise<Column> {
  const tree = await FrameTree.build(input, frames.starts.length, context)
  const parts: Column[] = []
  for (let start = 0; start < distinct.rows.length; start += STEP) {
    const rows = distinct.rows.subarray(start, start + STEP)
    parts.push(await tree.aggregate(frames, rows, context))
  }
  return concatColumns(parts)
}

async function aggregateRows(input: FrameAggregate, { frames, distinct }: Ranges, context: Context): Promise<Column> {
  const results: Column[] = []
  const { rows } = distinct
  let next = 0
  while (next < rows.length) {
    const state = newState(input)
    const first = next
    const members: number[] = []
    const groups: number[] = []
    while (next < rows.length && members.length < STEP && next - first < STEP) {
      const parts = frameParts(frames, rows[next]!)
      for (let i = 0; i < parts.length; i += 2) {
        for (let row = parts[i]!; row < parts[i + 1]!; row++) {
          members.push(row)
          groups.push(next - first)
          if (members.length >= 2 * STEP) await flush(state, { members, groups, numGroups: next - first + 1 }, { input, context })
        }
      }
      next++
    }
    await flush(state, { members, groups, numGroups: next - first }, { input, context })
    results.push(state.finish(next - first))
  }
  return concatColumns(results)
}

interface Members {
  readonly members: number[]
  readonly groups: number[]
  readonly numGroups: number
}

async function flush(
  state: AggregateState,
  { members, groups, numGroups }: Members,
  { input, context }: { readonly input: FrameAggregate; readonly context: Context },
): Promise<void> {
  state.update(takeBatch(input.batch, Uint32Array.from(members)), Uint32Array.from(groups), numGroups)
  members.length = 0
  groups.length = 0
  await context.breathe()
}
