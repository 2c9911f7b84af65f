/** A regular expression in RE2's syntax that runs in time linear in the text, whatever the pattern. */
import { compileRegex, type RegexProgram } from './compile-regex.ts'
import { parseRegex } from './parse-regex.ts'
import { RegexAutomaton } from './regex-automaton.ts'
import { type Captures, RegexMachine } from './regex-machine.ts'
import { noFlags, type RegexFlags } from './syntax.ts'

export class Regex {
  readonly groups: number
  readonly names: ReadonlyMap<string, number>
  readonly #program: RegexProgram
  readonly #machine: RegexMachine
  readonly #automaton: RegexAutomaton | undefined

  /** Throws what is wrong with the pattern. */
  constructor(pattern: string, flags: RegexFlags = noFlags) {
    const parsed = parseRegex(pattern, flags)
    this.#program = compileRegex(parsed, pattern)
    this.groups = parsed.groups
    this.names = parsed.names
    this.#machine = new RegexMachine(this.#program)
    this.#automaton = this.#program.needsNeighbours ? undefined : new RegexAutomaton(this.#program)
  }

  test(text: string): boolean {
    return this.#automaton ? this.#automaton.test(text) : this.#machine.find(text, 0) !== undefined
  }

  /** The leftmost match that starts at `from` or later. */
  find(text: string, from = 0): Captures | undefined {
    // The automaton is many times faster at saying no.
    if (from === 0 && this.#automaton && !this.#automaton.test(text)) return undefined
    return this.#machine.find(text, from)
  }

  /** All matches from left to right; an empty one does not stand directly behind another match. */
  *findAll(text: string): Generator<Captures> {
    let at = 0
    let lastEnd = -1
    while (at <= text.length) {
      const match = this.find(text, at)
      const [start, end] = match ?? []
      if (!match || start === undefined || end === undefined) return
      if (end > start || start !== lastEnd) yield match
      lastEnd = end
      at = end > start ? end : end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1)
    }
  }
}
