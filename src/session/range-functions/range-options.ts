/** Reads the options of a range operation: each by its name and type, and what nobody asked for is an error. */
import { QueryError } from '../../common/errors.ts'
import type { JsonValue } from '../../common/json.ts'
import { suggest } from '../../common/suggest.ts'

export class RangeOptions {
  readonly #operation: string
  readonly #values: ReadonlyMap<string, JsonValue>
  readonly #asked = new Set<string>()

  constructor(operation: string, values: { readonly [name: string]: JsonValue }) {
    this.#operation = operation
    this.#values = new Map(Object.entries(values).filter(([, value]) => value !== null))
  }

  integer(name: string, range: { readonly min: number; readonly max?: number }): number | undefined {
    const value = this.#take(name)
    if (value === undefined) return undefined
    const { min, max = Number.MAX_SAFE_INTEGER } = range
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return value
    throw this.#wrong(name, value, max === Number.MAX_SAFE_INTEGER ? `a whole number from ${min}` : `a whole number from ${min} to ${max}`)
  }

  number(name: string, min: number): number | undefined {
    const value = this.#take(name)
    if (value === undefined) return undefined
    if (typeof value === 'number' && value >= min) return value
    throw this.#wrong(name, value, `a number from ${min}`)
  }

  flag(name: string, otherwise: boolean): boolean {
    const value = this.#take(name)
    if (value === undefined) return otherwise
    if (typeof value === 'boolean') return value
    throw this.#wrong(name, value, 'true or false')
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.#take(name)
    if (value === undefined) return undefined
    const chosen = choices.find(choice => choice === String(value).toLowerCase())
    if (chosen !== undefined) return chosen
    throw this.#wrong(name, value, `one of ${choices.map(choice => `'${choice}'`).join(', ')}`)
  }

  text(name: string): string | undefined {
    const value = this.#take(name)
    if (value === undefined || typeof value === 'string') return value
    throw this.#wrong(name, value, 'text')
  }

  /** A list of texts; one text stands for a list of one, and 'a,b' for two. */
  texts(name: string): readonly string[] | undefined {
    const value = this.#take(name)
    if (value === undefined) return undefined
    if (typeof value === 'string') return value.split(',').map(part => part.trim())
    if (Array.isArray(value) && value.every(item => typeof item === 'string')) return value as readonly string[] // every item was seen to be text
    throw this.#wrong(name, value, "a list of texts: ['a', 'b']")
  }

  /** Text as it stands, or a list of texts. */
  textOrTexts(name: string): string | readonly string[] | undefined {
    const value = this.#values.get(name)
    if (typeof value !== 'string') return this.texts(name)
    this.#asked.add(name)
    return value
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  /** After all options were asked for. */
  rejectOthers(): void {
    for (const name of this.#values.keys()) {
      if (this.#asked.has(name)) continue
      const near = suggest(name, [...this.#asked])
      const hint = near === undefined ? `It takes ${[...this.#asked].sort().join(', ')}.` : `Did you mean "${near}"?`
      throw new QueryError('PLAN', `${this.#operation} has no option "${name}". ${hint}`)
    }
  }

  #take(name: string): JsonValue | undefined {
    this.#asked.add(name)
    return this.#values.get(name)
  }

  #wrong(name: string, value: JsonValue, wanted: string): QueryError {
    return new QueryError('PLAN', `The option ${name} of ${this.#operation} is ${JSON.stringify(value)}; it takes ${wanted}.`)
  }
}
