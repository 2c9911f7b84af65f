/** Gives equal keys equal dense codes, over both inputs of a range operation: the groups of an IntervalSet. */
import type { Column } from '../../columnar/column.ts'
import { createDictionary } from '../../columnar/create-dictionary.ts'
import type { Dictionary } from '../../columnar/dictionary.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { recode } from '../../columnar/recode.ts'
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

  /** One code a row, in an array of its own. */
  encode(columns: readonly Column[], numRows: number): Int32Array {
    let codes: Int32Array = new Int32Array(numRows)
    columns.forEach((column, i) => {
      const own = this.#encoders[i]?.encode(column) ?? codes
      codes = i === 0 ? own : combine(codes, own, this.#pairs[i - 1] ?? new Map())
    })
    return codes
  }
}

/** Two codes below 2^26 make one exact number; a Map ends at 2^24 entries. */
const PAIR = 2 ** 26

function combine(left: Int32Array, right: Int32Array, pairs: Map<number, number>): Int32Array {
  const codes = new Int32Array(left.length)
  let last = -1
  let lastCode = -1
  for (let i = 0; i < left.length; i++) {
    // i < length of both.
    const a = left[i]!
    const b = right[i]!
    const pair = a < 0 || b < 0 ? -1 : a * PAIR + b
    if (pair !== last) {
      last = pair
      lastCode = pair < 0 ? -1 : codeOf(pairs, pair)
    }
    codes[i] = lastCode
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

/** The codes of a dictionary's entries; `same` where each is the entry's own number. */
interface EntryCodes {
  readonly codes: Int32Array
  readonly same: boolean
}

class ColumnCodes {
  readonly #codes = new Map<KeyValue, number>()
  /** For each dictionary seen, the codes of its entries so far. */
  readonly #ofDictionary = new WeakMap<Dictionary, EntryCodes>()
  /** Plain text is made a dictionary on the way in: its bytes are compared, and few of them become strings. */
  readonly #texts = createDictionary()

  get size(): number {
    return this.#codes.size
  }

  encode(column: Column): Int32Array {
    if (column.dictionary) return this.#encodeEntries(column.values as Int32Array, column, column.dictionary) // what a dictionary column holds
    if (column.type.kind === 'utf8') return this.#encodeEntries(textEntries(column, this.#texts), column, this.#texts)
    return this.#encodeValues(column)
  }

  #encodeEntries(entries: Int32Array, column: Column, dictionary: Dictionary): Int32Array {
    let known = this.#ofDictionary.get(dictionary)
    if (known === undefined || known.codes.length < dictionary.size) {
      const codes = Int32Array.from({ length: dictionary.size }, (_, entry) => codeOf(this.#codes, dictionary.text(entry)))
      known = { codes, same: codes.every((code, entry) => code === entry) }
      this.#ofDictionary.set(dictionary, known)
    }
    // Entries are codes below dictionary.size. In an array of its own either way: the caller may write to it.
    const codes = known.same ? entries.slice(0, column.length) : recode(entries, column.length, known.codes)
    if (column.nullCount > 0) for (let i = 0; i < codes.length; i++) if (!isValid(column, i)) codes[i] = -1
    return codes
  }

  #encodeValues(column: Column): Int32Array {
    const codes = new Int32Array(column.length)
    for (let i = 0; i < codes.length; i++) {
      const value = scalarAt(column, i)
      codes[i] = value === null ? -1 : codeOf(this.#codes, keyValue(value))
    }
    return codes
  }
}

/** Integers of every width meet: a BIGINT that a number holds exactly is that number. */
function keyValue(value: NonNullable<ReturnType<typeof scalarAt>>): KeyValue {
  if (typeof value === 'object') return JSON.stringify(value)
  if (typeof value !== 'bigint') return value
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

function textEntries(column: Column, dictionary: Dictionary): Int32Array {
  const entries = new Int32Array(column.length)
  const bytes = column.values as Uint8Array // what a text column holds, beside length + 1 offsets
  const offsets = column.offsets!
  for (let i = 0; i < entries.length; i++) entries[i] = dictionary.encode(bytes, offsets[i]!, offsets[i + 1]!)
  return entries
}
