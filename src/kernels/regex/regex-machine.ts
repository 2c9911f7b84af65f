/**
 * Finds where a regular expression matches and what its groups hold, as Perl would choose it, in time linear in the text: all threads of the
 * program advance together, and of two at one instruction only the first, which is preferred, goes on (Pike's machine).
 */
import { assertionHolds } from './assertion-holds.ts'
import type { RegexProgram } from './compile-regex.ts'

/** Starts and ends of the groups, group 0 first; -1: the group took no part. */
export type Captures = readonly number[]

/** What a thread has remembered, newest first. Threads that part share what came before. */
interface Saved {
  readonly slot: number
  readonly at: number
  readonly before: Saved | undefined
}

/** Threads in order of preference: an instruction each, and what it has remembered. */
class ThreadList {
  readonly places: Int32Array
  readonly saved: (Saved | undefined)[]
  size = 0

  constructor(capacity: number) {
    this.places = new Int32Array(capacity)
    this.saved = new Array<Saved | undefined>(capacity)
  }

  push(place: number, saved: Saved | undefined): void {
    this.places[this.size] = place
    this.saved[this.size++] = saved
  }
}

// `!` in this file: instructions point at instructions, and lists hold `size` threads.

export class RegexMachine {
  readonly #program: RegexProgram
  /** For each instruction the step at which a thread was last put on it. */
  readonly #marks: Int32Array
  readonly #stack: ThreadList
  /** Threads that wait for a character, and where they go when it is one of theirs. */
  readonly #waiting: ThreadList
  readonly #moved: ThreadList
  #step = 0

  constructor(program: RegexProgram) {
    const capacity = program.instructions.length
    this.#program = program
    this.#marks = new Int32Array(capacity)
    // An instruction that is marked pushes nothing, and each pushes two at most.
    this.#stack = new ThreadList(capacity * 2 + 1)
    this.#waiting = new ThreadList(capacity)
    this.#moved = new ThreadList(capacity)
  }

  /** The leftmost match at or after `from`. */
  find(text: string, from: number): Captures | undefined {
    this.#marks.fill(0)
    this.#step = 0
    this.#moved.size = 0
    const entry = this.#program.instructions.length - 1
    let best: Saved | undefined
    for (let at = from; ; ) {
      this.#step++
      this.#waiting.size = 0
      for (let i = 0; i < this.#moved.size; i++) this.#follow(this.#moved.places[i]!, this.#moved.saved[i], { text, at })
      // A match that starts further left wins, so no new start once there is one.
      if (!best) this.#follow(entry, undefined, { text, at })
      const code = text.codePointAt(at)
      best = this.#move(code) ?? best
      if (code === undefined || (best && this.#moved.size === 0)) return best && this.#capturesOf(best)
      at += code > 0xffff ? 2 : 1
    }
  }

  /** Takes the character with every thread that wants it. A thread that has matched ends those after it, and is given back. */
  #move(code: number | undefined): Saved | undefined {
    const { instructions, alphabet } = this.#program
    const letter = code === undefined ? -1 : alphabet.letterOf(code)
    this.#moved.size = 0
    for (let i = 0; i < this.#waiting.size; i++) {
      const instruction = instructions[this.#waiting.places[i]!]!
      if (instruction.op === 'match') return this.#waiting.saved[i]
      if (instruction.op === 'set' && letter >= 0 && alphabet.isMember(instruction.set, letter)) {
        this.#moved.push(instruction.next, this.#waiting.saved[i])
      }
    }
    return undefined
  }

  /** Makes what a thread reaches without a character wait, in order of preference. */
  #follow(from: number, saved: Saved | undefined, here: { readonly text: string; readonly at: number }): void {
    const { instructions } = this.#program
    const stack = this.#stack
    stack.push(from, saved)
    while (stack.size > 0) {
      const place = stack.places[--stack.size]!
      const remembered = stack.saved[stack.size]
      if (this.#marks[place] === this.#step) continue
      this.#marks[place] = this.#step
      const instruction = instructions[place]!
      switch (instruction.op) {
        case 'split':
          stack.push(instruction.other, remembered)
          stack.push(instruction.next, remembered)
          break
        case 'save':
          stack.push(instruction.next, { slot: instruction.slot, at: here.at, before: remembered })
          break
        case 'assert':
          if (assertionHolds(instruction.what, here.text, here.at)) stack.push(instruction.next, remembered)
          break
        default:
          this.#waiting.push(place, remembered)
      }
    }
  }

  /** The newest place of each slot. */
  #capturesOf(saved: Saved): Captures {
    const captures = new Array<number>(this.#program.slots).fill(-1)
    for (let one: Saved | undefined = saved; one; one = one.before) if (captures[one.slot] === -1) captures[one.slot] = one.at
    return captures
  }
}
