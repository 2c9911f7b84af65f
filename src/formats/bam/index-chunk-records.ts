/** The records of a chunk of an index: it begins and ends where a record does, or the index belongs to other data. */
import { QueryError } from '../../common/errors.ts'
import type { BgzfCursor } from '../../io/bgzf/bgzf-cursor.ts'
import type { Chunk } from '../../io/chunk.ts'
import { RecordCursor } from './record-cursor.ts'

type IndexChunk = Extract<Chunk, { kind: 'bgzf' }>

export class IndexChunkRecords extends RecordCursor {
  readonly #chunk: IndexChunk
  readonly #indexLocation: string | undefined

  constructor(cursor: BgzfCursor, chunk: IndexChunk, indexLocation: string | undefined) {
    super(cursor)
    this.#chunk = chunk
    this.#indexLocation = indexLocation
    cursor.watch(chunk.end.block)
  }

  override limit(): number {
    const { border } = this.cursor
    if (!border) return Number.POSITIVE_INFINITY
    const { block, within } = this.#chunk.end
    if (border.address !== block) throw this.#misfit(`it ends at ${block}:${within}, where no block begins`)
    return border.position + within
  }

  override async finish(next: number): Promise<void> {
    const { block, within } = this.#chunk.end
    if (!this.cursor.border) throw this.#misfit(`it ends at ${block}:${within}, beyond the end of the data`)
    if (this.limit() !== next) throw this.#misfit(`it ends at ${block}:${within}, inside a record`)
  }

  async goToStart(): Promise<void> {
    const { block, within } = this.#chunk.start
    try {
      while (this.cursor.blockSize(block) === undefined) {
        if (!(await this.cursor.fill())) throw this.#misfit(`it starts at ${block}:${within}, beyond the end of the data`)
      }
    } catch (error) {
      const broken = error instanceof QueryError && error.reason === 'compression' && error.at.byteOffset === block
      throw broken ? this.#misfit(`it starts at ${block}:${within}, where no good block is`, error) : error
    }
    const size = this.cursor.blockSize(block) ?? 0
    if (within > size) throw this.#misfit(`it starts at ${block}:${within}, but that block holds ${size} bytes`)
    this.drop(within)
  }

  /** What a record says that the index rules out. */
  misfit(what: string): QueryError {
    return this.#misfit(what)
  }

  #misfit(what: string, cause?: unknown): QueryError {
    const { location } = this.cursor
    const index = this.#indexLocation === undefined ? 'The index' : `The index ${this.#indexLocation}`
    const message = `${index} does not fit ${location}: a chunk of it is wrong, ${what}. Build the index again.`
    const at = { location, ...(this.#indexLocation === undefined ? {} : { indexLocation: this.#indexLocation }) }
    return new QueryError('FORMAT', message, at, { cause, reason: 'index_mismatch' })
  }
}
