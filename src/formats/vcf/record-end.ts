/**
 * The last base of a record, 1-based: INFO END; else POS + |SVLEN| for symbolic deletions, duplications, inversions and copy-number variants;
 * else POS + len(REF) - 1. END and SVLEN count where the header declares them as Integer, which is what htslib does when it writes an index.
 */
import { parseInteger } from '../text/parse-integer.ts'
import { fieldEnd, fieldStart, type TextRows } from '../text/text-rows.ts'
import { findInfo, infoValueEnd, startsWith } from './find-info.ts'
import { FIELD } from './vcf-field.ts'
import type { VcfHeader } from './vcf-header.ts'

const encoder = new TextEncoder()
const END = encoder.encode('END')
const SVLEN = encoder.encode('SVLEN')
const SPANNING = ['<DEL', '<DUP', '<INV', '<CNV'].map(text => encoder.encode(text))
const COMMA = 44
const COLON = 58
const ANGLE = 62

export class RecordEnd {
  /** The last field that is looked at. */
  readonly lastField: number
  private readonly usesEnd: boolean
  private readonly usesLength: boolean

  constructor(header: VcfHeader) {
    const isInteger = (id: string) => header.infoFields.some(field => field.id === id && field.type === 'Integer')
    this.usesEnd = isInteger('END')
    this.usesLength = isInteger('SVLEN')
    this.lastField = this.usesEnd || this.usesLength ? FIELD.info : FIELD.ref
  }

  /** For a record at this POS. NaN where INFO END is not a number. */
  of(rows: TextRows, row: number, position: number): number {
    const bytes = rows.bytes
    const byReference = position + Math.max(1, fieldEnd(rows, row, FIELD.ref) - fieldStart(rows, row, FIELD.ref)) - 1
    if (this.lastField === FIELD.ref) return byReference
    const from = fieldStart(rows, row, FIELD.info)
    const to = fieldEnd(rows, row, FIELD.info)
    if (this.usesEnd) {
      const at = findInfo(bytes, from, to, END)
      const stop = at < 0 ? at : infoValueEnd(bytes, at, to)
      if (at >= 0 && !isMissing(bytes, at, stop)) {
        const end = parseInteger(bytes, at, stop)
        // An END before POS says nothing about the reference; htslib ignores it, and so regions stay right: start <= end always.
        if (!(end < position)) return end
      }
    }
    return this.usesLength ? Math.max(byReference, this.byLength(rows, row, position)) : byReference
  }

  /** The furthest end among the symbolic alleles that have a length on the reference; 0 if there is none. */
  private byLength(rows: TextRows, row: number, position: number): number {
    const bytes = rows.bytes
    const altEnd = fieldEnd(rows, row, FIELD.alt)
    let alt = fieldStart(rows, row, FIELD.alt)
    if (!holdsSpanning(bytes, alt, altEnd)) return 0
    const to = fieldEnd(rows, row, FIELD.info)
    let at = findInfo(bytes, fieldStart(rows, row, FIELD.info), to, SVLEN)
    if (at < 0) return 0
    const stop = infoValueEnd(bytes, at, to)
    let furthest = 0
    // One length an allele, in step.
    while (alt < altEnd && at < stop) {
      const valueEnd = until(bytes, at, stop)
      const length = isSpanning(bytes, alt) ? Math.abs(parseInteger(bytes, at, valueEnd)) : Number.NaN
      if (position + length > furthest) furthest = position + length
      at = valueEnd + 1
      alt = until(bytes, alt, altEnd) + 1
    }
    return furthest
  }
}

function isMissing(bytes: Uint8Array, from: number, to: number): boolean {
  return to === from || (to - from === 1 && bytes[from] === 46)
}

function holdsSpanning(bytes: Uint8Array, from: number, to: number): boolean {
  for (let alt = from; alt < to; alt = until(bytes, alt, to) + 1) if (isSpanning(bytes, alt)) return true
  return false
}

/** '<DEL>' and '<DEL:ME>', but not '<DELTA>'. */
function isSpanning(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== 60) return false
  const after = bytes[at + 4]
  return (after === ANGLE || after === COLON) && SPANNING.some(word => startsWith(bytes, at, word))
}

function until(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] !== COMMA) at++
  return at
}
