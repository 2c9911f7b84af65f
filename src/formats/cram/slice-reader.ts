/** From a slice to its records laid out as in BAM: plans the data series, inflates their blocks, fetches the reference, decodes. */
import { QueryError } from '../../common/errors.ts'
import type { AlignmentHeader } from '../bam/alignment-header.ts'
import type { FormatContext } from '../file-format.ts'
import { BamRecordWriter } from './bam-record-writer.ts'
import type { CompressionHeader } from './compression-header.ts'
import { CramFault } from './cram-fault.ts'
import { decodeSlice, type SliceRequest } from './decode-slice.ts'
import { type BlockKey, CORE } from './encoding.ts'
import { inflateBlock } from './inflate-block.ts'
import type { Block } from './read-block.ts'
import { CONTENT } from './read-block.ts'
import type { Slice } from './read-container.ts'
import { COMPUTED_TAGS, computesTags, needsBases, type RecordNeeds, wantedSeries } from './record-needs.ts'
import type { ReferenceBases } from './reference-bases.ts'
import type { ReferenceWindow } from './reference-window.ts'
import { resolveMates } from './resolve-mates.ts'
import { planSeries, type SeriesPlan } from './series-plan.ts'
import { MULTI_REFERENCE } from './slice-header.ts'
import type { SliceMemory } from './slice-memory.ts'
import { SliceStreams } from './slice-streams.ts'

export interface SliceReaderSettings {
  readonly header: AlignmentHeader
  readonly needs: RecordNeeds
  readonly reference: ReferenceBases
  /** Of names that were not kept. */
  readonly namePrefix: string
  readonly memory: SliceMemory
  readonly context: FormatContext
  /** Only the first records of a slice are wanted. */
  readonly mostRecords?: number
}

/** So many records may take no byte at all: all their series are constants. */
const FREE_RECORDS = 1_000_000
const BITS = 8
const PLACES: RecordNeeds = { columns: new Set(['chrom', 'start', 'end']), tags: new Set() }

export class SliceReader {
  private readonly settings: SliceReaderSettings
  private readonly readGroups: readonly Uint8Array[]

  constructor(settings: SliceReaderSettings) {
    const encoder = new TextEncoder()
    this.settings = settings
    this.readGroups = settings.header.readGroups.map(fields => encoder.encode(fields.get('ID') ?? ''))
  }

  /** The records of the slice before are lost. */
  async read(slice: Slice, compression: CompressionHeader): Promise<{ readonly count: number; readonly writer: BamRecordWriter }> {
    const { needs, namePrefix } = this.settings
    checkCount(slice)
    const plan = planSeries(compression, wantedSeries(needs, compression))
    const inflated = new Map<BlockKey, Uint8Array>()
    await this.inflate(slice, plan, inflated)
    const windows = needsBases(needs, compression) ? await this.windows(slice, compression, inflated) : new Map<number, ReferenceWindow>()
    const records = decodeSlice(this.request(slice, compression, { plan, needs, inflated, windows }))
    resolveMates(records)
    const needsQualities = needs.columns.has('quality_scores')
    const tags = needs.tags === 'all' ? new Set<string>() : needs.tags
    const writer = new BamRecordWriter(records, this.settings.memory, {
      needsName: needs.columns.has('name'),
      needsBases: needsQualities || needs.columns.has('sequence'),
      needsQualities,
      namePrefix,
      recordCounter: slice.header.recordCounter,
      computed: computesTags(needs, compression) ? { tags: new Set(COMPUTED_TAGS.filter(tag => tags.has(tag))), windows } : undefined,
    })
    return { count: records.count, writer }
  }

  private request(
    { header }: Slice,
    compression: CompressionHeader,
    what: {
      readonly plan: SeriesPlan
      readonly needs: RecordNeeds
      readonly inflated: ReadonlyMap<BlockKey, Uint8Array>
      readonly windows: ReadonlyMap<number, ReferenceWindow>
    },
  ): SliceRequest {
    const { plan, needs, inflated, windows } = what
    const { settings } = this
    return {
      header,
      compression,
      plan,
      streams: new SliceStreams(inflated),
      buffers: settings.memory.buffers,
      needs,
      referenceCount: settings.header.references.length,
      windows,
      readGroups: this.readGroups,
      maxRecordBytes: settings.context.limits.lineBytes,
      ...(settings.mostRecords !== undefined && { mostRecords: settings.mostRecords }),
    }
  }

  /** The blocks that the plan needs and that are not inflated yet. The first of two with one content counts. */
  private async inflate({ blocks }: Slice, plan: SeriesPlan, into: Map<BlockKey, Uint8Array>): Promise<void> {
    for (const block of blocks) {
      const key = block.contentType === CONTENT.core ? CORE : block.contentId
      if (plan.blocks.has(key) && !into.has(key)) into.set(key, await inflateBlock(block, this.settings.context))
    }
  }

  private async windows(
    slice: Slice,
    compression: CompressionHeader,
    inflated: Map<BlockKey, Uint8Array>,
  ): Promise<ReadonlyMap<number, ReferenceWindow>> {
    const { header } = slice
    const { referenceId, start, span, referenceBlock, md5 } = header
    const { reference, needs } = this.settings
    if (referenceId === MULTI_REFERENCE) return this.windowsOfRecords(slice, compression, inflated)
    const windows = new Map<number, ReferenceWindow>()
    if (referenceId < 0) return windows
    if (referenceBlock >= 0) {
      const block = slice.blocks.find(candidate => candidate.contentType === CONTENT.external && candidate.contentId === referenceBlock)
      if (block === undefined)
        throw new CramFault(`the slice says that its reference is in block ${referenceBlock}, which it does not have`)
      return windows.set(referenceId, await this.embedded(block, header))
    }
    const isNeeded = compression.referenceRequired || (reference.isGiven && computesTags(needs, compression))
    if (!isNeeded || span < 1) return windows
    const isKnown = md5.some(byte => byte !== 0)
    return windows.set(
      referenceId,
      await reference.window({ id: referenceId, start: start - 1, end: start - 1 + span, md5: isKnown ? md5 : undefined }),
    )
  }

  private async embedded(block: Block, { start, referenceId }: Slice['header']): Promise<ReferenceWindow> {
    const bases = (await inflateBlock(block, this.settings.context)).map(letter => (letter >= 97 && letter <= 122 ? letter - 32 : letter))
    return { start: start - 1, bases, sequenceLength: this.settings.header.references[referenceId]?.length ?? start - 1 + bases.length }
  }

  /** A slice of several sequences does not say how far it reaches on them: its records do. */
  private async windowsOfRecords(
    slice: Slice,
    compression: CompressionHeader,
    inflated: Map<BlockKey, Uint8Array>,
  ): Promise<ReadonlyMap<number, ReferenceWindow>> {
    const { reference, needs } = this.settings
    const windows = new Map<number, ReferenceWindow>()
    if (!compression.referenceRequired && !(reference.isGiven && computesTags(needs, compression))) return windows
    const plan = planSeries(compression, wantedSeries(PLACES, compression))
    await this.inflate(slice, plan, inflated)
    const records = decodeSlice(this.request(slice, compression, { plan, needs: PLACES, inflated, windows }))
    const spans = new Map<number, { start: number; end: number }>()
    for (let row = 0; row < records.count; row++) {
      const id = records.referenceId[row]! // row lies below count
      if (id < 0 || records.start[row]! < 1) continue
      const span = spans.get(id) ?? { start: Number.POSITIVE_INFINITY, end: 0 }
      spans.set(id, span)
      span.start = Math.min(span.start, records.start[row]! - 1)
      span.end = Math.max(span.end, records.end[row]!)
    }
    for (const [id, { start, end }] of spans) windows.set(id, await reference.window({ id, start, end, md5: undefined }))
    return windows
  }
}

function checkCount({ header, blocks }: Slice): void {
  const { recordCount } = header
  if (recordCount <= FREE_RECORDS) return
  const bytes = blocks.reduce((sum, block) => sum + block.rawSize, 0)
  if (recordCount > bytes * BITS) throw new CramFault(`the slice has ${recordCount} records in blocks of ${bytes} bytes`)
  const most = 2 ** 26
  if (recordCount > most)
    throw new QueryError('RESOURCE', `A slice has ${recordCount} records; ${most} are the limit.`, {}, { reason: 'size_limit' })
}
