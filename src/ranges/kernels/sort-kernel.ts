/** sortIntervals in WebAssembly, for positions of 32 bits in any order: quick from its first call on. */
import type { IntervalSet, SortedIntervals } from '../interval-set.ts'
import { giveBackRangesInstance, type RangesExports, takeRangesInstance } from './ranges-module.ts'
import { SortJob } from './sort-job.ts'

/** Larger sets are left to the script. */
const MOST_BYTES = 0x4000_0000

type SetToSort = IntervalSet & { readonly labels?: Int32Array }

/** In steps, between which the caller may give the thread away. Undefined: the script has to sort them, and nothing was done. */
export function* sortByKernel(set: SetToSort, groups: number): Generator<void, SortedIntervals | undefined> {
  const { start, end, length } = set
  if (!(start instanceof Int32Array && end instanceof Int32Array)) return undefined
  const arrays = set.labels ? 4 : 3
  if (arrays * length * 4 + SortJob.bytes({ length, groups }) > MOST_BYTES) return undefined
  const wasm = takeRangesInstance()
  if (!wasm) return undefined
  try {
    const first = wasm.firstFree()
    const behind = first + arrays * length * 4
    if (wasm.grow(behind) === 0) return undefined
    copyIn(wasm, first, set)
    const at = (array: number) => first + array * length * 4
    const rows = { length, groups, group: at(0), start: at(1), end: at(2), label: set.labels ? at(3) : 0, stride: 4 }
    const job = new SortJob(wasm, rows, behind)
    if (!(yield* job.sort())) return undefined
    job.writeRows()
    return copyOut(wasm, job, { groups, row: at(0), start: at(1), end: at(2) })
  } finally {
    giveBackRangesInstance(wasm)
  }
}

function copyIn(wasm: RangesExports, at: number, set: SetToSort): void {
  const words = new Int32Array(wasm.memory.buffer)
  const arrays = [set.group, set.start, set.end, ...(set.labels ? [set.labels] : [])]
  for (const [i, array] of arrays.entries()) words.set(array.subarray(0, set.length), (at >>> 2) + i * set.length)
}

function copyOut(
  wasm: RangesExports,
  job: SortJob,
  at: { readonly groups: number; readonly row: number; readonly start: number; readonly end: number },
): SortedIntervals {
  const groupStart = job.groupStart().slice()
  const length = groupStart[at.groups]! // groups + 1 entries
  const copy = (address: number) => new Int32Array(wasm.memory.buffer, address, length).slice()
  return {
    length,
    groups: at.groups,
    groupStart,
    start: copy(at.start),
    end: copy(at.end),
    row: copy(at.row),
    shape: job.read('hasInverted') ? 'inverted' : job.read('hasEmpty') ? 'zero' : 'positive',
  }
}
