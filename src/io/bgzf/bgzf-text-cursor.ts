/** The text of a BGZF file, of a piece of it cut anywhere, or of a chunk of an index. */
import { type ErrorLocation, QueryError } from '../../common/errors.ts'
import type { Chunk } from '../chunk.ts'
import type { TextCursor } from '../text-cursor.ts'
import { type BgzfCursor, type BgzfRequest, openBgzfCursor } from './bgzf-cursor.ts'
import { type BlockSearch, findBgzfBlock, WINDOW_BYTES } from './find-bgzf-block.ts'

const MAX_BLOCK_BYTES = 65_536
const NEWLINE = 10

type BgzfChunk = Extract<Chunk, { kind: 'bgzf' }>
type BytesChunk = Extract<Chunk, { kind: 'bytes' }>
type TextRequest = Omit<BgzfRequest, 'start' | 'end'>

export async function openBgzfText(request: TextRequest): Promise<TextCursor> {
  return new BgzfText(await openBgzfCursor({ ...request, start: 0 }))
}

/** A piece: the lines behind the first newline in it, up to the line behind the last newline in it. */
export async function openBgzfPiece(request: TextRequest, { start, end }: BytesChunk): Promise<TextCursor> {
  const { source, meter, signal } = request
  const search = { source, ...(meter ? { meter } : {}), ...(signal ? { signal } : {}) }
  const cursor = await openBgzfCursor({ ...request, ...(await startOfPiece(search, start)), end, tailBytes: WINDOW_BYTES })
  cursor.watch(end)
  return new BgzfPiece(cursor, async () => {
    const border = cursor.border
    // At the end of the file the chain ends wherever the next piece looks.
    if (border === undefined) return
    const { address } = await findBgzfBlock({ ...search, near: end, ...(cursor.tail ? { window: cursor.tail } : {}) })
    if (address !== border.address) throw brokenChain(cursor.location, border.address, address)
  })
}

/** The first block, and what was read to find it. */
async function startOfPiece(search: Omit<BlockSearch, 'near'>, start: number): Promise<Pick<BgzfRequest, 'start' | 'head'>> {
  if (start === 0) return { start }
  const { address, window } = await findBgzfBlock({ ...search, near: start })
  return { start: address, head: { bytes: window.subarray(address - start), isWhole: window.length < WINDOW_BYTES } }
}

export interface ChunkSettings {
  readonly indexLocation: string | undefined
  /** Lines begin behind a newline, and binary records anywhere. */
  readonly framing: 'lines' | 'records'
}

/** A chunk of an index: it begins with a line, and the lines that begin before its end belong to it. */
export async function openBgzfChunk(request: TextRequest, chunk: BgzfChunk, settings: ChunkSettings): Promise<TextCursor> {
  const lastBlockEnd = chunk.end.within > 0 ? chunk.end.block + MAX_BLOCK_BYTES : chunk.end.block
  const cursor = await openBgzfCursor({ ...request, start: chunk.start.block, end: lastBlockEnd })
  const text = new BgzfIndexChunk(cursor, chunk, settings)
  try {
    await text.goToStart()
    return text
  } catch (error) {
    await text.close()
    throw error
  }
}

class BgzfText implements TextCursor {
  protected readonly cursor: BgzfCursor

  constructor(cursor: BgzfCursor) {
    this.cursor = cursor
  }

  get buffer() {
    return this.cursor.buffer
  }

  fill(): Promise<boolean> {
    return this.cursor.fill()
  }

  drop(count: number): void {
    this.cursor.drop(count)
  }

  lastStart(): number {
    return Number.POSITIVE_INFINITY
  }

  locate(position: number): ErrorLocation {
    const { block, within } = this.cursor.virtualOffset(position)
    return { location: this.cursor.location, virtualOffset: `${block}:${within}` }
  }

  async finish(): Promise<void> {}

  close(): Promise<void> {
    return this.cursor.close()
  }
}

class BgzfPiece extends BgzfText {
  readonly #checkBorder: () => Promise<void>

  constructor(cursor: BgzfCursor, checkBorder: () => Promise<void>) {
    super(cursor)
    this.#checkBorder = checkBorder
  }

  /** The line that begins exactly at the border follows a newline of this piece. */
  override lastStart(): number {
    return this.cursor.border?.position ?? Number.POSITIVE_INFINITY
  }

  override finish(): Promise<void> {
    return this.#checkBorder()
  }
}

class BgzfIndexChunk extends BgzfText {
  readonly #chunk: BgzfChunk
  readonly #settings: ChunkSettings
  #endChecked = false

  constructor(cursor: BgzfCursor, chunk: BgzfChunk, settings: ChunkSettings) {
    super(cursor)
    this.#chunk = chunk
    this.#settings = settings
    cursor.watch(chunk.end.block)
  }

  override lastStart(): number {
    const { block, within } = this.#chunk.end
    const border = this.cursor.border
    if (!border) return Number.POSITIVE_INFINITY
    if (border.address !== block) throw this.#misfit(`it ends at ${block}:${within}, where no block begins`)
    if (within === 0 || this.#endChecked) return border.position + within - 1
    const size = this.cursor.blockSize(block)
    if (size === undefined) return Number.POSITIVE_INFINITY
    if (within > size) throw this.#misfit(`it ends at ${block}:${within}, but that block holds ${size} bytes`)
    this.#endChecked = true // the block may be dropped before the last line is out
    return border.position + within - 1
  }

  override async finish(): Promise<void> {
    const { block, within } = this.#chunk.end
    if (!this.cursor.border) throw this.#misfit(`it ends at ${block}:${within}, beyond the end of the data`)
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
    const beginsLine = this.#settings.framing === 'records' || within === 0 || this.buffer.bytes()[within - 1] === NEWLINE
    if (!beginsLine) throw this.#misfit(`it starts at ${block}:${within}, inside a line`)
    this.drop(within)
  }

  #misfit(what: string, cause?: unknown): QueryError {
    const location = this.cursor.location
    const { indexLocation } = this.#settings
    const index = indexLocation === undefined ? 'The index' : `The index ${indexLocation}`
    const message = `${index} does not fit ${location}: a chunk of it is wrong, ${what}. Build the index again.`
    const at = { location, ...(indexLocation === undefined ? {} : { indexLocation }) }
    return new QueryError('FORMAT', message, at, { cause, reason: 'index_mismatch' })
  }
}

function brokenChain(location: string, expected: number, found: number): QueryError {
  const message = `${location}: broken BGZF block at byte ${expected}: the next good block begins at byte ${found}.`
  return new QueryError('FORMAT', message, { location, byteOffset: expected }, { reason: 'compression' })
}
