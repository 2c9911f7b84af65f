/** The options of one session with the values they have now. */
import { QueryError } from '../common/errors.ts'
import { suggest } from '../common/suggest.ts'
import { type OptionValue, parseOptionValue, type SessionOption } from './session-option.ts'
import { sessionOptions } from './session-options.ts'

export class SessionConfig {
  readonly #values = new Map<string, OptionValue>()

  constructor(initial: Readonly<Record<string, OptionValue | undefined>> = {}) {
    for (const [name, value] of Object.entries(initial)) if (value !== undefined) this.set(name, value)
  }

  set(name: string, value: OptionValue): void {
    const option = findOption(name)
    this.#values.set(option.name, parseOptionValue(option, value))
  }

  reset(name: string): void {
    this.#values.delete(findOption(name).name)
  }

  resetAll(): void {
    this.#values.clear()
  }

  get(name: string): OptionValue {
    const option = findOption(name)
    return this.#values.get(option.name) ?? option.default
  }

  integer(name: string): number {
    return Number(this.get(name))
  }

  flag(name: string): boolean {
    return this.get(name) === true
  }

  text(name: string): string {
    return String(this.get(name))
  }
}

/** Finds an option whatever its case, with or without a leading `datafusion.`; `target_partitions` and `targetPartitions` find `execution.target_partitions`. */
export function findOption(name: string): SessionOption {
  const words = name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()
  const written = words.replace(/^datafusion\./, '')
  const wanted = OTHER_NAMES.get(written) ?? written
  const found =
    sessionOptions.find(option => option.name === wanted) ?? onlyOne(sessionOptions.filter(option => option.name.endsWith(`.${wanted}`)))
  if (found) return found
  const names = sessionOptions.map(option => option.name)
  const nearest = suggest(wanted, names) ?? suggest(wanted.slice(wanted.lastIndexOf('.') + 1), names.map(lastPart))
  const full = names.find(candidate => candidate === nearest || lastPart(candidate) === nearest)
  const hint = full ? `Did you mean "${full}"?` : 'SHOW ALL lists the options.'
  throw new QueryError('CONFIGURATION', `There is no option "${name}". ${hint}`)
}

/** The names that options have in DuckDB. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['threads', 'execution.target_partitions'],
  ['worker_threads', 'execution.target_partitions'],
  ['max_memory', 'execution.memory_limit'],
])

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined
}
