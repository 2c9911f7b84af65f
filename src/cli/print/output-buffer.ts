/** A growing run of bytes that printers append to; whoever owns it takes the bytes and starts again. */
const FIRST_CAPACITY = 64 * 1024

export class OutputBuffer {
  /** Public, because printers write into it directly after `reserve`: one call a byte would be the cost of printing. */
  bytes = new Uint8Array(FIRST_CAPACITY)
  length = 0

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    const needed = this.length + count
    if (needed <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    grown.set(this.bytes.subarray(0, this.length))
    this.bytes = grown
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.reserve(1)
    this.bytes[this.length++] = value
  }

  append(source: Uint8Array): void {
    this.range(source, 0, source.length)
  }

  range(source: Uint8Array, start: number, end: number): void {
    this.reserve(end - start)
    const bytes = this.bytes
    let at = this.length
    // A call of set() costs more than some dozens of bytes copied one by one.
    if (end - start > 48) {
      bytes.set(source.subarray(start, end), at)
      this.length = at + end - start
      return
    }
    for (let i = start; i < end; i++) bytes[at++] = source[i] as number // in range: start and end lie in source
    this.length = at
  }

  text(value: string): void {
    this.reserve(value.length * 3)
    this.length += new TextEncoder().encodeInto(value, this.bytes.subarray(this.length)).written
  }

  /** ASCII only: digits, names of booleans. */
  ascii(value: string): void {
    this.reserve(value.length)
    for (let i = 0; i < value.length; i++) this.bytes[this.length++] = value.charCodeAt(i)
  }

  /** The bytes so far: a view, valid until something is appended; the buffer starts anew and keeps its memory. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.length)
    this.length = 0
    return taken
  }

  /** The bytes so far as a string; the buffer starts anew and keeps its memory. */
  takeText(): string {
    const text = new TextDecoder().decode(this.bytes.subarray(0, this.length))
    this.length = 0
    return text
  }
}
