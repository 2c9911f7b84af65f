/**
 * Lines without a tab, rewritten so that tabs part their fields: some BED files use blanks, any number of them. A block whose lines all have
 * tabs comes back as it is.
 */
import type { LineBlock } from '../../io/lines/line-block.ts'
import { lineEnd } from '../../io/lines/line-end.ts'
import type { LineRule } from './line-rule.ts'

const TAB = 9
const NEWLINE = 10
const BLANK = 32

export function separateByBlanks(block: LineBlock, rule: LineRule): LineBlock {
  return hasBlankLines(block, rule) ? rewrite(block) : block
}

function hasBlankLines(block: LineBlock, rule: LineRule): boolean {
  const { bytes, positions, stride, count } = block
  if (stride < 2 || block.fields?.haveTabs(0, count, { count: 1, most: 'any' })) return false
  let start = block.start
  // In range: `positions` holds `stride` numbers for each of `count` lines.
  for (let line = 0; line < count; line++) {
    const newline = positions[line * stride + stride - 1]!
    const hasNoTab = positions[line * stride] === newline
    if (hasNoTab && newline > start) {
      const end = lineEnd(bytes, start, newline)
      if (end > start && (rule.suspects[bytes[start]!] !== 1 || !rule.skips(bytes, start, end))) return true
    }
    start = newline + 1
  }
  return false
}

/** Every line is copied, because those that change become shorter. */
function rewrite(block: LineBlock): LineBlock {
  const { stride, count } = block
  const positions = new Int32Array(count * stride)
  const starts = new Int32Array(count + 1)
  const last = count * stride - 1
  const bytes = new Uint8Array((block.positions[last] ?? block.start) + 1 - block.start)
  let from = block.start
  let to = 0
  for (let line = 0; line < count; line++) {
    const newline = block.positions[line * stride + stride - 1]! // in range: the last of the line's `stride` numbers
    starts[line] = to
    const target = { bytes, at: to, positions, base: line * stride, tabs: stride - 1 }
    to =
      block.positions[line * stride] === newline ? copyParted(block.bytes, [from, newline], target) : copyAsItIs(block, line, target, from)
    from = newline + 1
  }
  starts[count] = to
  return { bytes, start: 0, count, positions, stride, locate: position => block.locate(placeBefore(position, block, starts)) }
}

interface Target {
  readonly bytes: Uint8Array
  readonly at: number
  readonly positions: Int32Array
  readonly base: number
  readonly tabs: number
}

/** Gives the position behind the copy. */
function copyParted(bytes: Uint8Array, [from, newline]: readonly [number, number], target: Target): number {
  const { positions, base, tabs } = target
  let to = target.at
  let found = 0
  let isBehindBlank = false
  const end = lineEnd(bytes, from, newline)
  for (let at = from; at < end; at++) {
    const byte = bytes[at]! // in range: below the newline
    if (byte === BLANK) {
      isBehindBlank = true
      continue
    }
    if (isBehindBlank && to > target.at) {
      if (found < tabs) positions[base + found++] = to
      target.bytes[to++] = TAB
    }
    isBehindBlank = false
    target.bytes[to++] = byte
  }
  target.bytes[to] = NEWLINE
  positions.fill(to, base + found, base + tabs + 1)
  return to + 1
}

function copyAsItIs(block: LineBlock, line: number, target: Target, from: number): number {
  const { stride } = block
  const shift = target.at - from
  for (let i = 0; i < stride; i++) target.positions[target.base + i] = block.positions[line * stride + i]! + shift // i lies below the stride
  const end = block.positions[line * stride + stride - 1]! + 1
  target.bytes.set(block.bytes.subarray(from, end), target.at)
  return end + shift
}

/** Where a byte stood before: exact for the first of a line, which is what errors ask for. */
function placeBefore(position: number, block: LineBlock, starts: Int32Array): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= position)
      low = middle // middle lies below the length
    else high = middle - 1
  }
  const start = low === 0 ? block.start : block.positions[low * block.stride - 1]! + 1 // behind the newline of the line before
  return start + position - starts[low]!
}
