/** Answers whether a text matches: a deterministic automaton whose states are made when they are first reached. One table look-up a character. */
import type { RegexProgram } from './compile-regex.ts'

const NOT_MADE = -1
/** When so many states exist, they are forgotten and made anew: memory stays bounded, time linear. */
const MOST_STATES = 1000

interface State {
  /** Instructions that wait for a character or for the end of the text. */
  readonly waiting: readonly number[]
  readonly matched: boolean
  readonly matchesAtEnd: boolean
  /** The next state for each letter, or NOT_MADE. */
  readonly next: Int32Array
}

// `!` in this file: states and letters come from the tables themselves.

export class RegexAutomaton {
  readonly #program: RegexProgram
  #states: State[] = []
  #numbers = new Map<string, number>()

  /** For programs without line and word assertions. */
  constructor(program: RegexProgram) {
    this.#program = program
  }

  test(text: string): boolean {
    const { alphabet } = this.#program
    let state = this.#states[0] ?? this.#firstState()
    for (let at = 0; at < text.length && !state.matched; at++) {
      const code = text.codePointAt(at)!
      if (code > 0xffff) at++
      const letter = alphabet.letterOf(code)
      const next = state.next[letter]!
      state = next === NOT_MADE ? this.#step(state, letter) : this.#states[next]!
    }
    return state.matched || state.matchesAtEnd
  }

  #firstState(): State {
    return this.#states[this.#number(this.#closure([this.#entry()], 'start'))]!
  }

  /** A match may start at any character, so the entry is always among what follows. */
  #step(state: State, letter: number): State {
    const { instructions, alphabet } = this.#program
    const reached: number[] = []
    for (const place of state.waiting) {
      const instruction = instructions[place]!
      if (instruction.op === 'set' && alphabet.isMember(instruction.set, letter)) reached.push(instruction.next)
    }
    reached.push(this.#entry())
    const closure = this.#closure(reached, 'middle')
    if (this.#states.length >= MOST_STATES) {
      this.#states = []
      this.#numbers = new Map()
      this.#firstState()
      return this.#states[this.#number(closure)]!
    }
    const number = this.#number(closure)
    state.next[letter] = number
    return this.#states[number]!
  }

  #entry(): number {
    return this.#program.instructions.length - 1
  }

  #number(waiting: readonly number[]): number {
    const key = waiting.join()
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const { instructions } = this.#program
    const isMatch = (place: number) => instructions[place]?.op === 'match'
    const matched = waiting.some(isMatch)
    const matchesAtEnd = matched || this.#closure(waiting, 'end').some(isMatch)
    const number = this.#states.length
    this.#states.push({ waiting, matched, matchesAtEnd, next: new Int32Array(this.#program.alphabet.size).fill(NOT_MADE) })
    this.#numbers.set(key, number)
    return number
  }

  /** What can be reached without a character, in ascending order; assertions pass only where they hold. */
  #closure(from: readonly number[], where: 'start' | 'middle' | 'end'): readonly number[] {
    const { instructions } = this.#program
    const seen = new Set<number>()
    const waiting: number[] = []
    const stack = [...from]
    for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
      if (seen.has(place)) continue
      seen.add(place)
      const instruction = instructions[place]!
      switch (instruction.op) {
        case 'split':
          stack.push(instruction.next, instruction.other)
          break
        case 'save':
          stack.push(instruction.next)
          break
        case 'assert':
          if (instruction.what === 'text-end' && where !== 'end') waiting.push(place)
          else if (instruction.what === 'text-end' || where === 'start') stack.push(instruction.next)
          break
        default:
          waiting.push(place)
      }
    }
    return waiting.sort((a, b) => a - b)
  }
}
