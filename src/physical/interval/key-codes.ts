/** Gives equal keys equal dense codes, over both inputs of a range operation: the groups of an IntervalSet. */
import type { Column } from '../../columnar/column.ts'
import type { Dictionary } from '../../columnar/dictionary.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'

/** Keys are any number of columns, compared by value: a dictionary and plain text meet by their text. A NULL in any of them is code -1. */
export class KeyCodes {
  readonly #encoders: readonly ColumnCodes[]
  readonly #pairs: readonly Map<number, number>[]

  constructor(columns: number) {
    this.#encoders = Array.from({ length: columns }, () => new ColumnCodes())
    this.#pairs = Array.from({ length: Math.max(0, columns - 1) }, () => new Map<number, number>())
  }

  /** Codes lie below this; without columns there is one group, 0. */
  get size(): number {
    const [only] = this.#encoders
    return this.#pairs.at(-1)?.size ?? only?.size ?? 1
  }

  /** One code a row. */
  encode(columns: readonly Column[], numRows: number): Int32Array {
    let codes: Int32Array = new Int32Array(numRows)
    columns.forEach((column, i) => {
      const own = this.#encoders[i]?.encode(column) ?? codes
      codes = i === 0 ? own : combine(codes, own, this.#pairs[i - 1] ?? new Map())
    })
    return codes
  }
}

/** Two codes below 2^26 make one exact number. */
const PAIR = 2 ** 26

function combine(left: Int32Array, right: Int32Array, pairs: Map<number, number>): Int32Array {
  const codes = new Int32Array(left.length)
  for (let i = 0; i < left.length; i++) {
    // i < length of both.
    const a = left[i]!
    const b = right[i]!
    codes[i] = a < 0 || b < 0 ? -1 : codeOf(pairs, a * PAIR + b)
  }
  return codes
}

function codeOf<T>(codes: Map<T, number>, value: T): number {
  let code = codes.get(value)
  if (code === undefined) {
    code = codes.size
    codes.set(value, code)
  }
  return code
}

type KeyValue = string | number | bigint | boolean

class ColumnCodes {
  readonly #codes = new Map<KeyValue, number>()
  /** For each dictionary seen, the codes of its entries so far. */
  readonly #ofDictionary = new WeakMap<Dictionary, number[]>()

  get size(): number {
    return this.#codes.size
  }

  encode(column: Column): Int32Array {
    return column.dictionary ? this.#encodeDictionary(column, column.dictionary) : this.#encodeValues(column)
  }

  #encodeDictionary(column: Column, dictionary: Dictionary): Int32Array {
    let known = this.#ofDictionary.get(dictionary)
    if (known === undefined) {
      known = []
      this.#ofDictionary.set(dictionary, known)
    }
    for (let code = known.length; code < dictionary.size; code++) known.push(codeOf(this.#codes, dictionary.text(code)))
    const codes = new Int32Array(column.length)
    const entries = column.values as Int32Array // what a dictionary column holds
    for (let i = 0; i < codes.length; i++) codes[i] = column.validity && !isValid(column, i) ? -1 : known[entries[i]!]! // entries are codes below dictionary.size
    return codes
  }

  #encodeValues(column: Column): Int32Array {
    const codes = new Int32Array(column.length)
    for (let i = 0; i < codes.length; i++) {
      const value = scalarAt(column, i)
      codes[i] = value === null ? -1 : codeOf(this.#codes, typeof value === 'object' ? JSON.stringify(value) : value)
    }
    return codes
  }
}
