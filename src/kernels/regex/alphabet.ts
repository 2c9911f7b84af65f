/** Characters that no set of a program tells apart are one letter, so that tables over letters are small. */
import type { CharacterSet } from './syntax.ts'

// `!` in this file: sets hold pairs, and the tables are as long as the loops.

export class Alphabet {
  readonly size: number
  /** First code point of each letter, ascending; the first is 0. */
  readonly #starts: Int32Array
  readonly #ascii = new Uint16Array(128)
  /** One byte for each set and letter. */
  readonly #members: Uint8Array

  constructor(sets: readonly CharacterSet[]) {
    const starts = new Set([0])
    for (const set of sets) {
      for (let i = 0; i < set.length; i += 2) {
        starts.add(set[i]!)
        starts.add(set[i + 1]! + 1)
      }
    }
    this.#starts = Int32Array.from(starts).sort()
    this.size = this.#starts.length
    for (let code = 0; code < 128; code++) this.#ascii[code] = this.#search(code)
    this.#members = new Uint8Array(sets.length * this.size)
    for (const [number, set] of sets.entries()) this.#mark(number, set)
  }

  letterOf(code: number): number {
    return code < 128 ? this.#ascii[code]! : this.#search(code)
  }

  isMember(set: number, letter: number): boolean {
    return this.#members[set * this.size + letter] === 1
  }

  #mark(number: number, set: CharacterSet): void {
    for (let i = 0; i < set.length; i += 2) {
      const first = this.#search(set[i]!)
      const last = this.#search(set[i + 1]!)
      this.#members.fill(1, number * this.size + first, number * this.size + last + 1)
    }
  }

  /** The last letter that starts at or before the code point. */
  #search(code: number): number {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if (this.#starts[middle]! <= code) low = middle
      else high = middle - 1
    }
    return low
  }
}
