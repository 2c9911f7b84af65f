/** Runs in the order of their keys, where they stand in the order of the groups' codes. */
import { countGroups } from '../../ranges/count-groups.ts'
import { positionsLike } from '../../ranges/interval-set.ts'
import type { GatheredRuns } from '../../ranges/run-gatherer.ts'

/** `order` has every group with a run once. `keyRows`: the place of each run's group in it. */
export function runsByKey(
  runs: GatheredRuns,
  order: Int32Array,
  groups: number,
): { readonly runs: GatheredRuns; readonly keyRows: Uint32Array } {
  const { length } = runs
  const first = countGroups(runs, groups)
  const keyRows = new Uint32Array(length)
  const moved = {
    group: new Int32Array(length),
    start: positionsLike(runs.start, length),
    end: positionsLike(runs.end, length),
    size: new Int32Array(length),
  }
  let at = 0
  for (const [place, group] of order.entries()) {
    // first has groups + 1 entries.
    const from = first[group]!
    const to = first[group + 1]!
    // never: `set` of the union takes either kind.
    for (const name of ['group', 'start', 'end', 'size'] as const) moved[name].set(runs[name].subarray(from, to) as never, at)
    keyRows.fill(place, at, at + to - from)
    at += to - from
  }
  return { runs: { length, ...moved }, keyRows }
}
