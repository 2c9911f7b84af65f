/** The blocks of a slice as streams: one cursor a block, because the data series that share a block are interleaved in it. */
import { BitCursor } from './bit-cursor.ts'
import { ByteCursor } from './byte-cursor.ts'
import { type BlockKey, CORE } from './encoding.ts'

export class SliceStreams {
  readonly core: BitCursor
  private readonly blocks: ReadonlyMap<BlockKey, Uint8Array>
  private readonly cursors = new Map<number, ByteCursor>()

  /** `blocks`: inflated; those that no wanted series needs are missing. */
  constructor(blocks: ReadonlyMap<BlockKey, Uint8Array>) {
    this.blocks = blocks
    this.core = new BitCursor(blocks.get(CORE) ?? new Uint8Array(0))
  }

  /** A block that the slice lacks is empty: it is a fault only if somebody reads it. */
  external(id: number): ByteCursor {
    const known = this.cursors.get(id)
    if (known !== undefined) return known
    const cursor = new ByteCursor(this.blocks.get(id) ?? new Uint8Array(0), `the external block ${id}`)
    this.cursors.set(id, cursor)
    return cursor
  }
}
