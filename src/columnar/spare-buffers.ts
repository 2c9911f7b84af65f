/**
 * Memory of columns that are no longer read, kept for the next ones: fresh memory costs as much as filling it, and a collector that runs for it
 * costs more. One pool a thread. Only whoever is the last reader of a batch may give it back.
 */
import type { Batch } from './batch.ts'
import type { Column } from './column.ts'

/** Smaller ones are not worth keeping. */
const LEAST_BYTES = 4096
/** Kept at most, together. */
const MOST_BYTES = 32 << 20

export class SpareBuffers {
  readonly #spare: ArrayBuffer[] = []
  #bytes = 0
  /** Those that may come back, once each: nobody else may be given the memory while it is in use. */
  readonly #lent = new WeakSet<ArrayBufferLike>()

  /** A buffer of at least so many bytes. What it holds is anything: whoever takes it writes all that will be read. */
  take(bytes: number): ArrayBuffer {
    if (bytes < LEAST_BYTES) return new ArrayBuffer(bytes)
    const place = this.#bestPlace(bytes)
    const found = place < 0 ? new ArrayBuffer(bytes) : this.#remove(place)
    this.#lent.add(found)
    return found
  }

  /** Makes a buffer that nobody else holds one of those that may be given back. */
  adopt(buffer: ArrayBufferLike): void {
    if (buffer.byteLength >= LEAST_BYTES) this.#lent.add(buffer)
  }

  /** Spare memory from elsewhere. */
  add(buffer: ArrayBuffer): void {
    this.adopt(buffer)
    this.giveBack(buffer)
  }

  /** Does nothing with a buffer that was not lent. */
  giveBack(buffer: ArrayBufferLike): void {
    if (!this.#lent.delete(buffer) || this.#bytes + buffer.byteLength > MOST_BYTES) return
    this.#spare.push(buffer as ArrayBuffer) // shared memory is never lent
    this.#bytes += buffer.byteLength
  }

  /** Of a batch that nobody reads any more. */
  giveBackBatch({ columns }: Batch): void {
    for (const column of columns) this.#giveBackColumn(column)
  }

  /** Some that are there: to be sent to another thread. */
  takeAny(mostBytes: number): ArrayBuffer[] {
    const taken: ArrayBuffer[] = []
    for (let bytes = 0; this.#spare.length > 0; ) {
      bytes += this.#spare[0]!.byteLength // there is one
      if (bytes > mostBytes) break
      taken.push(this.#remove(0))
    }
    return taken
  }

  #giveBackColumn({ values, offsets, validity, children }: Column): void {
    this.giveBack(values.buffer)
    if (offsets) this.giveBack(offsets.buffer)
    if (validity) this.giveBack(validity.buffer)
    for (const child of children ?? []) this.#giveBackColumn(child)
  }

  /** The smallest that is large enough, and not so large that most of it would be idle. */
  #bestPlace(bytes: number): number {
    let best = -1
    let bestBytes = 2 * bytes
    for (const [place, { byteLength }] of this.#spare.entries()) {
      if (byteLength < bytes || byteLength >= bestBytes) continue
      best = place
      bestBytes = byteLength
    }
    return best
  }

  #remove(place: number): ArrayBuffer {
    const [buffer] = this.#spare.splice(place, 1)
    this.#bytes -= buffer!.byteLength // callers give a place in the list
    return buffer!
  }
}

/** Of this thread. */
export const spareBuffers = new SpareBuffers()
