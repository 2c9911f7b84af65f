/** Goes through the records of a BAM file or of a chunk of it. */
import type { ErrorLocation } from '../../common/errors.ts'
import type { BgzfCursor } from '../../io/bgzf/bgzf-cursor.ts'
import type { RunBuffer } from '../../io/run-buffer.ts'

/** All records from where the cursor stands to the end of the file; subclasses end earlier. */
export class RecordCursor {
  protected readonly cursor: BgzfCursor

  constructor(cursor: BgzfCursor) {
    this.cursor = cursor
  }

  get buffer(): RunBuffer {
    return this.cursor.buffer
  }

  /** Appends some more bytes; false at the end of the file. */
  fill(): Promise<boolean> {
    return this.cursor.fill()
  }

  drop(count: number): void {
    this.cursor.drop(count)
  }

  /** Records that begin before this position belong to the chunk; infinite while its end is not in sight. */
  limit(): number {
    return Number.POSITIVE_INFINITY
  }

  locate(position: number): ErrorLocation {
    const { block, within } = this.cursor.virtualOffset(position)
    return { location: this.cursor.location, virtualOffset: `${block}:${within}` }
  }

  /** Checks the end of the chunk. `next`: where the first record behind it begins, or the end of the bytes. */
  async finish(_next: number): Promise<void> {}

  close(): Promise<void> {
    return this.cursor.close()
  }
}
