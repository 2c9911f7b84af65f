/** Decodes the records of a slice (CRAM §10): the wanted data series, record by record, because they may be interleaved. */
import { tagEnd } from '../bam/tag-end.ts'
import type { CompressionHeader } from './compression-header.ts'
import { CramFault } from './cram-fault.ts'
import { FeatureDecoder } from './feature-decoder.ts'
import { CRAM_FLAG, FLAG } from './record-flags.ts'
import { needsBases, needsTag, type RecordNeeds } from './record-needs.ts'
import type { ReferenceWindow } from './reference-window.ts'
import {
  type ArrayDecoder,
  type ByteDecoder,
  createArrayDecoder,
  createByteDecoder,
  createNumberDecoder,
  type NumberDecoder,
} from './series-decoder.ts'
import { type SeriesPlan, TAG_PREFIX } from './series-plan.ts'
import { MULTI_REFERENCE, type SliceHeader } from './slice-header.ts'
import { type SliceBuffers, SliceRecords } from './slice-records.ts'
import type { SliceStreams } from './slice-streams.ts'

const MATE_FLAG = { reverse: 1, unmapped: 2 }
const NO_QUALITY = 255
const TEXT_TYPES = 'ZH'

export interface SliceRequest {
  readonly header: SliceHeader
  readonly compression: CompressionHeader
  readonly plan: SeriesPlan
  readonly streams: SliceStreams
  readonly buffers: SliceBuffers
  readonly needs: RecordNeeds
  readonly referenceCount: number
  /** By number of the reference sequence. */
  readonly windows: ReadonlyMap<number, ReferenceWindow>
  /** By number, in UTF-8: what the tag RG says. */
  readonly readGroups: readonly Uint8Array[]
  /** Bytes of a record at most. */
  readonly maxRecordBytes: number
  /** Records to decode; their mates may be missing then. */
  readonly mostRecords?: number
}

interface TagDecoder {
  readonly decoder: ArrayDecoder
  /** Name and type, as they stand in BAM; undefined: decoded only because others lie in the same block. */
  readonly head: Uint8Array | undefined
}

const NUMBERS = ['BF', 'CF', 'RI', 'RL', 'AP', 'RG', 'MF', 'NS', 'NP', 'TS', 'NF', 'TL', 'FN', 'FP', 'DL', 'RS', 'PD', 'HC', 'MQ'] as const
const BYTES = ['FC', 'BS', 'BA', 'QS'] as const
const ARRAYS = ['RN', 'BB', 'QQ', 'IN', 'SC'] as const

type Series = { readonly [name in (typeof NUMBERS)[number]]: NumberDecoder | undefined } & {
  readonly [name in (typeof BYTES)[number]]: ByteDecoder | undefined
} & { readonly [name in (typeof ARRAYS)[number]]: ArrayDecoder | undefined }

/** Mates are not resolved yet. */
export function decodeSlice(request: SliceRequest): SliceRecords {
  return new SliceDecoder(request).decode()
}

class SliceDecoder {
  private readonly request: SliceRequest
  private readonly series: Series
  private readonly features: FeatureDecoder
  private readonly records: SliceRecords
  private readonly tagLists: readonly (readonly TagDecoder[])[]
  private readonly groupTags: readonly Uint8Array[]
  private readonly writesBases: boolean
  private readonly writesQualities: boolean
  private readonly holdsBases: boolean
  private lastStart: number

  constructor(request: SliceRequest) {
    const { compression, needs, header } = request
    this.request = request
    this.series = createSeries(request)
    this.records = new SliceRecords(Math.min(header.recordCount, request.mostRecords ?? Number.POSITIVE_INFINITY), request.buffers)
    this.writesBases = needsBases(needs, compression)
    this.writesQualities = needs.columns.has('quality_scores')
    this.holdsBases = this.writesBases || this.writesQualities || this.series.BA !== undefined || this.series.QS !== undefined
    const target = {
      records: this.records,
      substitutions: compression.substitutions,
      writesBases: this.writesBases,
      writesQualities: this.writesQualities,
      readsFeatures: request.plan.series.has('FC') && request.plan.series.has('FP'),
    }
    this.features = new FeatureDecoder(this.series, target)
    this.tagLists = createTagLists(request)
    this.groupTags = needsTag(needs, 'RG') ? request.readGroups.map(name => Uint8Array.of(82, 71, 90, ...name, 0)) : []
    this.lastStart = header.start
  }

  decode(): SliceRecords {
    const { records } = this
    for (let row = 0; row < records.count; row++) {
      this.decodeRecord(row)
      // One place more than records.
      records.nameStarts[row + 1] = records.names.used
      records.cigarStarts[row + 1] = records.cigarsUsed
      records.tagStarts[row + 1] = records.tags.used
    }
    return records
  }

  private decodeRecord(row: number): void {
    const { series, records, request } = this
    const { compression, header } = request
    const flags = series.BF?.read() ?? 0
    if (flags < 0 || flags > 0xffff) throw new CramFault(`record ${row + 1} of the slice has the flags ${flags}`)
    const cramFlags = series.CF?.read() ?? 0
    records.flags[row] = flags
    records.cramFlags[row] = cramFlags
    const referenceId = header.referenceId === MULTI_REFERENCE ? (series.RI?.read() ?? -1) : header.referenceId
    if (referenceId < -1 || referenceId >= request.referenceCount) {
      throw new CramFault(
        `record ${row + 1} of the slice is of the reference sequence ${referenceId}, and the header lists ${request.referenceCount}`,
      )
    }
    records.referenceId[row] = referenceId
    const length = series.RL?.read() ?? 0
    if (length < 0 || length * 1.5 > request.maxRecordBytes) {
      throw new CramFault(
        `record ${row + 1} of the slice has ${length} bases; ${request.maxRecordBytes} bytes a record are the limit (execution.max_line_bytes)`,
      )
    }
    let start = series.AP?.read() ?? 0
    if (compression.positionsAreDeltas) {
      start = (start + this.lastStart) | 0
      this.lastStart = start
    }
    records.start[row] = start
    records.end[row] = start
    const group = series.RG?.read() ?? -1
    if (compression.namesIncluded) this.readName(row)
    this.decodeMate(row, cramFlags)
    this.decodeTags(row, group)
    if (flags & FLAG.unmapped) this.decodeUnmapped(row, { cramFlags, length })
    else this.decodeMapped(row, { cramFlags, length, start, referenceId })
  }

  private readName(row: number): void {
    const { names } = this.records
    const length = this.series.RN?.read(names) ?? 0
    if (length > 254) throw new CramFault(`the name of record ${row + 1} of the slice has ${length} bytes, and 254 are the most`)
  }

  private decodeMate(row: number, cramFlags: number): void {
    const { series, records, request } = this
    if (cramFlags & CRAM_FLAG.detached) {
      const mateFlags = series.MF?.read() ?? 0
      if (mateFlags & MATE_FLAG.reverse) records.flags[row]! |= FLAG.mateReverse // row lies below count
      if (mateFlags & MATE_FLAG.unmapped) records.flags[row]! |= FLAG.mateUnmapped
      if (!request.compression.namesIncluded) this.readName(row)
      records.mateReferenceId[row] = series.NS?.read() ?? -1
      records.mateStart[row] = series.NP?.read() ?? 0
      records.templateLength[row] = series.TS?.read() ?? 0
    } else if (cramFlags & CRAM_FLAG.mateDownstream) {
      const distance = series.NF?.read() ?? 0
      if (series.NF === undefined) return
      const mate = row + 1 + distance
      if (distance < 0 || mate >= request.header.recordCount) {
        throw new CramFault(`the mate of record ${row + 1} of the slice is record ${mate + 1}, and it has ${request.header.recordCount}`)
      }
      if (mate < records.count) records.mate[row] = mate
    }
  }

  private decodeTags(row: number, group: number): void {
    const { tags } = this.records
    const line = this.series.TL?.read()
    if (line !== undefined) {
      const list = this.tagLists[line]
      if (list === undefined)
        throw new CramFault(`record ${row + 1} of the slice has the tags of list ${line}, and there are ${this.tagLists.length}`)
      for (const tag of list) this.decodeTag(row, tag)
    }
    if (this.groupTags.length === 0 || group === -1) return
    const name = this.groupTags[group]
    if (name === undefined)
      throw new CramFault(`record ${row + 1} of the slice is of read group ${group}, and the header lists ${this.groupTags.length}`)
    tags.append(name)
  }

  private decodeTag(row: number, { decoder, head }: TagDecoder): void {
    const { tags } = this.records
    const from = tags.used
    if (head !== undefined) tags.append(head)
    decoder.read(tags)
    if (head === undefined) {
      tags.used = from
      return
    }
    const type = String.fromCharCode(head[2]!) // name and type are three bytes
    // Some writers leave out the NUL.
    if (TEXT_TYPES.includes(type) && (tags.used === from + 3 || tags.bytes[tags.used - 1] !== 0)) tags.appendByte(0)
    if (tagEnd(tags.bytes, from, tags.used) !== tags.used) {
      const name = String.fromCharCode(head[0]!, head[1]!)
      throw new CramFault(
        `the tag ${name} of record ${row + 1} of the slice has ${tags.used - from - 3} bytes, which is no value of type ${type}`,
      )
    }
  }

  private decodeUnmapped(row: number, { cramFlags, length }: { readonly cramFlags: number; readonly length: number }): void {
    const { series } = this
    const from = this.startBases(row, length)
    if (series.BA !== undefined && !(cramFlags & CRAM_FLAG.noBases)) series.BA.readMany(this.records.bases.bytes, from, length)
    this.decodeQualities(cramFlags, from, length)
    this.finishBases(row, { cramFlags, length })
  }

  private decodeMapped(
    row: number,
    read: { readonly cramFlags: number; readonly length: number; readonly start: number; readonly referenceId: number },
  ): void {
    const { series, records, request } = this
    const { cramFlags, length, start, referenceId } = read
    if (series.AP !== undefined && start < 1) throw new CramFault(`record ${row + 1} of the slice is mapped to position ${start}`)
    const from = this.startBases(row, length)
    const window = this.writesBases && referenceId >= 0 && !(cramFlags & CRAM_FLAG.noBases) ? request.windows.get(referenceId) : undefined
    if (series.FN !== undefined) {
      records.end[row] = this.features.decode({ start, length, from, window })
    }
    const quality = series.MQ?.read() ?? 0
    records.mappingQuality[row] = quality
    this.decodeQualities(cramFlags, from, length)
    this.finishBases(row, { cramFlags, length })
  }

  /** Qualities are none until they are read, or set by a feature. */
  private startBases(row: number, length: number): number {
    const { bases, qualities, baseStarts } = this.records
    const from = bases.used
    baseStarts[row] = from
    if (!this.holdsBases) return from
    bases.reserve(length)
    qualities.reserve(length).fill(NO_QUALITY, from, from + length)
    return from
  }

  private decodeQualities(cramFlags: number, from: number, length: number): void {
    if (cramFlags & CRAM_FLAG.qualities) this.series.QS?.readMany(this.records.qualities.bytes, from, length)
  }

  private finishBases(row: number, { cramFlags, length }: { readonly cramFlags: number; readonly length: number }): void {
    const { records } = this
    if (!this.holdsBases || cramFlags & CRAM_FLAG.noBases) return
    records.length[row] = length
    records.bases.used += length
    records.qualities.used += length
  }
}

function createSeries({ compression, plan, streams }: SliceRequest): Series {
  const made = new Map<string, unknown>()
  for (const [name, encoding] of compression.series) {
    if (!plan.series.has(name) || encoding.kind === 'null') continue
    if ((NUMBERS as readonly string[]).includes(name)) made.set(name, createNumberDecoder(name, encoding, streams))
    else if ((BYTES as readonly string[]).includes(name)) made.set(name, createByteDecoder(name, encoding, streams))
    else if ((ARRAYS as readonly string[]).includes(name)) made.set(name, createArrayDecoder(name, encoding, streams))
  }
  // Every name is one of the three lists, and each list has its kind of decoder.
  return Object.fromEntries([...NUMBERS, ...BYTES, ...ARRAYS].map(name => [name, made.get(name)])) as unknown as Series
}

function createTagLists({ compression, plan, streams, needs }: SliceRequest): readonly (readonly TagDecoder[])[] {
  const decoders = new Map<string, TagDecoder>()
  for (const [key, encoding] of compression.tags) {
    if (!plan.series.has(TAG_PREFIX + key)) continue
    const head = needsTag(needs, key.slice(0, 2)) ? Uint8Array.from(key, letter => letter.charCodeAt(0)) : undefined
    decoders.set(key, { decoder: createArrayDecoder(key, encoding, streams), head })
  }
  return compression.tagLists.map(list =>
    list.flatMap(key => {
      const decoder = decoders.get(key)
      if (decoder !== undefined) return [decoder]
      if (needsTag(needs, key.slice(0, 2)) && !compression.tags.has(key))
        throw new CramFault(`the tag ${key} is listed, and has no encoding`)
      return []
    }),
  )
}
