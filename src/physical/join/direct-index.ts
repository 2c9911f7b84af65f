/**
 * Finds rows by an integer key that stands once and lies in a small range: the held rows are put in the order of their keys, so that the distance of
 * a key from the least one is the place of its row. Nothing is hashed, and nothing but the row itself is looked up at random.
 */
import type { Column } from '../../columnar/column.ts'
import { isValid } from '../../columnar/is-valid.ts'
import type { TaskContext } from '../physical-operator.ts'

/** Rows entered before the next look at the clock. */
const STEP_ROWS = 1 << 18

/** Places a row may take; a wider range costs more memory than a hash table. */
const PLACES_A_ROW = 2
const FEW_PLACES = 4096

// `!`: words are two or one a row, and places are below the length of the range.

export class DirectIndex {
  /** By place: the row; where there is none, any. */
  readonly rows: Uint32Array
  readonly #least: number
  /** 1 where there is a row; undefined: everywhere. */
  readonly #filled: Uint8Array | undefined

  private constructor(rows: Uint32Array, least: number, filled: Uint8Array | undefined) {
    this.rows = rows
    this.#least = least
    this.#filled = filled
  }

  /** Undefined: the keys are of another kind. Rows with NULL as their key are left out. */
  static async build(key: Column, context: Pick<TaskContext, 'breathe'>): Promise<DirectIndex | undefined> {
    const { kind } = key.type
    if ((kind !== 'int64' && kind !== 'int32' && kind !== 'date') || key.length === 0) return undefined
    const { words, stride } = wordsOfKey(key)
    const range = await rangeOf(key, context)
    if (!range || range.most - range.least >= Math.max(FEW_PLACES, key.length * PLACES_A_ROW)) return undefined
    const { least, most } = range
    const rows = new Uint32Array(most - least + 1)
    const filled = new Uint8Array(rows.length)
    let count = 0
    for (let start = 0; start < key.length; start += STEP_ROWS) {
      for (let row = start; row < Math.min(key.length, start + STEP_ROWS); row++) {
        if (key.validity && !isValid(key, row)) continue
        const place = words[row * stride]! - least
        if (filled[place] === 1) return undefined
        filled[place] = 1
        rows[place] = row
        count++
      }
      const pause = context.breathe()
      if (pause) await pause
    }
    return new DirectIndex(rows, least, count === rows.length ? undefined : filled)
  }

  /** The place of each key, -1 where there is none. */
  find(key: Column): Int32Array {
    const found = new Int32Array(key.length)
    const { words, stride } = wordsOfKey(key)
    if (stride === 2) this.#findWide(words, found)
    else this.#findNarrow(words, found)
    if (key.nullCount > 0) for (let row = 0; row < found.length; row++) if (!isValid(key, row)) found[row] = -1
    return found
  }

  #findWide(words: Int32Array, found: Int32Array): void {
    const least = this.#least
    const filled = this.#filled
    const { length } = this.rows
    for (let row = 0, at = 0; row < found.length; row++, at += 2) {
      const low = words[at]!
      const place = low - least
      const inside = place >= 0 && place < length && words[at + 1] === low >> 31
      found[row] = inside && (filled === undefined || filled[place] === 1) ? place : -1
    }
  }

  #findNarrow(words: Int32Array, found: Int32Array): void {
    const least = this.#least
    const filled = this.#filled
    const { length } = this.rows
    for (let row = 0; row < found.length; row++) {
      const place = words[row]! - least
      found[row] = place >= 0 && place < length && (filled === undefined || filled[place] === 1) ? place : -1
    }
  }
}

function wordsOfKey({ type, values, length }: Column): { readonly words: Int32Array; readonly stride: 1 | 2 } {
  const stride = type.kind === 'int64' ? 2 : 1
  return { words: new Int32Array(values.buffer, values.byteOffset, length * stride), stride }
}

/** Undefined: some key is wider than 32 bits, or all are NULL. */
async function rangeOf(key: Column, context: Pick<TaskContext, 'breathe'>): Promise<{ least: number; most: number } | undefined> {
  const { words, stride } = wordsOfKey(key)
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let start = 0; start < key.length; start += STEP_ROWS) {
    for (let row = start; row < Math.min(key.length, start + STEP_ROWS); row++) {
      if (key.validity && !isValid(key, row)) continue
      const word = words[row * stride]!
      if (stride === 2 && words[row * 2 + 1] !== word >> 31) return undefined
      if (word < least) least = word
      if (word > most) most = word
    }
    const pause = context.breathe()
    if (pause) await pause
  }
  return least <= most ? { least, most } : undefined
}
