/** Looks for the first line that is not UTF-8: for queries that ask for every column, because a record may hold more than its columns show. */
import type { ErrorLocation } from '../../common/errors.ts'
import { isUtf8 } from './is-utf8.ts'
import type { TextRows } from './text-rows.ts'

export class Utf8Watch {
  private readonly found: (at: ErrorLocation) => void
  private isDone = false

  /** `found` is called once. */
  constructor(found: (at: ErrorLocation) => void) {
    this.found = found
  }

  check(rows: TextRows): void {
    const { bytes, starts, ends, count } = rows
    // In range: rows are numbered below count. The lines of a block lie one behind the other.
    if (this.isDone || count === 0 || isUtf8(bytes, starts[0]!, ends[count - 1]!)) return
    for (let row = 0; row < count; row++) {
      if (isUtf8(bytes, starts[row]!, ends[row]!)) continue
      this.isDone = true
      this.found(rows.block.locate(starts[row]!))
      return
    }
  }
}
