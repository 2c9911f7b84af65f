/** A job of assembly/ranges/sort.ts: rows somewhere in its memory become sorted records. */
import type { RangesExports } from './ranges-module.ts'

const JOB = {
  length: 0,
  groups: 1,
  group: 2,
  start: 3,
  end: 4,
  label: 5,
  records: 6,
  groupStart: 7,
  lowest: 8,
  highest: 9,
  parts: 10,
  partBits: 11,
  scratch: 12,
  hasEmpty: 13,
  hasInverted: 14,
  lowerBits: 15,
  stride: 16,
  words: 20,
} as const

const RECORD_WORDS = 3

/** Rows of a part, if they were spread evenly: its records fit the nearest cache twice. */
const PART_ROWS = 512
const MOST_PART_BITS = 12

/** Rows sorted between two steps. */
const STEP_ROWS = 1 << 19

/** Where the rows lie: `stride` bytes from one to the next. */
export interface RowsToSort {
  readonly length: number
  readonly groups: number
  readonly group: number
  readonly start: number
  readonly end: number
  /** 0: the row's own number. */
  readonly label: number
  readonly stride: number
}

export class SortJob {
  readonly #wasm: RangesExports
  readonly #at: number
  readonly #rows: RowsToSort

  /** `at`: where its memory begins, behind everything that is needed. Its scratch grows behind that. */
  constructor(wasm: RangesExports, rows: RowsToSort, at: number) {
    this.#wasm = wasm
    this.#rows = rows
    this.#at = at
  }

  /** Bytes from `at` on, without the scratch. */
  static bytes({ length, groups }: { readonly length: number; readonly groups: number }): number {
    return (JOB.words + 3 * groups + 1 + (1 << partBitsOf(length)) + 1 + length * RECORD_WORDS) * 4
  }

  /** In steps, between which the caller may give the thread away. False: there is no memory, or the keys do not fit 32 bits; nothing was moved. */
  *sort(): Generator<void, boolean> {
    const wasm = this.#wasm
    const at = this.#at
    if (!this.#layOut() || wasm.survey(at) === 0) return false
    yield
    if (wasm.part(at) === 0) return false
    const parts = 1 << this.read('partBits')
    for (let part = 0; part < parts; ) {
      yield
      part = wasm.sortParts(at, part, STEP_ROWS)
    }
    yield
    return true
  }

  /** Puts the records where the starts and ends of the rows were, and the labels where the groups were. */
  writeRows(): void {
    this.#wasm.writeRows(this.#at, 0, this.groupStart()[this.#rows.groups]!) // groups + 1 entries
  }

  /** A view. */
  groupStart(): Int32Array {
    return new Int32Array(this.#wasm.memory.buffer, this.read('groupStart'), this.#rows.groups + 1)
  }

  /** `lowest` is what was added to the starts of each group in the end. */
  read(name: 'records' | 'groupStart' | 'lowest' | 'hasEmpty' | 'hasInverted' | 'partBits'): number {
    return new Int32Array(this.#wasm.memory.buffer, this.#at + JOB[name] * 4, 1)[0]! // one word
  }

  #layOut(): boolean {
    const { length, groups } = this.#rows
    const partBits = partBitsOf(length)
    if (this.#wasm.grow(this.#at + SortJob.bytes(this.#rows)) === 0) return false
    let free = this.#at + JOB.words * 4
    const room = (words: number) => {
      const at = free
      free += words * 4
      return at
    }
    const job = {
      ...this.#rows,
      partBits,
      groupStart: room(groups + 1),
      lowest: room(groups),
      highest: room(groups),
      parts: room((1 << partBits) + 1),
      records: room(length * RECORD_WORDS),
      scratch: free,
    }
    const words = new Int32Array(this.#wasm.memory.buffer, this.#at, JOB.words)
    for (const [name, value] of Object.entries(job)) words[JOB[name as keyof typeof job]] = value // the keys of `job`
    return true
  }
}

function partBitsOf(length: number): number {
  return Math.max(1, Math.min(MOST_PART_BITS, Math.ceil(Math.log2(Math.max(2, length / PART_ROWS)))))
}
