/** Reads the operations of a CIGAR, written as text or packed as in BAM (SAMv1 §4.2.2). */
import type { Column } from '../../columnar/column.ts'
import { QueryError } from '../../common/errors.ts'
import { textRows } from '../../kernels/text-rows.ts'

const LETTERS = 'MIDNSHP=XB'
const CODES = new Int8Array(256).fill(-1)
for (let code = 0; code < LETTERS.length; code++) CODES[LETTERS.charCodeAt(code)] = code

export const OPERATION = { insertion: 1, softClip: 4, hardClip: 5 } as const

/** Bit by operation. */
const REFERENCE = 0b1_1000_1101 // M D N = X
const QUERY = 0b1_1001_0011 // M I S = X

export function consumesReference(code: number): boolean {
  return ((REFERENCE >>> code) & 1) === 1
}

export function consumesQuery(code: number): boolean {
  return ((QUERY >>> code) & 1) === 1
}

export function operationLetter(code: number): string {
  return LETTERS.charAt(code)
}

export class CigarReader {
  /** Of the row read last. */
  count = 0
  codes = new Uint8Array(16)
  lengths = new Float64Array(16)
  private readonly isBinary: boolean
  private readonly rows: ReturnType<typeof textRows>

  /** A column of text, a dictionary or packed words. */
  constructor(column: Column) {
    this.isBinary = column.type.kind === 'binary'
    this.rows = textRows(column)
  }

  /** A row that is not NULL. Fails where it is no CIGAR. */
  read(row: number): void {
    const { bytes, offsets, codes } = this.rows
    const entry = codes?.[row] ?? row
    // An offset more than entries.
    const from = offsets[entry]!
    const to = offsets[entry + 1]!
    this.count = 0
    if (this.isBinary) this.readWords(bytes, from, to)
    else this.readText(bytes, from, to)
  }

  private readText(bytes: Uint8Array, from: number, to: number): void {
    let length = 0
    let digits = 0
    for (let at = from; at < to; at++) {
      const byte = bytes[at]! // in range: within the row
      if (byte >= 48 && byte <= 57) {
        length = length * 10 + byte - 48
        digits++
        continue
      }
      const code = CODES[byte]!
      if (code < 0 || digits === 0) throw noCigar(bytes, from, to)
      this.add(code, length)
      length = 0
      digits = 0
    }
    if (digits > 0 || to === from) throw noCigar(bytes, from, to)
  }

  private readWords(bytes: Uint8Array, from: number, to: number): void {
    if ((to - from) % 4 !== 0)
      throw new QueryError('EXECUTION', `A packed CIGAR has four bytes an operation; this one has ${to - from} bytes.`)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let at = from; at < to; at += 4) {
      const word = view.getUint32(at, true)
      if ((word & 15) >= LETTERS.length) throw new QueryError('EXECUTION', `A packed CIGAR has the unknown operation ${word & 15}.`)
      this.add(word & 15, word >>> 4)
    }
  }

  private add(code: number, length: number): void {
    if (this.count === this.codes.length) {
      const codes = new Uint8Array(this.count * 2)
      codes.set(this.codes)
      this.codes = codes
      const lengths = new Float64Array(this.count * 2)
      lengths.set(this.lengths)
      this.lengths = lengths
    }
    this.codes[this.count] = code
    this.lengths[this.count] = length
    this.count++
  }
}

function noCigar(bytes: Uint8Array, from: number, to: number): QueryError {
  const text = new TextDecoder().decode(bytes.slice(from, Math.min(to, from + 40)))
  return new QueryError('EXECUTION', `"${text}${to - from > 40 ? '…' : ''}" is no CIGAR.`)
}
