/** The tokens of one text as three growing arrays: 9 bytes a token, so that megabytes of SQL stay cheap. */
import { QueryError } from '../../common/errors.ts'

/** A text with more words and signs than this is refused: the tree over it would need gigabytes. */
export const MAX_TOKENS = 5_000_000

export class Tokens {
  kinds = new Uint8Array(256)
  starts = new Uint32Array(256)
  ends = new Uint32Array(256)
  count = 0

  push(kind: number, start: number, end: number): void {
    if (this.count === this.kinds.length) this.grow(start)
    this.kinds[this.count] = kind
    this.starts[this.count] = start
    this.ends[this.count] = end
    this.count++
  }

  private grow(sqlOffset: number): void {
    if (this.count >= MAX_TOKENS) {
      throw new QueryError(
        'RESOURCE',
        `The SQL text has more than ${MAX_TOKENS.toLocaleString('en')} words and signs. Load the data from a file or with registerRows instead.`,
        { sqlOffset },
      )
    }
    const length = Math.min(this.count * 2, MAX_TOKENS)
    this.kinds = copyInto(new Uint8Array(length), this.kinds)
    this.starts = copyInto(new Uint32Array(length), this.starts)
    this.ends = copyInto(new Uint32Array(length), this.ends)
  }
}

function copyInto<T extends Uint8Array | Uint32Array>(target: T, source: T): T {
  target.set(source)
  return target
}
