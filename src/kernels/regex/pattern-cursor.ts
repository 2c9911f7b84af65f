/** The place in a regular expression that is being read. */
import { QueryError } from '../../common/errors.ts'

const LONGEST_SHOWN = 60

export class PatternCursor {
  readonly #pattern: string
  #at = 0

  constructor(pattern: string) {
    this.#pattern = pattern
  }

  get done(): boolean {
    return this.#at >= this.#pattern.length
  }

  at(text: string): boolean {
    return this.#pattern.startsWith(text, this.#at)
  }

  accept(text: string): boolean {
    if (!this.at(text)) return false
    this.#at += text.length
    return true
  }

  /** The expression must be sticky. */
  acceptPattern(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at
    const match = expression.exec(this.#pattern)
    if (!match) return undefined
    this.#at += match[0].length
    return match
  }

  /** The next character, a surrogate pair being one. */
  take(): string {
    const code = this.#pattern.codePointAt(this.#at)
    if (code === undefined) throw this.error('ends too early')
    const character = String.fromCodePoint(code)
    this.#at += character.length
    return character
  }

  /** Up to `end`, which is passed, or to the end of the pattern. */
  takeUntil(end: string): string {
    const found = this.#pattern.indexOf(end, this.#at)
    const text = this.#pattern.slice(this.#at, found < 0 ? undefined : found)
    this.#at = found < 0 ? this.#pattern.length : found + end.length
    return text
  }

  /** What follows a backslash and is one character: `n`, `x41`, `x{1F600}`, `u0041`, `.`. */
  escapedCode(): number {
    const hexadecimal = this.acceptPattern(/x\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})/y)
    if (hexadecimal) {
      const code = Number.parseInt(hexadecimal[1] ?? hexadecimal[2] ?? hexadecimal[3] ?? '', 16)
      if (code > 0x10ffff) throw this.error(`has no character ${hexadecimal[0]}`)
      return code
    }
    const character = this.take()
    const control = 'a\u0007f\ft\tn\nr\rv\u000b0\0'.indexOf(character)
    if (control >= 0 && control % 2 === 0) return 'a\u0007f\ft\tn\nr\rv\u000b0\0'.charCodeAt(control + 1)
    if (/[a-zA-Z0-9]/.test(character)) throw this.error(`has the unknown escape \\${character}`)
    return character.codePointAt(0) ?? 0
  }

  error(problem: string): QueryError {
    const shown = this.#pattern.length <= LONGEST_SHOWN ? this.#pattern : `${this.#pattern.slice(0, LONGEST_SHOWN)}…`
    return new QueryError('EXECUTION', `The regular expression '${shown}' ${problem} (near character ${this.#at})`)
  }
}
