/** Finds the values of the wanted keys of some lines, each an object. */
import type { TextRows } from '../text/text-rows.ts'
import { ObjectScanner } from './object-scanner.ts'

export class LineScanner {
  readonly keyCount: number
  /** Start and end of the value of key k in row r at 2 * (r * keyCount + k). Valid until the next scan. */
  slots = new Int32Array(0)
  /** 1 for the lines that are no objects. */
  broken = new Uint8Array(0)
  private readonly scanner: ObjectScanner

  constructor(keys: readonly string[]) {
    this.keyCount = keys.length
    this.scanner = new ObjectScanner(keys)
  }

  scan(rows: TextRows): void {
    const { scanner, keyCount } = this
    const { bytes, starts, ends, count } = rows
    const needed = count * keyCount * 2
    if (this.slots.length < needed) this.slots = new Int32Array(needed + (needed >>> 2))
    if (this.broken.length < count) this.broken = new Uint8Array(count)
    for (let row = 0; row < count; row++) {
      const isObject = scanner.scan(bytes, starts[row]!, ends[row]!) // row lies below the count
      this.broken[row] = isObject ? 0 : 1
      if (!isObject) scanner.slots.fill(-1)
      this.slots.set(scanner.slots, row * keyCount * 2)
    }
  }
}
