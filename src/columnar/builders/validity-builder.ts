/** The validity bits of a builder. Rows are valid unless said otherwise, so a column without NULLs costs nothing. */
import { bitmapBytes, clearBit } from '../bitmap.ts'

export interface Validity {
  readonly nullCount: number
  readonly validity?: Uint8Array
}

export class ValidityBuilder {
  private bits = new Uint8Array(0)
  private nullCount = 0

  appendNull(row: number): void {
    if (row >>> 3 >= this.bits.length) this.growTo(row + 1)
    clearBit(this.bits, row)
    this.nullCount++
  }

  /** Ascending, counted from `base`. */
  appendNulls(rows: Int32Array, base: number): void {
    const last = rows.at(-1)
    if (last === undefined) return
    if ((base + last) >>> 3 >= this.bits.length) this.growTo(base + last + 1)
    const { bits } = this
    // In range: there is room for the last of them.
    for (let i = 0; i < rows.length; i++) {
      const row = base + rows[i]!
      bits[row >>> 3]! &= ~(1 << (row & 7))
    }
    this.nullCount += rows.length
  }

  /** To be spread into a Column. */
  finish(length: number): Validity {
    if (this.nullCount === 0) return { nullCount: 0 }
    const bytes = bitmapBytes(length)
    if (bytes > this.bits.length) this.growTo(length)
    const finished = { nullCount: this.nullCount, validity: this.bits.subarray(0, bytes) }
    this.bits = new Uint8Array(0)
    this.nullCount = 0
    return finished
  }

  private growTo(rows: number): void {
    const larger = new Uint8Array(Math.max(bitmapBytes(rows), this.bits.length * 2, 32)).fill(255, this.bits.length)
    larger.set(this.bits)
    this.bits = larger
  }
}
