// How fast are the interval algorithms alone, on typed arrays? Needs `npm run build` and LOCUSQL_BENCH_DATA (its folder iv/ holds chrom, start and end as .i32).
// node bench/interval-kernels.mjs [pattern of names]
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { buildEndDirectory, countOverlaps } from '../dist/ranges/count-overlaps.js'
import { buildCoverageIndex, coverage } from '../dist/ranges/coverage.js'
import { buildIntervalIndex } from '../dist/ranges/interval-index.js'
import { intervalUnion } from '../dist/ranges/interval-union.js'
import { mergeIntervals } from '../dist/ranges/merge-intervals.js'
import { nearest } from '../dist/ranges/nearest.js'
import { overlapPairs } from '../dist/ranges/overlap-pairs.js'
import { sortIntervals } from '../dist/ranges/sort-intervals.js'
import { buildSubtrahend, subtractUnion } from '../dist/ranges/subtract.js'
import { sweepPairs } from '../dist/ranges/sweep-pairs.js'

const data = process.env.LOCUSQL_BENCH_DATA
if (data === undefined) throw new Error('Set LOCUSQL_BENCH_DATA to the folder of the benchmark data.')
const wanted = new RegExp(process.argv[2] ?? '.')

/** Queries come in batches, as operators get them. */
const BATCH = 8192
const SORTED_RUN = 32 * BATCH
const RUNS = 7

function load(name) {
  const read = part => {
    const bytes = readFileSync(path.join(data, 'iv', `${name}.${part}.i32`))
    return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4).slice()
  }
  const group = read('chrom')
  return { length: group.length, group, start: read('start'), end: read('end') }
}

const groupsOf = set => set.group.reduce((most, g) => Math.max(most, g + 1), 0)

function* batches(set, rows) {
  for (let from = 0; from < set.length; from += rows) {
    const to = Math.min(set.length, from + rows)
    yield { length: to - from, group: set.group.subarray(from, to), start: set.start.subarray(from, to), end: set.end.subarray(from, to) }
  }
}

function measure(name, run) {
  if (!wanted.test(name)) return
  const times = []
  let answer
  for (let i = 0; i < RUNS; i++) {
    const began = performance.now()
    answer = run()
    times.push(performance.now() - began)
  }
  times.sort((a, b) => a - b)
  const [least = 0] = times
  console.log(
    `${name.padEnd(42)} min ${least.toFixed(1).padStart(8)} ms  median ${times[RUNS >> 1].toFixed(1).padStart(8)} ms  answer ${answer}`,
  )
}

function sumOver(set, step, rows = BATCH) {
  let sum = 0
  for (const batch of batches(set, rows)) sum += step(batch)
  return sum
}

for (const [leftName, rightName] of [
  ['exons', 'fbrain'],
  ['rna', 'exons'],
  ['rna.shuf', 'exons'],
  ['exons', 'dense'],
]) {
  const pair = `${leftName}-${rightName}`
  if (!wanted.test(`${pair} `) && process.argv[2]?.includes('-')) continue
  const left = load(leftName)
  const right = load(rightName)
  const groups = Math.max(groupsOf(left), groupsOf(right))
  const sorted = sortIntervals(right, groups)
  const index = buildIntervalIndex(sorted)
  const ends = buildEndDirectory(sorted)
  const covering = buildCoverageIndex(intervalUnion(sorted))
  const subtrahend = buildSubtrahend(covering.union)
  measure(`${pair} sort left`, () => sortIntervals(left, groups).length)
  measure(`${pair} build index`, () => buildIntervalIndex(sortIntervals(right, groups)).sorted.length)
  measure(`${pair} overlap by probing`, () => sumOver(left, batch => overlapPairs(index, batch, { from: 0, limit: 1 << 30 }).rows.length))
  measure(`${pair} overlap, queries sorted first`, () =>
    sumOver(left, batch => sweepPairs(index, batch, { ends, groups, limit: 1 << 30 })?.rows.length, SORTED_RUN),
  )
  measure(`${pair} count_overlaps`, () => sumOver(left, batch => countOverlaps(index, ends, batch).reduce((a, b) => a + b, 0)))
  measure(`${pair} coverage`, () => sumOver(left, batch => coverage(covering, batch).reduce((a, b) => a + b, 0)))
  measure(`${pair} coverage with union`, () => {
    const own = buildCoverageIndex(intervalUnion(sortIntervals(right, groups)))
    return sumOver(left, batch => coverage(own, batch).reduce((a, b) => a + b, 0))
  })
  for (const k of [1, 5]) {
    measure(`${pair} nearest ${k}`, () => sumOver(left, batch => nearest(index, batch, { k, overlap: true, gapOffset: 0 }).rows.length))
  }
  measure(`${pair} merge left`, () => mergeIntervals(sortIntervals(left, groups), 0).length)
  measure(`${pair} merge right`, () => mergeIntervals(sortIntervals(right, groups), 0).length)
  measure(`${pair} subtract`, () =>
    sumOver(left, batch => subtractUnion(batch, subtrahend, { from: 0, limit: Number.POSITIVE_INFINITY }).length),
  )
}
