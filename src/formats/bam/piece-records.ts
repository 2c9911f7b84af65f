/** The records that begin in one piece of a BAM file, cut anywhere: from the first block in it to the first block behind it. */
import { QueryError } from '../../common/errors.ts'
import type { BgzfCursor } from '../../io/bgzf/bgzf-cursor.ts'
import { type BlockSearch, findBgzfBlock } from '../../io/bgzf/find-bgzf-block.ts'
import { findRecord, type RecordRules } from './find-record.ts'
import { RecordCursor } from './record-cursor.ts'

export interface PieceSettings {
  /** Byte offset at which the next piece begins to look. */
  readonly end: number
  readonly rules: RecordRules
  readonly search: Omit<BlockSearch, 'near' | 'window'>
}

export class PieceRecords extends RecordCursor {
  readonly #settings: PieceSettings

  constructor(cursor: BgzfCursor, settings: PieceSettings) {
    super(cursor)
    this.#settings = settings
    cursor.watch(settings.end)
  }

  override limit(): number {
    return this.cursor.border?.position ?? Number.POSITIVE_INFINITY
  }

  /** The next piece must begin with the record to which ours lead. */
  override async finish(next: number): Promise<void> {
    const { cursor } = this
    const { border, location } = cursor
    // At the end of the file there is no next piece with records.
    if (border === undefined) return
    const { end, rules, search } = this.#settings
    const { address } = await findBgzfBlock({ ...search, near: end, ...(cursor.tail ? { window: cursor.tail } : {}) })
    if (address !== border.address) {
      const message = `${location}: broken BGZF block at byte ${border.address}: the next good block begins at byte ${address}.`
      throw new QueryError('FORMAT', message, { location, byteOffset: border.address }, { reason: 'compression' })
    }
    const found = await findRecord(this, { from: border.position, stopAt: () => Number.POSITIVE_INFINITY, rules })
    if ((found ?? this.buffer.length) === next) return
    const message =
      `${location}: at virtual offset ${this.#offset(next)} the records before it and the search for a record from byte ${end} on disagree. ` +
      'If the file is not broken there, build an index (samtools index), so that it is cut where records begin.'
    throw new QueryError('FORMAT', message, this.locate(next), { reason: 'record_chain' })
  }

  #offset(position: number): string {
    return this.locate(position).virtualOffset ?? ''
  }
}
