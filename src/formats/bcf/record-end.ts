/**
 * The last base of a record, 1-based, by the same rule as in VCF: INFO END; else POS + |SVLEN| for symbolic deletions, duplications,
 * inversions and copy-number variants; else POS + len(REF) - 1. The record's own rlen is not used: writers fill it by rules of their own.
 */
import type { VcfHeader } from '../vcf/vcf-header.ts'
import { alleleCount, FIELD, individualStart, infoCount, int32At } from './bcf-layout.ts'
import { integerAt, integerWidth, missingInteger, STORED, TypedValue } from './typed-value.ts'

const SPANNING = ['<DEL', '<DUP', '<INV', '<CNV'].map(text => new TextEncoder().encode(text))
const COLON = 58
const ANGLE = 62
const NOT_DECLARED = -1

export class RecordEnd {
  private readonly endKey: number
  private readonly lengthKey: number
  private readonly value = new TypedValue()
  /** Where the values of END and SVLEN stand in the record at hand; -1: nowhere. */
  private endAt = -1
  private lengthAt = -1

  constructor(header: VcfHeader, strings: readonly (string | undefined)[]) {
    const keyOf = (id: string) => {
      const isInteger = header.infoFields.some(field => field.id === id && field.type === 'Integer')
      return isInteger ? strings.indexOf(id) : NOT_DECLARED
    }
    this.endKey = keyOf('END')
    this.lengthKey = keyOf('SVLEN')
  }

  /** NaN where the record is broken or INFO END is no number. */
  of(bytes: Uint8Array, record: number): number {
    const { value } = this
    const limit = individualStart(bytes, record)
    const position = int32At(bytes, record + FIELD.position) + 1
    if (!value.read(bytes, record + FIELD.id, limit)) return Number.NaN
    const alleles = value.next
    if (alleleCount(bytes, record) > 0 && !value.read(bytes, alleles, limit)) return Number.NaN
    const reference = alleleCount(bytes, record) > 0 ? textLength(bytes, value) : 0
    const byReference = position + Math.max(1, reference) - 1
    if (this.endKey < 0 && this.lengthKey < 0) return byReference
    if (!this.findKeys(bytes, record, alleles)) return Number.NaN
    if (this.endAt >= 0 && value.read(bytes, this.endAt, limit)) {
      const end = singleInteger(bytes, value)
      // An END before POS says nothing about the reference; and so regions stay right: start <= end always.
      if (end !== undefined && !(end < position)) return end
    }
    return this.lengthAt < 0 ? byReference : Math.max(byReference, this.byLength(bytes, record, { alleles, position }))
  }

  /** False where the record cannot be walked. */
  private findKeys(bytes: Uint8Array, record: number, alleles: number): boolean {
    const { value } = this
    const limit = individualStart(bytes, record)
    this.endAt = -1
    this.lengthAt = -1
    value.next = alleles
    // The alleles and FILTER.
    for (let i = alleleCount(bytes, record); i >= 0; i--) if (!value.read(bytes, value.next, limit)) return false
    let at = value.next
    for (let i = infoCount(bytes, record); i > 0; i--) {
      const width = at < limit ? integerWidth(bytes[at]!) : 0 // below the limit
      if (width === 0 || at + 1 + width > limit) return false
      const key = integerAt(bytes, width, at + 1)
      at += 1 + width
      if (!value.read(bytes, at, limit)) return false
      if (key === this.endKey && this.endAt < 0) this.endAt = at
      else if (key === this.lengthKey && this.lengthAt < 0) this.lengthAt = at
      at = value.next
    }
    return true
  }

  /** The furthest end among the symbolic alleles that have a length on the reference; 0 if there is none. */
  private byLength(bytes: Uint8Array, record: number, from: { readonly alleles: number; readonly position: number }): number {
    const limit = individualStart(bytes, record)
    const lengths = new TypedValue()
    if (!lengths.read(bytes, this.lengthAt, limit) || lengths.type > STORED.int32) return 0
    const allele = this.value
    allele.next = from.alleles
    let furthest = 0
    // One length an allele, in step.
    for (let i = 0; i < alleleCount(bytes, record) && allele.read(bytes, allele.next, limit); i++) {
      if (i === 0 || i > lengths.count || !isSpanning(bytes, allele)) continue
      const length = integerAt(bytes, lengths.width, lengths.start + (i - 1) * lengths.width)
      if (length > missingInteger(lengths.width) + 1) furthest = Math.max(furthest, from.position + Math.abs(length))
    }
    return furthest
  }
}

/** Undefined where it is missing, NaN where it is something else than one integer. */
function singleInteger(bytes: Uint8Array, value: TypedValue): number | undefined {
  if (value.count === 0) return undefined
  if (value.type > STORED.int32 || value.count > 1) return Number.NaN
  const number = integerAt(bytes, value.width, value.start)
  return number <= missingInteger(value.width) + 1 ? undefined : number
}

/** '<DEL>' and '<DEL:ME>', but not '<DELTA>'. */
function isSpanning(bytes: Uint8Array, { start, count }: TypedValue): boolean {
  if (count < 5) return false
  const after = bytes[start + 4]
  return (after === ANGLE || after === COLON) && SPANNING.some(word => word.every((byte, i) => bytes[start + i] === byte))
}

/** Bytes of a text without the NULs that may fill it up. */
function textLength(bytes: Uint8Array, { start, count }: TypedValue): number {
  let length = count
  while (length > 0 && bytes[start + length - 1] === 0) length--
  return length
}
