/** Decodes the features of a mapped read (CRAM §10.6) into its CIGAR, bases, and single qualities. */
import { CramFault } from './cram-fault.ts'
import { GrowingBytes } from './growing-bytes.ts'
import { baseAt, copyBases, type ReferenceWindow } from './reference-window.ts'
import type { ArrayDecoder, ByteDecoder, NumberDecoder } from './series-decoder.ts'
import type { SliceRecords } from './slice-records.ts'

export interface FeatureSeries {
  readonly FN: NumberDecoder | undefined
  readonly FC: ByteDecoder | undefined
  readonly FP: NumberDecoder | undefined
  readonly DL: NumberDecoder | undefined
  readonly RS: NumberDecoder | undefined
  readonly PD: NumberDecoder | undefined
  readonly HC: NumberDecoder | undefined
  readonly BS: ByteDecoder | undefined
  readonly BA: ByteDecoder | undefined
  readonly QS: ByteDecoder | undefined
  readonly IN: ArrayDecoder | undefined
  readonly SC: ArrayDecoder | undefined
  readonly BB: ArrayDecoder | undefined
  readonly QQ: ArrayDecoder | undefined
}

export interface FeatureTarget {
  readonly records: SliceRecords
  readonly substitutions: Uint8Array
  /** Off: nobody asks for bases. */
  readonly writesBases: boolean
  readonly writesQualities: boolean
  /** FC and FP are read, so that the CIGAR can be told. */
  readonly readsFeatures: boolean
}

const NONE = -1
const OPERATION = { match: 0, insertion: 1, deletion: 2, skip: 3, softClip: 4, hardClip: 5, padding: 6 } as const
const MOST_LENGTH = 2 ** 28 - 1
const UNKNOWN_BASE = 78 // N
const DEFAULT_QUALITY = 30
const CODE = { B: 66, D: 68, H: 72, I: 73, N: 78, P: 80, Q: 81, S: 83, X: 88, b: 98, i: 105, q: 113 } as const
/** More features than these a base are no record, but a lie. */
const MOST_FEATURES = { aBase: 10, more: 1000 }

/** Rows of the substitution matrix by letter; ACGTN, and anything else is N. */
const ROWS = new Uint8Array(256).fill(4)
for (const [row, letter] of [...'ACGT'].entries()) ROWS[letter.charCodeAt(0)] = row

export class FeatureDecoder {
  private readonly series: FeatureSeries
  private readonly target: FeatureTarget
  private readonly scratch = new GrowingBytes()
  // Of the read at hand.
  private window: ReferenceWindow | undefined
  private readLength = 0
  private from = 0 // where its bases begin
  private readPosition = 0 // 0-based, the next base without a feature
  private position = 0 // 0-based, on the reference
  private hasQualities = false
  private operation: number = NONE
  private operationLength = 0

  constructor(series: FeatureSeries, target: FeatureTarget) {
    this.series = series
    this.target = target
  }

  /** Room for its bases and qualities is there. Gives the 1-based position of its last base on the reference. */
  decode(read: {
    readonly start: number
    readonly length: number
    readonly from: number
    readonly window: ReferenceWindow | undefined
  }): number {
    const { FN, FC, FP } = this.series
    this.window = read.window
    this.readLength = read.length
    this.from = read.from
    this.readPosition = 0
    this.position = read.start - 1
    this.operation = NONE
    this.operationLength = 0
    this.hasQualities = false
    const count = FN?.read() ?? 0
    if (count < 0 || count > read.length * MOST_FEATURES.aBase + MOST_FEATURES.more) {
      throw new CramFault(`a read of ${read.length} bases has ${count} features`)
    }
    let at = 0
    for (let i = 0; i < count; i++) {
      const code = FC?.read()
      if (FP === undefined) {
        if (this.target.readsFeatures) throw new CramFault('a read has features, and their places are not stored')
        if (code !== undefined) this.readValue(code) // only so far that the series are read on
        continue
      }
      at += FP.read()
      if (at < 1 || at > read.length + 1) throw new CramFault(`a feature stands at base ${at} of a read of ${read.length} bases`)
      if (at - 1 > this.readPosition) this.match(at - 1 - this.readPosition)
      if (code !== undefined) this.apply(code, at - 1)
    }
    if (!this.target.readsFeatures) return read.start
    if (this.readLength > this.readPosition) this.match(this.readLength - this.readPosition)
    this.flush()
    return Math.max(this.position, read.start)
  }

  /** Bases as in the reference. */
  private match(count: number): void {
    if (this.target.writesBases) {
      const { bytes } = this.target.records.bases
      const at = this.from + this.readPosition
      if (this.window) copyBases(this.window, this.position, { out: bytes, at, count })
      else bytes.fill(UNKNOWN_BASE, at, at + count)
    }
    this.extend(OPERATION.match, count)
    this.readPosition += count
    this.position += count
  }

  private extend(operation: number, count: number): void {
    if (count < 0 || count > MOST_LENGTH) throw new CramFault(`an operation of the CIGAR has the length ${count}`)
    if (this.operation !== operation) this.flush()
    this.operation = operation
    this.operationLength += count
    if (this.operationLength > MOST_LENGTH) throw new CramFault(`an operation of the CIGAR has the length ${this.operationLength}`)
  }

  private flush(): void {
    if (this.operationLength > 0) this.target.records.appendCigar(this.operationLength, this.operation)
    this.operationLength = 0
    this.operation = NONE
  }

  private apply(code: number, at: number): void {
    const value = this.readValue(code)
    switch (code) {
      case CODE.X:
        this.substitute(at, value)
        return
      case CODE.S:
        this.flush()
        this.insert(OPERATION.softClip, at, this.scratch.used)
        this.flush()
        return
      case CODE.I:
      case CODE.i:
        this.insert(OPERATION.insertion, at, this.scratch.used)
        return
      case CODE.b:
      case CODE.B:
        this.insert(OPERATION.match, at, this.scratch.used)
        this.position += this.scratch.used
        if (code === CODE.B) this.setQuality(at, value)
        return
      case CODE.D:
        this.extend(OPERATION.deletion, value)
        this.position += value
        return
      case CODE.N:
        this.extend(OPERATION.skip, value)
        this.position += value
        return
      case CODE.H:
        this.extend(OPERATION.hardClip, value)
        return
      case CODE.P:
        this.extend(OPERATION.padding, value)
        return
      case CODE.Q:
        this.setQuality(at, value)
        return
      case CODE.q:
        for (let i = 0; i < this.scratch.used; i++) this.setQuality(at + i, this.scratch.bytes[i]!) // below used
        return
    }
  }

  /** Bases of a feature are in `scratch` afterwards; a number is the result. */
  private readValue(code: number): number {
    const { series, scratch } = this
    scratch.used = 0
    switch (code) {
      case CODE.X:
        return series.BS?.read() ?? 0
      case CODE.S:
        series.SC?.read(scratch)
        return 0
      case CODE.I:
        series.IN?.read(scratch)
        return 0
      case CODE.b:
        series.BB?.read(scratch)
        return 0
      case CODE.q:
        series.QQ?.read(scratch)
        return 0
      case CODE.i:
        scratch.appendByte(series.BA?.read() ?? UNKNOWN_BASE)
        return 0
      case CODE.B:
        scratch.appendByte(series.BA?.read() ?? UNKNOWN_BASE)
        return series.QS?.read() ?? 0
      case CODE.Q:
        return series.QS?.read() ?? 0
      case CODE.D:
        return series.DL?.read() ?? 0
      case CODE.N:
        return series.RS?.read() ?? 0
      case CODE.H:
        return series.HC?.read() ?? 0
      case CODE.P:
        return series.PD?.read() ?? 0
      default:
        throw new CramFault(`a read has a feature of the unknown kind ${JSON.stringify(String.fromCharCode(code))}`)
    }
  }

  private substitute(at: number, code: number): void {
    if (at >= this.readLength) throw new CramFault(`a substitution stands behind the ${this.readLength} bases of its read`)
    if (this.target.writesBases) {
      if (code > 3) throw new CramFault(`a substitution has the code ${code}`)
      const reference = this.window ? baseAt(this.window, this.position) : UNKNOWN_BASE
      this.target.records.bases.bytes[this.from + at] = this.target.substitutions[ROWS[reference]! * 4 + code]! // five rows of four
    }
    this.extend(OPERATION.match, 1)
    this.readPosition++
    this.position++
  }

  /** Bases of the feature itself. */
  private insert(operation: number, at: number, count: number): void {
    if (at + count > this.readLength)
      throw new CramFault(`a feature of ${count} bases stands at base ${at + 1} of a read of ${this.readLength}`)
    if (this.target.writesBases) {
      const { bytes } = this.target.records.bases
      for (let i = 0; i < count; i++) bytes[this.from + at + i] = this.scratch.bytes[i]! // below used
    }
    this.extend(operation, count)
    this.readPosition += count
  }

  private setQuality(at: number, quality: number): void {
    if (at >= this.readLength) throw new CramFault(`a quality stands behind the ${this.readLength} bases of its read`)
    if (!this.target.writesQualities) return
    const { bytes } = this.target.records.qualities
    // As htslib does where a file keeps some qualities only.
    if (!this.hasQualities) bytes.fill(DEFAULT_QUALITY, this.from, this.from + this.readLength)
    this.hasQualities = true
    bytes[this.from + at] = quality
  }
}
