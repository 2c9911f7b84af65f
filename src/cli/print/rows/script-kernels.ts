/** The print kernels in TypeScript: the reference of their WebAssembly twin (assembly/print), and what runs where there is none. */
import { JOB, PART, PART_KIND, type PrintKernels } from './print-kernels.ts'

const NEWLINE = 10
const RETURN = 13
const QUOTE = 34
const MINUS = 45
const ZERO = 48
const FIRST_BYTES = 1 << 20
const TEN_8 = 1e8
const WORD = 2 ** 32

// Addresses stay within the memory by the caller's promise, so reads are never undefined.

export class ScriptKernels implements PrintKernels {
  memory = { buffer: new ArrayBuffer(FIRST_BYTES) }
  #bytes = new Uint8Array(this.memory.buffer)
  #words = new Int32Array(this.memory.buffer)

  firstFree(): number {
    return 0
  }

  grow(bytes: number): number {
    if (bytes <= this.#bytes.length) return 1
    const buffer = new ArrayBuffer(Math.ceil(bytes / 8) * 8)
    const grown = new Uint8Array(buffer)
    grown.set(this.#bytes)
    this.memory = { buffer }
    this.#bytes = grown
    this.#words = new Int32Array(buffer)
    return 1
  }

  writeRows(job: number): number {
    const words = this.#words
    const at = job >>> 2
    const targets = words[at + JOB.targets]! >>> 2
    const starts = words[at + JOB.starts]! >>> 2
    const lengths = words[at + JOB.lengths]! >>> 2
    const to = words[at + JOB.to]!
    let out = words[at + JOB.out]!
    for (let row = words[at + JOB.from]!; row < to; row++) {
      const began = out
      out = this.#writeRow(at, row, out)
      if (targets === 0) this.#bytes[out - 1] = NEWLINE
      else {
        out--
        const target = words[targets + row]!
        words[starts + target] = began - words[at + JOB.text]!
        words[lengths + target] = out - began
      }
    }
    return out
  }

  listMissing(rows: number, count: number, starts: number, into: number): number {
    const words = this.#words
    let found = into >>> 2
    for (let at = rows >>> 2; at < (rows >>> 2) + count; at++) {
      const row = words[at]!
      if (row < 0 || words[(starts >>> 2) + row]! >= 0) continue
      words[(starts >>> 2) + row] = 0
      words[found++] = row
    }
    return found - (into >>> 2)
  }

  /** The caller writes floats in TypeScript anyway. */
  writeFloats(_values: number, from: number): number {
    return from
  }

  longestText(offsets: number, count: number): number {
    const words = this.#words
    let longest = 0
    for (let at = offsets >>> 2; at < (offsets >>> 2) + count; at++) longest = Math.max(longest, words[at + 1]! - words[at]!)
    return longest
  }

  #needsQuotes(at: number, length: number, delimiter: number): boolean {
    for (let i = at; i < at + length; i++) {
      const byte = this.#bytes[i]!
      if (byte === delimiter || byte === QUOTE || byte === NEWLINE || byte === RETURN) return true
    }
    return false
  }

  #quote(from: number, length: number, to: number): number {
    const bytes = this.#bytes
    let out = to
    bytes[out++] = QUOTE
    for (let at = from; at < from + length; at++) {
      if (bytes[at] === QUOTE) bytes[out++] = QUOTE
      bytes[out++] = bytes[at]!
    }
    bytes[out] = QUOTE
    return out + 1
  }

  /** With a delimiter behind every part. */
  #writeRow(job: number, row: number, from: number): number {
    const words = this.#words
    const parts = words[job + JOB.parts]! >>> 2
    const delimiter = words[job + JOB.delimiter]!
    let out = from
    for (let part = parts; part < parts + words[job + JOB.partCount]! * PART.words; part += PART.words) {
      const validity = words[part + PART.validity]!
      if (validity === 0 || (this.#bytes[validity + (row >>> 3)]! >>> (row & 7)) & 1) out = this.#writeValue(part, { row, delimiter }, out)
      this.#bytes[out++] = delimiter
    }
    return out
  }

  #writeValue(part: number, { row, delimiter }: { readonly row: number; readonly delimiter: number }, out: number): number {
    const words = this.#words
    const at = words[part + PART.values]! >>> 2
    switch (words[part + PART.kind]) {
      case PART_KIND.int32:
        return this.#writeNumber(words[at + row]!, out)
      case PART_KIND.uint32:
        return this.#writeNumber(words[at + row]! >>> 0, out)
      case PART_KIND.int64:
        return this.#writeWords(words[at + row * 2]!, words[at + row * 2 + 1]!, out)
      case PART_KIND.entry: {
        const number = words[at + row]!
        const entry = number < 0 ? words[part + PART.none]! : number
        const start = words[(words[part + PART.starts]! >>> 2) + entry]!
        return this.#copy(words[part + PART.text]! + start, words[(words[part + PART.lengths]! >>> 2) + entry]!, out)
      }
      default: {
        const start = words[part + PART.text]! + words[at + row]!
        const length = words[at + row + 1]! - words[at + row]!
        const isPlain = length > 0 && !this.#needsQuotes(start, length, delimiter)
        return isPlain ? this.#copy(start, length, out) : this.#quote(start, length, out)
      }
    }
  }

  /** A whole number up to 2^53. */
  #writeNumber(value: number, from: number): number {
    const bytes = this.#bytes
    let out = from
    let rest = value
    if (value < 0) {
      bytes[out++] = MINUS
      rest = -value
    }
    if (rest >= TEN_8) {
      const high = Math.floor(rest / TEN_8)
      out = this.#writeNumber(high, out)
      return this.#writeDigits(rest - high * TEN_8, 8, out)
    }
    return this.#writeDigits(rest, countDigits(rest), out)
  }

  #writeDigits(value: number, count: number, out: number): number {
    let rest = value | 0
    for (let i = out + count - 1; i >= out; i--) {
      const quotient = (rest / 10) | 0
      this.#bytes[i] = ZERO + rest - quotient * 10
      rest = quotient
    }
    return out + count
  }

  #writeWords(low: number, high: number, out: number): number {
    const value = high * WORD + (low >>> 0)
    if (Number.isSafeInteger(value)) return this.#writeNumber(value, out)
    const text = String(BigInt(high) * BigInt(WORD) + BigInt(low >>> 0))
    for (let i = 0; i < text.length; i++) this.#bytes[out + i] = text.charCodeAt(i)
    return out + text.length
  }

  #copy(from: number, length: number, out: number): number {
    const bytes = this.#bytes
    // A call costs more than some dozens of bytes copied one by one.
    if (length > 48) bytes.copyWithin(out, from, from + length)
    else for (let i = 0; i < length; i++) bytes[out + i] = bytes[from + i]!
    return out + length
  }
}

/** Of a whole number below 10^8. */
function countDigits(value: number): number {
  if (value < 1e4) return value < 100 ? (value < 10 ? 1 : 2) : value < 1e3 ? 3 : 4
  return value < 1e6 ? (value < 1e5 ? 5 : 6) : value < 1e7 ? 7 : 8
}
