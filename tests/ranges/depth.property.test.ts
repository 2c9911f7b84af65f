// Depth by window and sum against counting position by position, with spans far apart and cut into pieces anywhere.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DepthRuns } from '../../src/ranges/depth-runs.ts'
import { DepthSum } from '../../src/ranges/depth-sum.ts'
import { DepthWindow } from '../../src/ranges/depth-window.ts'

const RING = 64

/** Spans of one alignment, as a CIGAR with skips has them. */
interface Alignment {
  readonly start: number
  readonly spans: readonly (readonly [start: number, end: number])[]
}

const gap = fc.oneof(
  fc.integer({ min: 0, max: 6 }),
  fc.integer({ min: 0, max: 6 }),
  fc.constantFrom(RING / 2, RING - 1, RING, RING + 1, 3 * RING),
)
const alignment = fc
  .record({ step: gap, parts: fc.array(fc.tuple(gap, fc.integer({ min: 0, max: 5 })), { maxLength: 3 }) })
  .map(({ step, parts }) => ({ step, parts }))
const alignments = fc.array(alignment, { maxLength: 25, size: 'max' }).map(list => {
  let start = 0
  return list.map(({ step, parts }): Alignment => {
    start += step
    let at = start
    const spans = parts.map(([skip, length]): readonly [number, number] => {
      const from = at + skip
      at = from + length
      return [from, at]
    })
    return { start, spans: spans.filter(([from, to]) => to > from) }
  })
})

test('the window counts what counting by hand counts', () => {
  fc.assert(
    fc.property(alignments, list => {
      const runs = new DepthRuns()
      countPiece(new DepthWindow(RING), list, runs)
      expect(listRuns(runs)).toEqual(byHand(list))
    }),
    { numRuns: 300 },
  )
})

test('pieces counted by themselves add up to the whole', () => {
  fc.assert(
    fc.property(alignments, fc.array(fc.integer({ min: 0, max: 25 })), (list, cuts) => {
      const borders = [0, ...cuts.filter(cut => cut < list.length).sort((a, b) => a - b), list.length]
      const out = new DepthRuns()
      const sum = new DepthSum(out)
      sum.startContig(0)
      for (const [i, border] of borders.slice(1).entries()) addPiece(list.slice(borders[i], border), sum)
      sum.finish()
      expect(listRuns(out)).toEqual(byHand(list))
    }),
    { numRuns: 300 },
  )
})

test('a piece that begins before the last one ended is noticed', () => {
  const sum = new DepthSum(new DepthRuns())
  sum.startContig(0)
  expect(sum.add(10, 20, 1)).toBe(true)
  expect(sum.add(5, 8, 1)).toBe(false)
  expect(sum.addOpen(19, 25, 1)).toBe(false)
})

/** The same window serves one contig after the other. */
test('a window is as new after finish', () => {
  const window = new DepthWindow(RING)
  const runs = new DepthRuns()
  countPiece(window, [{ start: 5, spans: [[5, 9], [2000, 2000 + 3]] }], runs) // biome-ignore format: one line
  runs.clear()
  countPiece(window, [{ start: 2, spans: [[2, 4]] }], runs)
  expect(listRuns(runs)).toEqual([[2, 4, 1]])
})

function countPiece(window: DepthWindow, list: readonly Alignment[], runs: DepthRuns): void {
  window.reset(0, list[0]?.start ?? 0)
  for (const { start, spans } of list) {
    window.advance(start, runs)
    for (const [from, to] of spans) window.add(from, to)
  }
  window.finish(runs)
}

function addPiece(list: readonly Alignment[], sum: DepthSum): void {
  const window = new DepthWindow(RING)
  const runs = new DepthRuns()
  window.reset(0, list[0]?.start ?? 0)
  for (const { start, spans } of list) {
    window.advance(start, runs)
    for (const [from, to] of spans) window.add(from, to)
  }
  window.cut(runs)
  for (const [start, end, depth] of listRuns(runs)) expect(sum.add(start, end, depth)).toBe(true)
  runs.clear()
  window.finish(runs)
  for (const [start, end, depth] of listRuns(runs)) expect(sum.addOpen(start, end, depth)).toBe(true)
}

type Run = readonly [start: number, end: number, depth: number]

function listRuns({ length, starts, ends, depths }: DepthRuns): Run[] {
  return Array.from({ length }, (_, i): Run => [starts[i] ?? -1, ends[i] ?? -1, depths[i] ?? -1])
}

/** Between neighbouring borders the depth does not change. */
function byHand(list: readonly Alignment[]): Run[] {
  const spans = list.flatMap(({ spans }) => spans)
  const borders = [...new Set(spans.flat())].sort((a, b) => a - b)
  const runs: Run[] = []
  for (const [i, start] of borders.entries()) {
    const end = borders[i + 1]
    const depth = spans.filter(([from, to]) => from <= start && to > start).length
    const last = runs.at(-1)
    if (end === undefined || depth === 0) continue
    if (last !== undefined && last[1] === start && last[2] === depth) runs[runs.length - 1] = [last[0], end, depth]
    else runs.push([start, end, depth])
  }
  return runs
}
