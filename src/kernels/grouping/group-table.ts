/** Numbers the groups that rows belong to: 0, 1, 2 … in the order of their first row, over any number of batches. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { createKeyEncoder } from './create-key-encoder.ts'
import { DoubleWordCodes } from './double-word-codes.ts'
import type { KeyEncoder } from './key-encoder.ts'

/**
 * Each key column is numbered by itself; two keys are one by numbering the pairs of their numbers, three by numbering pairs
 * of such a pair and a number, and so on. NULL is a value (NULL = NULL), -0 = 0, NaN = NaN.
 */
export class GroupTable {
  private readonly encoders: readonly KeyEncoder[]
  /** pairs[k] numbers the pairs of what keys 0..k gave together and the number of key k + 1. */
  private readonly pairs: readonly DoubleWordCodes[]
  private noKeys = new Uint32Array(0)

  constructor(types: readonly DataType[]) {
    this.encoders = types.map(createKeyEncoder)
    this.pairs = types.slice(1).map(() => new DoubleWordCodes())
  }

  /** How many groups there are. Without key columns everything is one group, even nothing. */
  get numGroups(): number {
    return this.pairs.at(-1)?.size ?? this.encoders[0]?.size ?? 1
  }

  /** The group of each row; new groups are added. */
  assign(columns: readonly Column[], numRows: number): Uint32Array {
    const [first, ...rest] = this.encoders
    if (first === undefined) return this.zeros(numRows)
    let groups = first.assign(columns[0]!) // one column an encoder, here and below
    for (const [k, encoder] of rest.entries()) groups = assignPairs(this.pairs[k]!, groups, encoder.assign(columns[k + 1]!))
    return groups
  }

  /** One array for all batches: nobody writes into the groups that `assign` gives. */
  private zeros(length: number): Uint32Array {
    if (this.noKeys.length < length) this.noKeys = new Uint32Array(length)
    return this.noKeys.subarray(0, length)
  }

  /** The group of each row, -1 where there is none. NULL finds NULL: a join must drop rows with NULL keys itself. */
  find(columns: readonly Column[], numRows: number): Int32Array {
    const [first, ...rest] = this.encoders
    if (first === undefined) return new Int32Array(numRows)
    let groups = first.find(columns[0]!)
    for (const [k, encoder] of rest.entries()) groups = findPairs(this.pairs[k]!, groups, encoder.find(columns[k + 1]!))
    return groups
  }

  /** The key values of the groups: one column a key, one row a group. */
  keys(): Column[] {
    const [first] = this.encoders
    if (first === undefined) return []
    // With one key, its values are the groups.
    if (this.pairs.length === 0) return [first.values()]
    const keys: Column[] = []
    // From the last key back: each pair says which pair of the keys before it belongs to the group.
    let groups: Uint32Array | undefined
    for (let k = this.encoders.length - 1; k > 0; k--) {
      const words = this.pairs[k - 1]!.words() // low: the keys before, high: this key
      const { before, own } = splitPairs(words, groups)
      keys.unshift(takeColumn(this.encoders[k]!.values(), own))
      groups = before
    }
    keys.unshift(takeColumn(first.values(), groups!)) // there was a pair
    return keys
  }
}

/** The two words of the pairs of some groups; absent: of all, in order. */
function splitPairs(words: Int32Array, groups: Uint32Array | undefined): { readonly before: Uint32Array; readonly own: Uint32Array } {
  const length = groups?.length ?? words.length / 2
  const before = new Uint32Array(length)
  const own = new Uint32Array(length)
  for (let i = 0; i < length; i++) {
    const at = (groups ? groups[i]! : i) * 2
    before[i] = words[at]!
    own[i] = words[at + 1]!
  }
  return { before, own }
}

// Both arrays have a number for each row.

function assignPairs(pairs: DoubleWordCodes, left: Uint32Array, right: Uint32Array): Uint32Array {
  const out = new Uint32Array(left.length)
  let lastLeft = -1
  let lastRight = -1
  let last = 0
  for (let row = 0; row < out.length; row++) {
    const a = left[row]!
    const b = right[row]!
    // Neighbouring rows mostly agree in sorted files.
    if (a !== lastLeft || b !== lastRight) {
      last = pairs.assign(a, b)
      lastLeft = a
      lastRight = b
    }
    out[row] = last
  }
  return out
}

function findPairs(pairs: DoubleWordCodes, left: Int32Array, right: Int32Array): Int32Array {
  const out = new Int32Array(left.length)
  for (let row = 0; row < out.length; row++) {
    const a = left[row]!
    const b = right[row]!
    out[row] = a < 0 || b < 0 ? -1 : pairs.find(a, b)
  }
  return out
}
