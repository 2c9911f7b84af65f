/**
 * Finds the wanted values of records: each is walked once, and not further than what is wanted. Every length on the way is checked, so that
 * columns may read what was found without looking.
 */

import type { RecordRows } from '../records/record-rows.ts'
import {
  alleleCount,
  FIELD,
  formatCount,
  individualStart,
  infoCount,
  recordEndOffset,
  SIZE_BYTES,
  sampleCount,
  uint32At,
} from './bcf-layout.ts'
import { integerAt, integerWidth, TypedValue } from './typed-value.ts'

/** Instead of a place: the record does not hold the key. */
export const ABSENT = -1

/** How far the part that samples share is walked. */
export const DEPTH = { none: 0, alleles: 1, filter: 2, info: 3 } as const
export type Depth = (typeof DEPTH)[keyof typeof DEPTH]

export interface WantedValues {
  readonly depth: Depth
  /** Numbers of the keys in the dictionary of strings. */
  readonly infoKeys: readonly number[]
  readonly formatKeys: readonly number[]
  readonly dictionarySize: number
  readonly sampleCount: number
}

const ALLELES_SLOT = 0
const FILTER_SLOT = 1
const FIRST_KEY_SLOT = 2

export class RecordScanner {
  /** Where each wanted value's type stands: `stride` numbers a row. Valid until the next scan. */
  slots = new Int32Array(0)
  readonly stride: number
  private readonly wanted: WantedValues
  /** Slot of a key by its number; 0: not wanted. */
  private readonly infoSlots: Int32Array
  private readonly formatSlots: Int32Array
  private readonly value = new TypedValue()

  constructor(wanted: WantedValues) {
    const { infoKeys, formatKeys, dictionarySize } = wanted
    this.wanted = wanted
    this.stride = FIRST_KEY_SLOT + infoKeys.length + formatKeys.length
    this.infoSlots = new Int32Array(dictionarySize)
    this.formatSlots = new Int32Array(dictionarySize)
    for (const [index, key] of infoKeys.entries()) this.infoSlots[key] = FIRST_KEY_SLOT + index
    for (const [index, key] of formatKeys.entries()) this.formatSlots[key] = FIRST_KEY_SLOT + infoKeys.length + index
  }

  get allelesSlot(): number {
    return ALLELES_SLOT
  }

  get filterSlot(): number {
    return FILTER_SLOT
  }

  infoSlot(key: number): number {
    return this.infoSlots[key] ?? 0
  }

  formatSlot(key: number): number {
    return this.formatSlots[key] ?? 0
  }

  /** Rows that cannot be walked are reported and taken out, in place. */
  scan(rows: RecordRows, broken: (record: number, fault: string) => void): void {
    const { bytes, starts, count } = rows
    const needed = count * this.stride
    if (this.slots.length < needed) this.slots = new Int32Array(needed + (needed >>> 2))
    let kept = 0
    for (let row = 0; row < count; row++) {
      const record = starts[row]! // row lies below count
      const base = kept * this.stride
      this.slots.fill(ABSENT, base, base + this.stride)
      const fault = this.walkShared(bytes, record, base) ?? this.walkSamples(bytes, record, base)
      if (fault === undefined) starts[kept++] = record
      else broken(record, fault)
    }
    rows.count = kept
  }

  private walkShared(bytes: Uint8Array, record: number, base: number): string | undefined {
    const { depth } = this.wanted
    if (depth === DEPTH.none) return undefined
    const { value, slots } = this
    const end = individualStart(bytes, record)
    if (!value.read(bytes, record + FIELD.id, end)) return 'its ID does not fit into the record.'
    slots[base + ALLELES_SLOT] = value.next
    const alleles = alleleCount(bytes, record)
    for (let allele = 0; allele < alleles; allele++) {
      if (!value.read(bytes, value.next, end)) return `allele ${allele + 1} of ${alleles} does not fit into the record.`
    }
    if (depth < DEPTH.filter) return undefined
    slots[base + FILTER_SLOT] = value.next
    if (!value.read(bytes, value.next, end)) return 'its FILTER does not fit into the record.'
    return depth < DEPTH.info ? undefined : this.walkInfo(bytes, { from: value.next, end, count: infoCount(bytes, record), base })
  }

  private walkInfo(
    bytes: Uint8Array,
    walk: { readonly from: number; readonly end: number; readonly count: number; readonly base: number },
  ): string | undefined {
    const { value, slots, infoSlots } = this
    const { end, count, base } = walk
    let missing = this.wanted.infoKeys.length
    let at = walk.from
    for (let i = 0; i < count; i++) {
      const width = at < end ? integerWidth(bytes[at]!) : 0 // below end
      if (width === 0 || at + 1 + width > end) return `the key of INFO field ${i + 1} of ${count} does not fit into the record.`
      const key = integerAt(bytes, width, at + 1)
      const slot = infoSlots[key]
      if (slot === undefined) return `INFO field ${i + 1} of ${count} has the key ${key}, which the header does not number.`
      at += 1 + width
      if (!value.read(bytes, at, end)) return `INFO field ${i + 1} of ${count} does not fit into the record.`
      // The first of repeated keys counts.
      if (slot > 0 && slots[base + slot] === ABSENT) {
        slots[base + slot] = at
        if (--missing === 0) return undefined
      }
      at = value.next
    }
    return undefined
  }

  private walkSamples(bytes: Uint8Array, record: number, base: number): string | undefined {
    const { formatKeys, sampleCount: samples } = this.wanted
    let missing = formatKeys.length
    if (missing === 0) return undefined
    const { value, slots, formatSlots } = this
    const count = formatCount(bytes, record)
    const found = sampleCount(bytes, record)
    // Without any field the number of samples says nothing.
    if (count > 0 && found !== samples) return `it has ${found} samples, and the header names ${samples}.`
    const end = recordEndOffset(bytes, record)
    let at = record + SIZE_BYTES + uint32At(bytes, record + FIELD.sharedSize)
    for (let i = 0; i < count; i++) {
      const width = at < end ? integerWidth(bytes[at]!) : 0 // below end
      if (width === 0 || at + 1 + width > end) return `the key of FORMAT field ${i + 1} of ${count} does not fit into the record.`
      const key = integerAt(bytes, width, at + 1)
      const slot = formatSlots[key]
      if (slot === undefined) return `FORMAT field ${i + 1} of ${count} has the key ${key}, which the header does not number.`
      at += 1 + width
      if (!value.readSamples(bytes, at, end, samples)) return `FORMAT field ${i + 1} of ${count} does not fit into the record.`
      if (slot > 0 && slots[base + slot] === ABSENT) {
        slots[base + slot] = at
        if (--missing === 0) return undefined
      }
      at = value.next
    }
    return undefined
  }
}
