/** The temporary files of one query, by operator: what is left of them goes when the operator or the query ends. */
import type { Schema } from '../../columnar/schema.ts'
import { QueryError } from '../../common/errors.ts'
import type { TemporaryFile, TemporaryStore } from '../../io/temporary-store.ts'
import type { ArrowSpillFile } from './spill-file.ts'

export interface SpillPlace {
  /** Absent: nowhere, as in a browser. */
  readonly store?: TemporaryStore
  /** execution.temp_directory */
  readonly directory: string
}

/** Operators are keys here, nothing more: execution/ does not know them. */
type Operator = object

export class SpillFiles {
  readonly #place: SpillPlace
  readonly #open = new Map<Operator, Set<TemporaryFile>>()
  readonly #signal: AbortSignal
  readonly #count: (operator: Operator, metric: string, by: number) => void

  constructor(
    place: SpillPlace,
    query: { readonly signal: AbortSignal; readonly count: (operator: Operator, metric: string, by: number) => void },
  ) {
    this.#place = place
    this.#signal = query.signal
    this.#count = query.count
  }

  async create(operator: Operator & { readonly name: string }, schema: Schema): Promise<ArrowSpillFile> {
    const { store, directory } = this.#place
    if (!store) {
      throw new QueryError(
        'RESOURCE',
        `${operator.name} needs more memory than execution.memory_limit allows, and there is no place for temporary files here. Raise execution.memory_limit, or let fewer rows reach it.`,
        {},
        { reason: 'memory_limit' },
      )
    }
    // Loaded when it is needed: apache-arrow takes longer to load than most queries to run.
    const { ArrowSpillFile } = await import('./spill-file.ts')
    const file = await store.create(directory)
    const files = this.#open.get(operator) ?? new Set()
    this.#open.set(operator, files)
    files.add(file)
    this.#count(operator, 'spill_files', 1)
    return new ArrowSpillFile({
      schema,
      file,
      signal: this.#signal,
      onWrite: bytes => this.#count(operator, 'bytes_spilled', bytes),
      onRemove: () => files.delete(file),
    })
  }

  /** Those of one operator; undefined: it has none. */
  remove(operator: Operator): Promise<void> | undefined {
    const files = this.#open.get(operator)
    if (!files) return undefined
    this.#open.delete(operator)
    return removeAll(files)
  }

  async removeAll(): Promise<void> {
    for (const operator of [...this.#open.keys()]) await this.remove(operator)
  }
}

async function removeAll(files: Iterable<TemporaryFile>): Promise<void> {
  await Promise.all([...files].map(file => file.remove()))
}
