/** sortIntervals in WebAssembly, for positions of 32 bits in any order: quick from its first call on. */
import type { IntervalSet, SortedIntervals } from '../interval-set.ts'
import { giveBackRangesInstance, type RangesExports, takeRangesInstance } from './ranges-module.ts'

/** Words of a job of assembly/ranges/sort.ts. */
const JOB = {
  length: 0,
  groups: 1,
  group: 2,
  start: 3,
  end: 4,
  label: 5,
  records: 6,
  groupStart: 7,
  lowest: 8,
  highest: 9,
  parts: 10,
  partBits: 11,
  scratch: 12,
  hasEmpty: 13,
  hasInverted: 14,
  words: 16,
} as const

const RECORD_WORDS = 3

/** Larger sets are left to the script. */
const MOST_BYTES = 0x4000_0000

/** Rows of a part, if they were spread evenly: its records fit the nearest cache twice. */
const PART_ROWS = 512
const MOST_PART_BITS = 12

/** Rows sorted between two steps. */
const STEP_ROWS = 1 << 19

/** In steps, between which the caller may give the thread away. Undefined: the script has to sort them, and nothing was done. */
export function* sortByKernel(
  set: IntervalSet & { readonly labels?: Int32Array },
  groups: number,
): Generator<void, SortedIntervals | undefined> {
  const { start, end, length } = set
  if (!(start instanceof Int32Array && end instanceof Int32Array)) return undefined
  if ((length * 2 * RECORD_WORDS + groups * 3) * 4 > MOST_BYTES) return undefined
  const wasm = takeRangesInstance()
  if (!wasm) return undefined
  try {
    const job = layOutJob(wasm, set, groups)
    if (job === undefined || wasm.survey(job) === 0) return undefined
    yield
    if (wasm.part(job) === 0) return undefined
    const parts = 1 << read(wasm, job, 'partBits')
    for (let part = 0; part < parts; ) {
      yield
      part = wasm.sortParts(job, part, STEP_ROWS)
    }
    return copyOut(wasm, job, groups)
  } finally {
    giveBackRangesInstance(wasm)
  }
}

function read(wasm: RangesExports, job: number, name: keyof typeof JOB): number {
  return new Int32Array(wasm.memory.buffer, job + JOB[name] * 4, 1)[0]! // one word
}

/** The address of the job; undefined where there is no memory. */
function layOutJob(wasm: RangesExports, set: IntervalSet & { readonly labels?: Int32Array }, groups: number): number | undefined {
  const { length, labels } = set
  const partBits = Math.max(1, Math.min(MOST_PART_BITS, Math.ceil(Math.log2(Math.max(2, length / PART_ROWS)))))
  const job = wasm.firstFree()
  let free = job + JOB.words * 4
  const room = (words: number) => {
    const at = free
    free += words * 4
    return at
  }
  const at = {
    length,
    groups,
    partBits,
    group: room(length),
    start: room(length),
    end: room(length),
    label: labels ? room(length) : 0,
    groupStart: room(groups + 1),
    lowest: room(groups),
    highest: room(groups),
    parts: room((1 << partBits) + 1),
    records: room(length * RECORD_WORDS),
    scratch: free,
  }
  if (wasm.grow(free) === 0) return undefined
  const words = new Int32Array(wasm.memory.buffer)
  for (const [name, value] of Object.entries(at)) words[(job >>> 2) + JOB[name as keyof typeof at]] = value // the keys of `at`
  words.set(set.group.subarray(0, length), at.group >>> 2)
  words.set(set.start.subarray(0, length), at.start >>> 2)
  words.set(set.end.subarray(0, length), at.end >>> 2)
  if (labels) words.set(labels.subarray(0, length), at.label >>> 2)
  return job
}

function copyOut(wasm: RangesExports, job: number, groups: number): SortedIntervals {
  const copy = (name: keyof typeof JOB, words: number) => new Int32Array(wasm.memory.buffer, read(wasm, job, name), words).slice()
  const groupStart = copy('groupStart', groups + 1)
  const length = groupStart[groups]! // groups + 1 entries
  return {
    length,
    groups,
    groupStart,
    start: copy('start', length),
    end: copy('end', length),
    row: copy('group', length), // where the sort leaves them
    shape: read(wasm, job, 'hasInverted') ? 'inverted' : read(wasm, job, 'hasEmpty') ? 'zero' : 'positive',
  }
}
