/** Lays records of a slice out as BAM has them (SAMv1 §4.2), so that the columns of BAM read them. What no column asks for is left out. */
import { FIELD, FIXED_BYTES, SIZE_BYTES } from '../bam/bam-layout.ts'
import { type BamRows, useBytes } from '../bam/bam-rows.ts'
import { appendMdAndNm } from './append-md-nm.ts'
import type { GrowingBytes } from './growing-bytes.ts'
import { type CramKernels, PART } from './kernels/cram-kernels.ts'
import type { ReferenceWindow } from './reference-window.ts'
import type { SliceMemory } from './slice-memory.ts'
import { NO_MATE, type SliceRecords } from './slice-records.ts'

export interface BamSettings {
  readonly needsName: boolean
  /** Bases or qualities are columns. */
  readonly needsBases: boolean
  readonly needsQualities: boolean
  /** Before the number of a record whose name was not kept: 'reads.cram'. */
  readonly namePrefix: string
  /** Records of the file before the slice. */
  readonly recordCounter: number
  /** MD and NM, if wanted; computed where a record has none. */
  readonly computed: { readonly tags: ReadonlySet<string>; readonly windows: ReadonlyMap<number, ReferenceWindow> } | undefined
}

const MOST_OPERATIONS = 65_535
const SOFT_CLIP = 4
const SKIP = 3
/** Bit by operation: M, D, N, =, X consume the reference. */
const REFERENCE = 0b1_1000_1101
/** By letter: the code of a base in BAM; what is no base is N. */
const BASE_CODES = new Uint8Array(256).fill(15)
for (const [code, letter] of [...'=ACMGRSVTWYHKDBN'].entries()) {
  BASE_CODES[letter.charCodeAt(0)] = code
  BASE_CODES[letter.toLowerCase().charCodeAt(0)] = code
}

export class BamRecordWriter {
  private readonly settings: BamSettings
  private readonly records: SliceRecords
  private readonly out: GrowingBytes
  private readonly encoder = new TextEncoder()
  /** With the records at hand, where they are plain. */
  private readonly kernels: CramKernels | undefined
  private readonly parts: number

  constructor(records: SliceRecords, memory: SliceMemory, settings: BamSettings) {
    this.records = records
    this.out = memory.buffers.out
    this.settings = settings
    const { needsName, needsBases, needsQualities } = settings
    this.parts = (needsName ? PART.names : 0) | (needsBases ? PART.bases : 0) | (needsQualities ? PART.qualities : 0)
    this.kernels = this.isPlain() && memory.kernels?.load(records) ? memory.kernels : undefined
  }

  /** Replaces what the rows held by the records from `from` on, as many as fit. Gives the next record. */
  fill(rows: BamRows, from: number, to: number): number {
    const { out, kernels } = this
    const end = Math.min(to, from + rows.starts.length)
    const written = kernels?.write(from, end, this.parts)
    if (written !== undefined && written.next > from) {
      rows.starts.set(written.starts)
      useBytes(rows, written.bytes, rows.block)
      rows.count = written.starts.length
      return written.next
    }
    out.used = 0
    for (let row = from; row < end; row++) {
      rows.starts[row - from] = out.used
      this.write(row)
    }
    useBytes(rows, out.bytes, rows.block)
    rows.count = end - from
    return end
  }

  /** Nothing has to be made up for any record: no name, no tag, no CIGAR in a tag. */
  private isPlain(): boolean {
    const { settings, records } = this
    if (settings.computed) return false
    const { count, cigarStarts } = records
    for (let row = 0; row < count; row++) {
      if (settings.needsName && this.nameLength(row) === 0) return false
      if (cigarStarts[row + 1]! - cigarStarts[row]! > MOST_OPERATIONS) return false // one place more than records
    }
    return true
  }

  /** How long the name is; 0: it is to be made. */
  private nameLength(row: number): number {
    const { nameStarts } = this.records
    return nameStarts[row + 1]! - nameStarts[row]! // one place more than records
  }

  private write(row: number): void {
    const { records, settings, out } = this
    // In range below: row lies below count, and there is one place more than records.
    const operations = records.cigarStarts[row + 1]! - records.cigarStarts[row]!
    const isLong = operations > MOST_OPERATIONS
    const cigarCount = isLong ? 2 : operations
    const length = settings.needsBases ? records.length[row]! : 0
    const name = settings.needsName && this.nameLength(row) === 0 ? this.makeName(row) : undefined
    const nameLength = settings.needsName ? (name?.length ?? this.nameLength(row)) : 0
    const half = (length + 1) >> 1
    const tagBytes = records.tagStarts[row + 1]! - records.tagStarts[row]!
    const record = out.used
    const fixed = SIZE_BYTES + FIXED_BYTES + nameLength + 1 + 4 * cigarCount + half + length + tagBytes
    out.reserve(fixed)
    this.writeFixed(row, { record, nameLength, cigarCount, length })
    let at = record + FIELD.name
    at = name === undefined ? this.copyName(row, at, nameLength) : this.copy(name, at)
    out.bytes[at++] = 0
    at = isLong ? this.writePlaceholder(row, at, length) : this.writeCigar(row, at, operations)
    if (length > 0) this.writeBases(row, at, length)
    at += half + length
    at = this.copy(records.tags.bytes.subarray(records.tagStarts[row]!, records.tagStarts[row + 1]!), at)
    out.used = at
    if (isLong) this.writeLongCigar(row, operations)
    if (settings.computed) appendMdAndNm(out, { records, row, tagsStart: at - tagBytes, ...settings.computed })
    setInt32(out.bytes, record, out.used - record - SIZE_BYTES)
  }

  private writeFixed(
    row: number,
    sizes: { readonly record: number; readonly nameLength: number; readonly cigarCount: number; readonly length: number },
  ): void {
    const { records } = this
    const { bytes } = this.out
    const { record, nameLength, cigarCount, length } = sizes
    // In range: row lies below count.
    setInt32(bytes, record + FIELD.refId, records.referenceId[row]!)
    setInt32(bytes, record + FIELD.position, records.start[row]! - 1)
    bytes[record + FIELD.nameLength] = nameLength + 1
    bytes[record + FIELD.mappingQuality] = records.mappingQuality[row]!
    bytes[record + FIELD.mappingQuality + 1] = 0 // bin
    bytes[record + FIELD.mappingQuality + 2] = 0
    bytes[record + FIELD.cigarCount] = cigarCount
    bytes[record + FIELD.cigarCount + 1] = cigarCount >>> 8
    bytes[record + FIELD.flags] = records.flags[row]!
    bytes[record + FIELD.flags + 1] = records.flags[row]! >>> 8
    setInt32(bytes, record + FIELD.sequenceLength, length)
    setInt32(bytes, record + FIELD.nextRefId, records.mateReferenceId[row]!)
    setInt32(bytes, record + FIELD.nextPosition, records.mateStart[row]! - 1)
    setInt32(bytes, record + FIELD.templateLength, records.templateLength[row]!)
  }

  /** As samtools: the file's name and the number of the record, or of the first of its template. */
  private makeName(row: number): Uint8Array {
    const { mate } = this.records
    const other = mate[row]! // row lies below count
    if (other !== NO_MATE && this.nameLength(other) > 0) {
      const { names, nameStarts } = this.records
      return names.bytes.slice(nameStarts[other]!, nameStarts[other + 1]!)
    }
    const number = this.settings.recordCounter + (other !== NO_MATE && other < row ? other : row) + 1
    const name = this.encoder.encode(`${this.settings.namePrefix}:${number}`)
    return name.length > 254 ? name.slice(name.length - 254) : name
  }

  private copyName(row: number, at: number, length: number): number {
    const { names, nameStarts } = this.records
    const { bytes } = this.out
    const from = nameStarts[row]! // row lies below count
    for (let i = 0; i < length; i++) bytes[at + i] = names.bytes[from + i]! // in range
    return at + length
  }

  private copy(part: Uint8Array, at: number): number {
    if (part.length > 0) this.out.bytes.set(part, at)
    return at + part.length
  }

  private writeCigar(row: number, at: number, count: number): number {
    const { cigars, cigarStarts } = this.records
    const { bytes } = this.out
    const from = cigarStarts[row]! // row lies below count
    for (let i = 0; i < count; i++) setInt32(bytes, at + 4 * i, cigars[from + i]!)
    return at + 4 * count
  }

  /** SAMv1 §4.2.2: a soft clip of the whole read, and what it spans. */
  private writePlaceholder(row: number, at: number, length: number): number {
    const { cigars, cigarStarts } = this.records
    let span = 0
    for (let i = cigarStarts[row]!; i < cigarStarts[row + 1]!; i++) if ((REFERENCE >>> (cigars[i]! & 15)) & 1) span += cigars[i]! >>> 4
    setInt32(this.out.bytes, at, (length << 4) | SOFT_CLIP)
    setInt32(this.out.bytes, at + 4, (span << 4) | SKIP)
    return at + 8
  }

  private writeLongCigar(row: number, count: number): void {
    const { out } = this
    const at = out.used
    out.reserve(8 + 4 * count)
    for (const [i, byte] of [67, 71, 66, 73].entries()) out.bytes[at + i] = byte // CG:B:I
    setInt32(out.bytes, at + 4, count)
    out.used = this.writeCigar(row, at + 8, count)
  }

  private writeBases(row: number, at: number, length: number): void {
    const { records, settings } = this
    const { bytes } = this.out
    const from = records.baseStarts[row]! // row lies below count
    const bases = records.bases.bytes
    const half = length >> 1
    // In range: every record has its bases and qualities.
    for (let i = 0, base = from; i < half; i++, base += 2) bytes[at + i] = (BASE_CODES[bases[base]!]! << 4) | BASE_CODES[bases[base + 1]!]!
    if (length & 1) bytes[at + half] = BASE_CODES[bases[from + length - 1]!]! << 4
    if (!settings.needsQualities) return
    const qualities = records.qualities.bytes
    const start = at + ((length + 1) >> 1)
    bytes.set(qualities.subarray(from, from + length), start)
  }
}

/** Rows without any field: for those who only count. */
export function fillEmptyRows(rows: BamRows, count: number): void {
  useBytes(rows, new Uint8Array(SIZE_BYTES + FIXED_BYTES + 1), rows.block)
  rows.starts.fill(0, 0, count)
  rows.count = count
}

function setInt32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value
  bytes[at + 1] = value >>> 8
  bytes[at + 2] = value >>> 16
  bytes[at + 3] = value >>> 24
}
