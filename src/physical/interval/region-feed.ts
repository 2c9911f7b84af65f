/** Hands the intervals of a small side of an interval join to the scan of the other side, as regions of its index. */
import type { Batch } from '../../columnar/batch.ts'
import { concatBatches } from '../../columnar/concat-batches.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import type { Schema } from '../../columnar/schema.ts'
import { compileExpr } from '../../expr/compile-expr.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import type { Region } from '../../genomics/region.ts'
import type { IntervalSet } from '../../ranges/interval-set.ts'
import { type MergedIntervals, mergeIntervals } from '../../ranges/merge-intervals.ts'
import { sortIntervals } from '../../ranges/sort-intervals.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import { resolveById } from '../resolve-by-id.ts'
import { runOperator } from '../run-operator.ts'
import { compileIntervalInput } from './interval-input.ts'
import type { JoinRole } from './join-roles.ts'
import { KeyCodes } from './key-codes.ts'
import type { RegionTarget } from './region-target.ts'

export interface RegionFeed {
  /** The side whose scan is bounded; its intervals come from the other one. */
  readonly target: 'left' | 'right'
  readonly columns: RegionTarget
  /** Plans the bounded side anew. */
  plan(regions: readonly Region[]): Promise<PhysicalOperator>
}

/** More rows than this are not gathered before the other side is opened. */
const MOST_ROWS = 1 << 16

/** More regions than this cost more than the bytes between them: near ones are merged. */
const MOST_REGIONS = 4096

export interface FirstRows {
  /** What was read, then whatever comes after it. */
  readonly input: PhysicalOperator
  /** Undefined: there were too many rows. */
  readonly regions: readonly Region[] | undefined
}

/** Reads a side up to MOST_ROWS rows, and says which regions of the other side can meet them. */
export async function readRegions(
  source: { readonly input: PhysicalOperator; readonly role: JoinRole },
  of: { readonly feed: RegionFeed; readonly bounded: JoinRole; readonly functions: FunctionRegistry },
  context: TaskContext,
): Promise<FirstRows> {
  const { input, role } = source
  const batches: Batch[] = []
  const rest = runOperator(input, 0, context)
  let rows = 0
  let ended = false
  while (!ended && rows <= MOST_ROWS) {
    const next = await rest.next()
    if (next.done) ended = true
    else {
      batches.push(next.value)
      rows += next.value.numRows
    }
  }
  const regions = ended ? regionsOf(concatBatches(input.schema, batches), role, of) : undefined
  return { input: new ResumedExec(input, batches, rest), regions }
}

function regionsOf(
  batch: Batch,
  role: JoinRole,
  of: { readonly feed: RegionFeed; readonly bounded: JoinRole; readonly functions: FunctionRegistry },
): readonly Region[] {
  const { feed, bounded, functions } = of
  // In range: the target found its contig among the keys.
  const contig = role.columns.keys[feed.columns.key]!
  const codes = new KeyCodes(1)
  const intervals = compileIntervalInput({
    columns: { ...role.columns, keys: [contig] },
    ids: role.ids,
    functions,
    startShift: 0,
    endShift: role.endShift,
    onNull: 'no-match',
    operation: 'An interval join',
  })
  const set = intervals(batch, codes)
  const names = contigNames(set, compileExpr(contig, resolveById(role.ids), functions)(batch))
  const merged = fewIntervals(set, codes.size)
  // Generous by a base on each side, which makes up for how the table counts and for comparisons that include equality.
  const from = feed.columns.endShift + bounded.endShift + 2
  const to = 1 - feed.columns.startShift
  return Array.from({ length: merged.length }, (_, i): Region => {
    // i < length; every group has a row, and so a name.
    const start = Math.max(0, merged.start[i]! - from)
    return { contig: names[merged.group[i]!]!, interval: { start, end: Math.max(start + 1, merged.end[i]! + to) } }
  })
}

function contigNames(set: IntervalSet, keys: Parameters<typeof scalarAt>[0]): readonly string[] {
  const names: string[] = []
  for (let row = 0; row < set.length; row++) {
    const group = set.group[row]! // row < length
    if (group >= 0 && names[group] === undefined) names[group] = String(scalarAt(keys, row))
  }
  return names
}

function fewIntervals(set: IntervalSet, groups: number): MergedIntervals {
  const sorted = sortIntervals(set, groups)
  for (let distance = 1; ; distance *= 8) {
    const merged = mergeIntervals(sorted, distance)
    if (merged.length <= Math.max(MOST_REGIONS, groups)) return merged
  }
}

/** An operator that has begun already: the batches that were read, then the rest. Not shown by EXPLAIN. */
class ResumedExec implements PhysicalOperator {
  readonly name = 'ResumedExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions = 1
  readonly #batches: readonly Batch[]
  readonly #rest: AsyncGenerator<Batch, void, void>

  constructor(input: PhysicalOperator, batches: readonly Batch[], rest: AsyncGenerator<Batch, void, void>) {
    this.schema = input.schema
    this.children = [input]
    this.#batches = batches
    this.#rest = rest
  }

  describe(): Readonly<Record<string, string>> {
    return {}
  }

  async *execute(): AsyncIterable<Batch> {
    try {
      yield* this.#batches
      yield* this.#rest
    } finally {
      await this.#rest.return()
    }
  }
}
