/** Some lines of a block as records: the input of every column. Typed arrays that are used again and again; the bytes are the block's own. */
import type { LineBlock } from '../../io/lines/line-block.ts'
import type { LineFields } from '../../io/lines/line-fields.ts'

/**
 * Field k of a row lies in [fieldStart, fieldEnd); a line that has fewer fields gives a negative length. A class, so that all rows have one
 * shape: the loops over them are compiled for it, and two shapes would have them compiled again and again.
 */
export class TextRows {
  block: LineBlock
  bytes: Uint8Array
  /** The block's table of tabs and newlines. */
  positions: Int32Array
  count: number
  /** The line of the first row, where all rows are lines that follow each other; else -1. */
  firstLine = -1
  /** Where the line of each row begins and ends; neither line feed nor carriage return belongs to it. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** Index in `positions` of each row's first tab. */
  readonly bases: Int32Array

  constructor(block: LineBlock, count: number, places: Pick<TextRows, 'starts' | 'ends' | 'bases'>) {
    this.block = block
    this.bytes = block.bytes
    this.positions = block.positions
    this.count = count
    this.starts = places.starts
    this.ends = places.ends
    this.bases = places.bases
  }
}

/** The quick look at the fields of all rows, and the line of the first; undefined where rows are to be gone through one by one. */
export function fieldsOfRows(rows: TextRows): { readonly fields: LineFields; readonly line: number } | undefined {
  const { firstLine, count, block } = rows
  if (firstLine < 0 || count === 0 || block.fields === undefined || count > block.fields.most) return undefined
  return { fields: block.fields, line: firstLine }
}

const NO_BLOCK: LineBlock = { bytes: new Uint8Array(0), start: 0, count: 0, positions: new Int32Array(0), stride: 1, locate: () => ({}) }

/** Room for rows, without any. */
export function createTextRows(capacity: number): TextRows {
  const places = () => new Int32Array(capacity)
  return new TextRows(NO_BLOCK, 0, { starts: places(), ends: places(), bases: places() })
}

export function useBlock(rows: TextRows, block: LineBlock): void {
  rows.block = block
  rows.bytes = block.bytes
  rows.firstLine = -1
  rows.positions = block.positions
  rows.count = 0
}

// In range below: rows are numbered below count, and field k is asked for only where the block lists k tabs.

export function fieldStart(rows: TextRows, row: number, field: number): number {
  return field === 0 ? rows.starts[row]! : rows.positions[rows.bases[row]! + field - 1]! + 1
}

/** A tab, or the end of the line. */
export function fieldEnd(rows: TextRows, row: number, field: number): number {
  const tab = rows.positions[rows.bases[row]! + field]!
  const end = rows.ends[row]!
  return Math.min(tab, end)
}

/** Copies row `from` of `source` to the end of `target`. Both hold the same block. */
export function copyRow(source: TextRows, from: number, target: TextRows): void {
  const to = target.count++
  target.starts[to] = source.starts[from]!
  target.ends[to] = source.ends[from]!
  target.bases[to] = source.bases[from]!
}

/** A view of `count` rows. */
export function sliceRows(rows: TextRows, from: number, count: number): TextRows {
  const to = from + count
  const part = (places: Int32Array) => places.subarray(from, to)
  const sliced = new TextRows(rows.block, count, { starts: part(rows.starts), ends: part(rows.ends), bases: part(rows.bases) })
  if (rows.firstLine >= 0) sliced.firstLine = rows.firstLine + from
  return sliced
}
