/** The one Dictionary: entries in one byte buffer, found through an open-addressing table of their hashes. */
import type { Column } from './column.ts'
import type { Dictionary } from './dictionary.ts'
import { grow } from './grow.ts'
import { hashBytes } from './hash-bytes.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

export function createDictionary(): Dictionary {
  return new AppendOnlyDictionary()
}

// Indices below stay within the buffers: `size` entries, and a table that is never more than half full.
class AppendOnlyDictionary implements Dictionary {
  size = 0
  private bytes = new Uint8Array(256)
  private offsets = new Int32Array(17)
  private hashes = new Uint32Array(16)
  /** Pairs of code + 1, 0: free, and hash, which refuses most others without a look at their text. The length is a power of two. */
  private table = new Int32Array(128)
  private lastCode = -1
  private snapshot: Column | undefined
  private readonly texts: (string | undefined)[] = []

  values(): Column {
    if (this.snapshot?.length !== this.size) {
      const offsets = this.offsets.subarray(0, this.size + 1)
      this.snapshot = {
        type: { kind: 'utf8' },
        length: this.size,
        nullCount: 0,
        offsets,
        values: this.bytes.subarray(0, offsets[this.size]),
      }
    }
    return this.snapshot
  }

  encode(bytes: Uint8Array, start: number, end: number): number {
    const last = this.lastCode
    // Neighbouring rows mostly agree in sorted files.
    if (last >= 0 && this.equals(last, bytes, start, end)) return last
    const code = this.locate(bytes, start, end, hashBytes(bytes, start, end))
    this.lastCode = code
    return code
  }

  find(text: string): number {
    const bytes = encodeUtf8(text)
    return this.findBytes(bytes, 0, bytes.length)
  }

  findBytes(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashBytes(bytes, start, end) | 0
    const { table } = this
    const mask = table.length - 1
    for (let slot = (hash << 1) & mask; table[slot] !== 0; slot = (slot + 2) & mask) {
      if (table[slot + 1] === hash && this.equals(table[slot]! - 1, bytes, start, end)) return table[slot]! - 1
    }
    return -1
  }

  text(code: number): string {
    const known = this.texts[code]
    if (known !== undefined) return known
    const text = decodeUtf8(this.bytes, this.offsets[code]!, this.offsets[code + 1]!)
    this.texts[code] = text
    return text
  }

  private locate(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const { table } = this
    const word = hash | 0
    const mask = table.length - 1
    let slot = (word << 1) & mask
    for (; table[slot] !== 0; slot = (slot + 2) & mask) {
      if (table[slot + 1] === word && this.equals(table[slot]! - 1, bytes, start, end)) return table[slot]! - 1
    }
    const code = this.add(bytes, start, end, hash)
    table[slot] = code + 1
    table[slot + 1] = word
    if (this.size * 4 > table.length) this.rehash()
    return code
  }

  private equals(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const at = this.offsets[code]!
    const length = end - start
    if (this.offsets[code + 1]! - at !== length) return false
    const own = this.bytes
    // From the end: names of contigs and samples differ there.
    for (let i = length - 1; i >= 0; i--) if (own[at + i] !== bytes[start + i]) return false
    return true
  }

  private add(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const code = this.size
    const at = this.offsets[code]!
    const stop = at + end - start
    if (stop > this.bytes.length) this.bytes = grow(this.bytes, stop)
    if (code + 2 > this.offsets.length) this.offsets = grow(this.offsets, code + 2)
    if (code + 1 > this.hashes.length) this.hashes = grow(this.hashes, code + 1)
    this.bytes.set(bytes.subarray(start, end), at)
    this.offsets[code + 1] = stop
    this.hashes[code] = hash
    this.size = code + 1
    return code
  }

  private rehash(): void {
    const table = new Int32Array(this.table.length * 4)
    const mask = table.length - 1
    for (let code = 0; code < this.size; code++) {
      const hash = this.hashes[code]! | 0
      let slot = (hash << 1) & mask
      while (table[slot] !== 0) slot = (slot + 2) & mask
      table[slot] = code + 1
      table[slot + 1] = hash
    }
    this.table = table
  }
}
