/**
 * Finds where a regular expression matches and what its groups hold, as Perl would choose it, in time linear in the text: all threads of the
 * program advance together, and of two at one instruction only the first, which is preferred, goes on (Pike's machine).
 */
import type { RegexProgram } from './compile-regex.ts'
import type { Assertion } from './syntax.ts'

/** Starts and ends of the groups, group 0 first; -1: the group took no part. */
export type Captures = readonly number[]

interface Thread {
  readonly place: number
  readonly captures: Captures
}

// `!` in this file: instructions point at instructions.

export class RegexMachine {
  readonly #program: RegexProgram
  /** For each instruction the step at which a thread was last put on it. */
  readonly #marks: Int32Array
  #step = 0

  constructor(program: RegexProgram) {
    this.#program = program
    this.#marks = new Int32Array(program.instructions.length)
  }

  /** The leftmost match at or after `from`. */
  find(text: string, from: number): Captures | undefined {
    this.#marks.fill(0)
    this.#step = 0
    let threads: Thread[] = []
    let best: Captures | undefined
    const none = new Array<number>(this.#program.slots).fill(-1)
    for (let at = from; ; ) {
      const code = text.codePointAt(at)
      const following: Thread[] = []
      this.#step++
      const current: Thread[] = []
      for (const thread of threads) this.#follow(current, thread, { text, at })
      // A match that starts further left wins, so no new start once there is one.
      if (!best) this.#follow(current, { place: this.#program.instructions.length - 1, captures: none }, { text, at })
      for (const thread of current) {
        const instruction = this.#program.instructions[thread.place]!
        if (instruction.op === 'match') {
          best = thread.captures
          break
        }
        if (code === undefined || instruction.op !== 'set') continue
        const { alphabet } = this.#program
        if (alphabet.isMember(instruction.set, alphabet.letterOf(code)))
          following.push({ place: instruction.next, captures: thread.captures })
      }
      if (code === undefined || (best && following.length === 0)) return best
      threads = following
      at += code > 0xffff ? 2 : 1
    }
  }

  /** Puts what a thread reaches without a character at the end of the list, in order of preference. */
  #follow(list: Thread[], thread: Thread, here: { readonly text: string; readonly at: number }): void {
    const stack = [thread]
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { place, captures } = next
      if (this.#marks[place] === this.#step) continue
      this.#marks[place] = this.#step
      const instruction = this.#program.instructions[place]!
      switch (instruction.op) {
        case 'split':
          stack.push({ place: instruction.other, captures }, { place: instruction.next, captures })
          break
        case 'save':
          stack.push({ place: instruction.next, captures: captures.with(instruction.slot, here.at) })
          break
        case 'assert':
          if (holds(instruction.what, here.text, here.at)) stack.push({ place: instruction.next, captures })
          break
        default:
          list.push(next)
      }
    }
  }
}

function holds(what: Assertion, text: string, at: number): boolean {
  switch (what) {
    case 'text-start':
      return at === 0
    case 'text-end':
      return at === text.length
    case 'line-start':
      return at === 0 || text.charCodeAt(at - 1) === 10
    case 'line-end':
      return at === text.length || text.charCodeAt(at) === 10
    case 'word':
      return isWord(text, at - 1) !== isWord(text, at)
    case 'not-word':
      return isWord(text, at - 1) === isWord(text, at)
  }
}

function isWord(text: string, at: number): boolean {
  return at >= 0 && at < text.length && /\w/.test(text.charAt(at))
}
