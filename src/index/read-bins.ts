/** Goes over the bins of one contig, which BAI, TBI, CSI and PX2 write alike but for the first-record offset of CSI. */
import type { QueryError } from '../common/errors.ts'
import type { VirtualOffset } from '../io/virtual-offset.ts'
import type { BinningScheme } from './binning-scheme.ts'
import type { IndexBytes } from './index-bytes.ts'

const CHUNK_BYTES = 16
const BIN_BYTES = 8
const CSI_BIN_BYTES = 16
const OFFSET_BYTES = 8
const HEAD_BYTES = 4 // bin
const CSI_HEAD_BYTES = 12 // bin, loffset
const BACKWARDS = 'a chunk ends before it begins'

export interface BinLayout {
  readonly scheme: BinningScheme
  readonly kind: 'bai' | 'tbi' | 'csi' | 'px2'
}

/** What is known of a contig before its bins are looked at. */
export interface BinsSummary {
  /** Bins that hold records. */
  readonly binCount: number
  /** The largest offset at which a chunk ends. */
  readonly lastEnd: VirtualOffset
  readonly counts: RecordCounts | undefined
  /** BAI, TBI and PX2: where the windows of the linear index stand, and how many. */
  readonly linear: { readonly at: number; readonly count: number } | undefined
}

interface WalkedBins {
  readonly binCount: number
  readonly lastEnd: VirtualOffset
  /** Where the pseudo bin counts its chunks. */
  readonly pseudoAt: number | undefined
}

export interface RecordCounts {
  readonly mapped: number
  readonly unmapped: number
}

/** Checks that the lengths hold, without making anything by bin: most contigs of an index are never asked for. */
export function skipBins(input: IndexBytes, layout: BinLayout): BinsSummary {
  const total = input.count('n_bin', layout.kind === 'csi' ? CSI_BIN_BYTES : BIN_BYTES)
  const { pseudoAt, ...found } = walkBins(input, total, layout)
  const counts = pseudoAt === undefined ? undefined : readCounts(input, pseudoAt)
  return { ...found, counts, linear: layout.kind === 'csi' ? undefined : skipLinear(input) }
}

/** A hundred thousand bins are gone over before the first query: a loop of its own over the bytes, without calls or objects by bin. */
function walkBins(input: IndexBytes, total: number, layout: BinLayout): WalkedBins {
  const { view } = input
  const pseudoBin = pseudoBinOf(layout)
  const headBytes = layout.kind === 'csi' ? CSI_HEAD_BYTES : HEAD_BYTES
  let at = input.position
  let pseudoAt: number | undefined
  let binCount = 0
  let block = 0
  let within = 0
  for (let i = 0; i < total; i++) {
    const countAt = at + headBytes
    const chunkCount = countAt + 4 <= view.byteLength ? view.getInt32(countAt, true) : -1
    const next = countAt + 4 + chunkCount * CHUNK_BYTES
    if (chunkCount < 0 || next > view.byteLength) throw lengthFault(input, at, headBytes)
    if (view.getUint32(at, true) === pseudoBin) {
      pseudoAt = countAt
    } else {
      binCount++
      for (let endAt = countAt + 4 + OFFSET_BYTES; endAt < next; endAt += CHUNK_BYTES) {
        const endBlock = view.getUint32(endAt + 4, true) * 2 ** 16 + view.getUint16(endAt + 2, true)
        if (endBlock < block) continue
        const endWithin = view.getUint16(endAt, true)
        within = endBlock > block ? endWithin : Math.max(within, endWithin)
        block = endBlock
      }
    }
    at = next
  }
  input.position = at
  return { binCount, lastEnd: { block, within }, pseudoAt }
}

/** PX2 counts nothing there: a record beyond the scheme lies in such a bin, and must not be lost. */
function pseudoBinOf({ scheme, kind }: BinLayout): number | undefined {
  return kind === 'px2' ? undefined : scheme.pseudoBin
}

/** Says which length of the bin at `at` does not hold. */
function lengthFault(input: IndexBytes, at: number, headBytes: number): QueryError {
  input.position = at
  input.skip(headBytes, 'bin')
  const chunkCount = input.count('n_chunk', CHUNK_BYTES)
  return input.fault(`its ${chunkCount} chunks do not fit`)
}

/** By number, the byte at which a bin begins. Checks what the bins hold. The input stands at the contig, whose lengths are known to hold. */
export function readBins(input: IndexBytes, layout: BinLayout): ReadonlyMap<number, number> {
  const { view } = input
  const { scheme, kind } = layout
  const pseudoBin = pseudoBinOf(layout)
  const bins = new Map<number, number>()
  const headBytes = kind === 'csi' ? CSI_HEAD_BYTES : HEAD_BYTES
  const total = view.getInt32(input.position, true)
  let at = input.position + 4
  for (let i = 0; i < total; i++) {
    const number = view.getUint32(at, true)
    const chunksAt = at + headBytes + 4
    const next = chunksAt + view.getInt32(chunksAt - 4, true) * CHUNK_BYTES
    if (number !== pseudoBin) {
      input.position = at
      if (number >= scheme.count) throw input.fault(`bin ${number} lies outside the scheme, whose last bin is ${scheme.count - 1}`)
      if (bins.has(number)) throw input.fault(`bin ${number} comes twice`)
      bins.set(number, at)
      for (let chunk = chunksAt; chunk < next; chunk += CHUNK_BYTES) {
        const startBlock = view.getUint32(chunk + 4, true) * 2 ** 16 + view.getUint16(chunk + 2, true)
        const endBlock = view.getUint32(chunk + 12, true) * 2 ** 16 + view.getUint16(chunk + 10, true)
        if (startBlock < endBlock) continue
        input.position = chunk
        if (startBlock > endBlock || input.withinAt(chunk) > input.withinAt(chunk + OFFSET_BYTES)) throw input.fault(BACKWARDS)
      }
    }
    at = next
  }
  return bins
}

/** SAMv1 §5.2: the first chunk of the pseudo bin spans the contig's records, the second holds two counts instead of offsets. */
function readCounts(input: IndexBytes, countAt: number): RecordCounts | undefined {
  if (input.uint32At(countAt) !== 2) return undefined
  const at = countAt + 4 + CHUNK_BYTES
  return { mapped: input.uint64At(at), unmapped: input.uint64At(at + OFFSET_BYTES) }
}

function skipLinear(input: IndexBytes): { readonly at: number; readonly count: number } {
  const count = input.count('n_intv', OFFSET_BYTES)
  const at = input.position
  input.skip(count * OFFSET_BYTES, 'ioffset')
  return { at, count }
}
