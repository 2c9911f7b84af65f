/** Finds the rows of a join's held side by key. Where NULL equals nothing, rows with a NULL key are not in it. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { sliceColumn } from '../../columnar/slice-column.ts'
import { GroupTable } from '../../kernels/grouping/group-table.ts'
import type { TaskContext } from '../physical-operator.ts'
import type { Candidates } from './candidates.ts'

/** Rows entered before the next look at the clock. */
const STEP_ROWS = 1 << 16

export interface HeldKeys {
  readonly keys: readonly Column[]
  /** Of what they are compared as. */
  readonly types: readonly DataType[]
  readonly numRows: number
  /** For each key whether NULL finds NULL; absent: for none. */
  readonly nullsEqual?: readonly boolean[]
}

export class KeyIndex {
  /** The group of each row, the rows by group, and the table's own slots. */
  static readonly bytesPerRow = 24

  readonly #groups: GroupTable
  /** Rows of group g: #rows[#firsts[g]] … #rows[#firsts[g + 1] - 1], ascending. */
  readonly #firsts: Uint32Array
  readonly #rows: Uint32Array
  /** By group its only row, -1 for none; 'itself': group g is row g. Undefined: some group has more. */
  readonly #onlyRows: Int32Array | 'itself' | undefined

  private constructor(groups: GroupTable, held: { readonly firsts: Uint32Array; readonly rows: Uint32Array }) {
    this.#groups = groups
    this.#firsts = held.firsts
    this.#rows = held.rows
    this.#onlyRows = onlyRows(held.firsts, held.rows)
  }

  static async build({ keys, types, numRows, nullsEqual }: HeldKeys, context: Pick<TaskContext, 'breathe'>): Promise<KeyIndex> {
    const strict = keys.filter((_, i) => nullsEqual?.[i] !== true)
    const groups = new GroupTable(types)
    const groupOf = new Uint32Array(numRows)
    for (let start = 0; start < numRows; start += STEP_ROWS) {
      const end = Math.min(numRows, start + STEP_ROWS)
      const some = keys.map(key => sliceColumn(key, start, end))
      groupOf.set(groups.assign(some, end - start), start)
      await context.breathe()
    }
    const held = { withNull: rowsWithNull(strict, numRows), numGroups: groups.numGroups }
    return new KeyIndex(groups, await rowsByGroup(groupOf, held, context))
  }

  /** For each left row the right row that may match, -1: none; undefined where a key may find more than one. */
  single(keys: readonly Column[], numRows: number): Int32Array | undefined {
    const only = this.#onlyRows
    if (only === undefined) return undefined
    const found = this.#groups.find(keys, numRows)
    if (only !== 'itself') for (let row = 0; row < numRows; row++) found[row] = found[row]! < 0 ? -1 : only[found[row]!]!
    return found
  }

  /** A NULL key finds its group, which holds no rows. */
  candidates(keys: readonly Column[], numRows: number): Candidates {
    const groupOf = this.#groups.find(keys, numRows)
    const starts = new Uint32Array(numRows)
    const ends = new Uint32Array(numRows)
    const firsts = this.#firsts
    for (let row = 0; row < numRows; row++) {
      const group = groupOf[row]!
      if (group < 0) continue
      starts[row] = firsts[group]!
      ends[row] = firsts[group + 1]!
    }
    return { starts, ends, rows: this.#rows }
  }
}

// Typed arrays below are read within their lengths: rows < numRows, groups < numGroups.

function onlyRows(firsts: Uint32Array, rows: Uint32Array): Int32Array | 'itself' | undefined {
  const numGroups = firsts.length - 1
  for (let group = 0; group < numGroups; group++) if (firsts[group + 1]! - firsts[group]! > 1) return undefined
  // Groups are numbered by their first row, so with one row each they are the rows.
  if (rows.length === numGroups) return 'itself'
  const only = new Int32Array(numGroups).fill(-1)
  for (let group = 0; group < numGroups; group++) if (firsts[group + 1]! > firsts[group]!) only[group] = rows[firsts[group]!]!
  return only
}

function rowsWithNull(keys: readonly Column[], numRows: number): Uint8Array | undefined {
  let flags: Uint8Array | undefined
  for (const key of keys) {
    if (key.nullCount === 0) continue
    flags ??= new Uint8Array(numRows)
    for (let row = 0; row < numRows; row++) if (!isValid(key, row)) flags[row] = 1
  }
  return flags
}

async function rowsByGroup(
  groupOf: Uint32Array,
  { withNull, numGroups }: { readonly withNull: Uint8Array | undefined; readonly numGroups: number },
  context: Pick<TaskContext, 'breathe'>,
): Promise<{ readonly firsts: Uint32Array; readonly rows: Uint32Array }> {
  const firsts = new Uint32Array(numGroups + 1)
  for (let start = 0; start < groupOf.length; start += STEP_ROWS) {
    const end = Math.min(groupOf.length, start + STEP_ROWS)
    for (let row = start; row < end; row++) if (withNull?.[row] !== 1) firsts[groupOf[row]! + 1]!++
    await context.breathe()
  }
  for (let group = 0; group < numGroups; group++) firsts[group + 1]! += firsts[group]!
  const next = firsts.slice()
  const rows = new Uint32Array(firsts[numGroups]!)
  for (let start = 0; start < groupOf.length; start += STEP_ROWS) {
    const end = Math.min(groupOf.length, start + STEP_ROWS)
    for (let row = start; row < end; row++) if (withNull?.[row] !== 1) rows[next[groupOf[row]!]!++] = row
    await context.breathe()
  }
  return { firsts, rows }
}
