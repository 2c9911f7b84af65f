/** Reads all rows of an input and keeps the runs that their intervals join into: what merge, complement, coverage and subtract need of them. */
import type { Batch } from '../../columnar/batch.ts'
import { countGroups } from '../../ranges/count-groups.ts'
import type { IntervalSet } from '../../ranges/interval-set.ts'
import type { IntervalUnion } from '../../ranges/interval-union.ts'
import { type GatheredRuns, type GatherRules, RunGatherer } from '../../ranges/run-gatherer.ts'
import { inTurns } from '../interval/in-turns.ts'
import type { IntervalInput } from '../interval/interval-input.ts'
import type { KeyCodes } from '../interval/key-codes.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import { reserveMemory } from '../reserve-memory.ts'
import { runOperator } from '../run-operator.ts'

export interface RunsOf {
  readonly input: PhysicalOperator
  /** Whose memory it is. */
  readonly holder: PhysicalOperator
  readonly intervals: IntervalInput
  readonly codes: KeyCodes
}

/** Bytes a run for sorting those that came out of order, and for what is built over them. */
const SORTED_BYTES = 48

/** Ordered by (group, start). `meet` sees each batch, and its intervals, once. */
export async function gatherRuns(
  of: RunsOf & { readonly rules: GatherRules; meet?(batch: Batch, set: IntervalSet): void },
  context: TaskContext,
): Promise<GatheredRuns> {
  const { input, holder, intervals, codes, rules, meet } = of
  const gatherer = new RunGatherer(rules)
  let reserved = 0
  for await (const batch of runOperator(input, 0, context)) {
    const set = intervals(batch, codes)
    gatherer.add(set)
    meet?.(batch, set)
    const { bytes } = gatherer
    if (bytes > reserved) reserveMemory(holder, bytes - reserved, context)
    reserved = bytes
  }
  reserveMemory(holder, gatherer.length * SORTED_BYTES, context)
  return inTurns(gatherer.joined(codes.size), context)
}

/** The bases that the rows cover. */
export async function gatherUnion(of: RunsOf, context: TaskContext): Promise<IntervalUnion> {
  // Runs that touch are one.
  const runs = await gatherRuns({ ...of, rules: { minDistance: 1, kept: 'covering' } }, context)
  const groups = of.codes.size
  return { groups, groupStart: countGroups(runs, groups), start: runs.start, end: runs.end }
}
