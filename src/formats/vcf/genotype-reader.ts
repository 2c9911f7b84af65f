/** FORMAT and the sample columns: the wanted keys of the chosen samples, appended sample by sample. */

import { type FaultSink, quoteField } from '../text/row-faults.ts'
import { fieldEnd, fieldStart, type TextRows } from '../text/text-rows.ts'
import type { ValueAppender } from '../text/value-appender.ts'
import { FIELD } from './vcf-field.ts'
import type { VcfField, VcfHeader } from './vcf-header.ts'

const COLON = 58
const TAB = 9

export class GenotypeReader {
  private readonly header: VcfHeader
  private readonly formats: readonly VcfField[]
  private readonly appenders: readonly ValueAppender[]
  private readonly sampleIndexes: readonly number[]
  /** The FORMAT text that `places` belongs to: neighbouring records mostly share it. */
  private format = new Uint8Array(0)
  /** Which value of a sample is that of key k; -1: this FORMAT has no such key. */
  private readonly places: Int32Array
  private valueCount = 0
  /** Start of each value of one sample, and one past its end. */
  private starts = new Int32Array(16)
  /** Start of each sample's column, and one past the end of the last. */
  private readonly samples: Int32Array

  /** One appender a wanted FORMAT field. */
  constructor(
    header: VcfHeader,
    wanted: {
      readonly formats: readonly VcfField[]
      readonly appenders: readonly ValueAppender[]
      readonly sampleIndexes: readonly number[]
    },
  ) {
    this.header = header
    this.formats = wanted.formats
    this.appenders = wanted.appenders
    this.sampleIndexes = wanted.sampleIndexes
    this.samples = new Int32Array(header.samples.length + 1)
    this.places = new Int32Array(wanted.formats.length).fill(-1)
  }

  /** `endRow` is called after the samples of each record. */
  append(rows: TextRows, faults: FaultSink, endRow: () => void): void {
    const sampleIndexes = this.sampleIndexes
    for (let row = 0; row < rows.count; row++) {
      const from = fieldStart(rows, row, FIELD.format)
      const to = fieldEnd(rows, row, FIELD.format)
      this.readFormat(rows.bytes, from, to)
      const found = this.findSamples(rows.bytes, to + 1, rows.ends[row]!) // row lies below count
      if (found !== this.header.samples.length && to >= from) this.reportCount(row, faults, found)
      for (let i = 0; i < sampleIndexes.length; i++) this.appendSample(rows, row, sampleIndexes[i]!, faults) // i lies below the length
      endRow()
    }
  }

  /** Fills `samples` and gives the number of sample columns; those that are missing are empty. A tab at the end of the line is no column. */
  private findSamples(bytes: Uint8Array, from: number, to: number): number {
    const { samples } = this
    const expected = samples.length - 1
    samples.fill(to + 1)
    let count = 0
    for (let at = from; at <= to; at++) {
      if (at < to && bytes[at] !== TAB) continue
      if (count < expected) samples[++count] = at + 1
      else if (at > from && bytes[at - 1] !== TAB) count++
    }
    samples[0] = from
    return count
  }

  private appendSample(rows: TextRows, row: number, sample: number, faults: FaultSink): void {
    const { bytes } = rows
    const { appenders, places } = this
    const found = this.splitSample(bytes, this.samples[sample]!, this.samples[sample + 1]! - 1)
    if (found > this.valueCount) this.reportOverflow({ row, sample, found }, faults)
    const starts = this.starts
    for (let key = 0; key < appenders.length; key++) {
      // In range: one place and appender a key, one start a value and one more.
      const appender = appenders[key]!
      const place = places[key]!
      if (place < 0 || place >= found) appender.appendNull()
      else {
        const start = starts[place]!
        const end = starts[place + 1]! - 1
        if (!appender.append(bytes, start, end)) this.reportValue({ row, sample, key, value: quoteField(bytes, start, end) }, faults)
      }
    }
  }

  /** Fills `starts` and gives the number of values. */
  private splitSample(bytes: Uint8Array, from: number, to: number): number {
    if (to <= from) return 0
    let count = 0
    this.starts[0] = from
    for (let at = from; at < to; at++) {
      if (bytes[at] !== COLON) continue
      count++
      if (count + 2 > this.starts.length) this.growStarts()
      this.starts[count] = at + 1
    }
    this.starts[count + 1] = to + 1
    return count + 1
  }

  private growStarts(): void {
    const larger = new Int32Array(this.starts.length * 2)
    larger.set(this.starts)
    this.starts = larger
  }

  /** Finds the wanted keys in FORMAT. */
  private readFormat(bytes: Uint8Array, from: number, to: number): void {
    if (this.isKnownFormat(bytes, from, to)) return
    this.format = bytes.slice(from, Math.max(from, to))
    const names = new TextDecoder().decode(this.format).split(':')
    this.valueCount = names.length
    for (const [index, format] of this.formats.entries()) this.places[index] = names.indexOf(format.id)
  }

  private isKnownFormat(bytes: Uint8Array, from: number, to: number): boolean {
    const format = this.format
    const length = to - from
    if (length !== format.length || length <= 0) return false
    for (let i = 0; i < length; i++) if (bytes[from + i] !== format[i]) return false
    return true
  }

  // Apart from the loops, which then make no closures.

  private reportCount(row: number, faults: FaultSink, found: number): void {
    faults.report(row, () => `the line has ${found} sample columns, and the header names ${this.header.samples.length} samples.`)
  }

  private reportOverflow(
    { row, sample, found }: { readonly row: number; readonly sample: number; readonly found: number },
    faults: FaultSink,
  ): void {
    faults.report(row, () => `sample ${this.header.samples[sample]} holds ${found} values, and FORMAT names ${this.valueCount}.`)
  }

  private reportValue(
    { row, sample, key, value }: { readonly row: number; readonly sample: number; readonly key: number; readonly value: string },
    faults: FaultSink,
  ): void {
    const format = this.formats[key]
    const declared = `Type=${format?.type}, Number=${format?.number}`
    faults.report(
      row,
      () => `FORMAT field ${format?.id} of sample ${this.header.samples[sample]} is ${value}, where the header says ${declared}.`,
    )
  }
}
