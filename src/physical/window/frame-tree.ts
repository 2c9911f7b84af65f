/**
 * Partial states of runs of 1, 2, 4, 8 … rows, of which any frame is put together in some steps. The parts of a frame are merged in the order
 * of their rows, so that array_agg and sums of floats come out as if row after row had been read.
 */
import type { Column } from '../../columnar/column.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { frameParts } from '../../functions/window/frame-parts.ts'
import type { Frames } from '../../functions/window/window-rows.ts'
import type { TaskContext } from '../physical-operator.ts'
import { type FrameAggregate, newState } from './frame-aggregate.ts'

type Context = Pick<TaskContext, 'breathe'>

/** Nodes of one level, and the frames that they are part of. */
interface Parts {
  readonly nodes: number[]
  readonly frames: number[]
}

export class FrameTree {
  readonly #input: FrameAggregate
  /** levels[k][…] has a state for each run of 2^k rows. */
  readonly #levels: readonly (readonly Column[])[]

  private constructor(input: FrameAggregate, levels: readonly (readonly Column[])[]) {
    this.#input = input
    this.#levels = levels
  }

  static async build(input: FrameAggregate, numRows: number, context: Context): Promise<FrameTree> {
    const leaves = newState(input)
    leaves.update(
      input.batch,
      Uint32Array.from({ length: numRows }, (_, row) => row),
      numRows,
    )
    const levels = [leaves.partial(numRows)]
    for (let size = numRows; size > 1; size = (size + 1) >>> 1) {
      const above = newState(input)
      const count = (size + 1) >>> 1
      // The level before this one.
      above.merge(
        levels.at(-1)!,
        Uint32Array.from({ length: size }, (_, node) => node >>> 1),
        count,
      )
      levels.push(above.partial(count))
      await context.breathe()
    }
    return new FrameTree(input, levels)
  }

  /** One result for each of these rows. */
  async aggregate(frames: Frames, rows: Uint32Array, context: Context): Promise<Column> {
    const state = newState(this.#input)
    const parts = Array.from(rows, row => frameParts(frames, row))
    for (let part = 0; part < 6; part += 2) {
      for (const { level, nodes, frames: of } of this.#cover(parts, part)) {
        const columns = this.#levels[level]!.map(column => takeColumn(column, Uint32Array.from(nodes)))
        state.merge(columns, Uint32Array.from(of), rows.length)
        await context.breathe()
      }
    }
    return state.finish(rows.length)
  }

  /** The nodes that make up the runs numbered `part`: small ones at the left end, larger ones, and small ones again. */
  #cover(parts: readonly (readonly number[])[], part: number): readonly (Parts & { readonly level: number })[] {
    const left = this.#levels.map((): Parts => ({ nodes: [], frames: [] }))
    const right = this.#levels.map((): Parts => ({ nodes: [], frames: [] }))
    for (const [frame, bounds] of parts.entries()) {
      let low = bounds[part] ?? 0
      let high = bounds[part + 1] ?? 0
      // A level for every power of two up to the number of rows.
      for (let level = 0; low < high; level++) {
        if (low & 1) put(left[level]!, low++, frame)
        if (high & 1) put(right[level]!, --high, frame)
        low >>>= 1
        high >>>= 1
      }
    }
    const numbered = (side: readonly Parts[]) => side.map((nodes, level) => ({ ...nodes, level }))
    return [...numbered(left), ...numbered(right).reverse()].filter(({ nodes }) => nodes.length > 0)
  }
}

function put(parts: Parts, node: number, frame: number): void {
  parts.nodes.push(node)
  parts.frames.push(frame)
}
