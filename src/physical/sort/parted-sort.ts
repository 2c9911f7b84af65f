/** Parts rows by the words of their sort keys, most significant first, until the parts are small enough to be sorted at once. Stable. */
import type { Column } from '../../columnar/column.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { rowComparator } from '../../kernels/compare-rows.ts'
import type { ValueComparator } from '../../kernels/compare-values.ts'
import type { SortDirection } from '../../kernels/sort-direction.ts'
import { sortRows } from '../../kernels/sort-rows.ts'
import { type KeyWords, keyWords } from '../../kernels/sorting/key-words.ts'
import { radixSortPairs } from '../../kernels/sorting/radix-sort.ts'
import type { TaskContext } from '../physical-operator.ts'
import { sortByComparing } from './sort-by-comparing.ts'

/** A part of so many rows sorts in some 1 to 10 ms. */
export const PART_ROWS = 1 << 15

/** Rows counted or moved before the next look at the clock. */
const STEP_ROWS = 1 << 17

/** One pass makes at most 2^11 parts: with more, rows would be moved at random through memory. */
const MOST_BITS = 11

/** Runs of equal words up to this length are sorted by comparing. */
const SHORT_RUN = 12

export interface PartedSortSpec {
  readonly columns: readonly Column[]
  readonly directions: readonly SortDirection[]
  /** The places that must be in order, from `skip` to `fetch`; what lies outside may stay parted. */
  readonly skip: number
  readonly fetch: number
}

interface Part {
  readonly start: number
  readonly end: number
  /** Rows of the part agree in all earlier keys … */
  readonly key: number
  /** … and in all earlier levels of this one; undefined: it has not been looked at. */
  readonly level?: number | undefined
  /** The words of that level are at the places of the rows. */
  readonly hasWords?: true
}

type LeveledPart = Part & { readonly level: number }

// `!` below: keys and places are those that the parts name, and digits are below the number of counts.

export class PartedSort {
  readonly #spec: PartedSortSpec
  readonly #context: Pick<TaskContext, 'breathe'>
  readonly #order: Uint32Array
  readonly #words: Uint32Array
  readonly #spare: Uint32Array
  readonly #spareWords: Uint32Array
  readonly #keys = new Map<number, Promise<KeyWords | undefined>>()
  readonly #comparators = new Map<number, ValueComparator>()
  /** Those in front come last, so that they are taken first. */
  readonly #parts: Part[]

  constructor(spec: PartedSortSpec, context: Pick<TaskContext, 'breathe'>) {
    const length = spec.columns[0]?.length ?? 0
    this.#spec = spec
    this.#context = context
    this.#order = new Uint32Array(length)
    for (let row = 0; row < length; row++) this.#order[row] = row
    this.#words = new Uint32Array(length)
    this.#spare = new Uint32Array(length)
    this.#spareWords = new Uint32Array(length)
    this.#parts = [{ start: 0, end: length, key: 0 }]
  }

  async run(): Promise<Uint32Array> {
    const { columns, skip, fetch } = this.#spec
    for (let part = this.#parts.pop(); part !== undefined; part = this.#parts.pop()) {
      const { start, end, key } = part
      if (end - start < 2 || end <= skip || start >= fetch || key >= columns.length) continue
      const keyed = await this.#keyWords(key)
      if (keyed === undefined) await this.#compare(part)
      else {
        const leveled = { ...part, level: part.level ?? keyed.firstLevel }
        if (end - start <= PART_ROWS) this.#sortSmall(leveled, keyed)
        else await this.#divide(leveled, keyed)
      }
      const pause = this.#context.breathe()
      if (pause) await pause
    }
    return this.#order
  }

  async #compare({ start, end, key }: Part): Promise<void> {
    const { columns, directions } = this.#spec
    const by = { columns: columns.slice(key), directions: directions.slice(key) }
    await sortByComparing(this.#order.subarray(start, end), by, this.#context)
  }

  #sortSmall(part: LeveledPart, keyed: KeyWords): void {
    const { start, end, level } = part
    const rows = this.#order.slice(start, end)
    const words = part.hasWords ? this.#words.slice(start, end) : keyed.words(rows, level)
    const sorted = radixSortPairs({ keys: words, rows })
    this.#order.set(sorted.rows, start)
    for (let from = 0; from < rows.length; ) {
      const word = sorted.keys[from]!
      let to = from + 1
      while (to < rows.length && sorted.keys[to] === word) to++
      if (to - from > 1) this.#sortRun(this.#deeper({ ...part, start: start + from, end: start + to }, keyed))
      from = to
    }
  }

  /** Rows that agree so far. */
  #sortRun({ start, end, key }: Part): void {
    const { columns, directions } = this.#spec
    if (key >= columns.length) return
    const rows = this.#order.subarray(start, end)
    if (rows.length <= SHORT_RUN) {
      insertionSort(rows, this.#comparator(key))
      return
    }
    const few = columns.slice(key).map(column => takeColumn(column, rows))
    const places = sortRows(few, directions.slice(key))
    rows.set(places.map(place => rows[place]!))
  }

  async #divide(part: LeveledPart, keyed: KeyWords): Promise<void> {
    const { start, end, key, level } = part
    if (!part.hasWords) await this.#writeWords(part, keyed)
    const { least, most } = await this.#extremes(part)
    if (least === most) {
      this.#parts.push(this.#deeper(part, keyed))
      return
    }
    const bits = Math.min(MOST_BITS, Math.max(1, Math.ceil(Math.log2((end - start) / (PART_ROWS / 4)))))
    const shift = Math.max(0, 32 - Math.clz32(most - least) - bits)
    const ends = await this.#scatter(part, { least, shift })
    for (let digit = ends.length - 1; digit >= 0; digit--) {
      const divided = { start: digit === 0 ? start : ends[digit - 1]!, end: ends[digit]!, key, level, hasWords: true } as const
      if (divided.end - divided.start > 1) this.#parts.push(divided)
    }
  }

  /** The same rows, which have the same words at this level, where their next difference may be. */
  #deeper({ start, end, key, level }: LeveledPart, keyed: KeyWords): Part {
    const next = keyed.next(this.#order.subarray(start, end), level)
    return next === undefined ? { start, end, key: key + 1 } : { start, end, key, level: next }
  }

  async #writeWords({ start, end, level }: LeveledPart, keyed: KeyWords): Promise<void> {
    for (let from = start; from < end; from += STEP_ROWS) {
      this.#words.set(keyed.words(this.#order.subarray(from, Math.min(end, from + STEP_ROWS)), level), from)
      const pause = this.#context.breathe()
      if (pause) await pause
    }
  }

  async #extremes({ start, end }: Part): Promise<{ readonly least: number; readonly most: number }> {
    let least = 0xffffffff
    let most = 0
    for (let from = start; from < end; from += STEP_ROWS) {
      const to = Math.min(end, from + STEP_ROWS)
      for (let i = from; i < to; i++) {
        const word = this.#words[i]!
        if (word < least) least = word
        if (word > most) most = word
      }
      const pause = this.#context.breathe()
      if (pause) await pause
    }
    return { least, most }
  }

  /** Moves the rows of a part to their digits, and gives the place behind the last row of each. */
  async #scatter({ start, end }: Part, digit: { readonly least: number; readonly shift: number }): Promise<Uint32Array> {
    const places = new Uint32Array(1 << MOST_BITS)
    const pass = { words: this.#words, order: this.#order, toWords: this.#spareWords, toOrder: this.#spare, places, ...digit }
    for (const step of [countWords, moveRows]) {
      for (let from = start; from < end; from += STEP_ROWS) {
        step(pass, from, Math.min(end, from + STEP_ROWS))
        const pause = this.#context.breathe()
        if (pause) await pause
      }
      if (step === countWords) placesFromCounts(places, start)
    }
    this.#order.set(this.#spare.subarray(start, end), start)
    this.#words.set(this.#spareWords.subarray(start, end), start)
    return places
  }

  #keyWords(key: number): Promise<KeyWords | undefined> {
    const known = this.#keys.get(key)
    if (known) return known
    const made = keyWords(this.#spec.columns[key]!, this.#spec.directions[key]!, this.#context)
    this.#keys.set(key, made)
    return made
  }

  #comparator(key: number): ValueComparator {
    const known = this.#comparators.get(key)
    if (known) return known
    const made = rowComparator(this.#spec.columns.slice(key), this.#spec.directions.slice(key))
    this.#comparators.set(key, made)
    return made
  }
}

interface Pass {
  readonly words: Uint32Array
  readonly order: Uint32Array
  readonly toWords: Uint32Array
  readonly toOrder: Uint32Array
  /** By digit. */
  readonly places: Uint32Array
  readonly least: number
  readonly shift: number
}

function countWords({ words, places, least, shift }: Pass, from: number, to: number): void {
  for (let i = from; i < to; i++) places[(words[i]! - least) >>> shift]!++
}

function placesFromCounts(places: Uint32Array, start: number): void {
  let place = start
  for (let digit = 0; digit < places.length; digit++) {
    const count = places[digit]!
    places[digit] = place
    place += count
  }
}

function moveRows({ words, order, toWords, toOrder, places, least, shift }: Pass, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const word = words[i]!
    const place = places[(word - least) >>> shift]!++
    toWords[place] = word
    toOrder[place] = order[i]!
  }
}

function insertionSort(rows: Uint32Array, compare: ValueComparator): void {
  for (let i = 1; i < rows.length; i++) {
    const row = rows[i]!
    let place = i
    for (; place > 0 && compare(rows[place - 1]!, row) > 0; place--) rows[place] = rows[place - 1]!
    rows[place] = row
  }
}
