/** Reads the bins of one contig, which BAI, TBI and CSI write alike but for the first-record offset of CSI. */
import type { VirtualOffset } from '../io/virtual-offset.ts'
import type { BinningScheme } from './binning-scheme.ts'
import { type Bin, type ContigBins, compareOffsets, type OffsetPair } from './contig-bins.ts'
import type { IndexBytes } from './index-bytes.ts'

const CHUNK_BYTES = 16
const BIN_BYTES = 8
const CSI_BIN_BYTES = 16
const OFFSET_BYTES = 8
const UNSET_BLOCK = 2 ** 48 - 1 // some writers leave all bits set in windows without records

export interface BinLayout {
  readonly scheme: BinningScheme
  readonly kind: 'bai' | 'tbi' | 'csi'
}

/**
 * Goes over one contig and checks that its lengths hold, without making anything: most contigs of an index are never asked for. Returns the
 * largest offset at which a chunk ends.
 */
export function skipBins(input: IndexBytes, { scheme, kind }: BinLayout): VirtualOffset {
  let last: VirtualOffset = { block: 0, within: 0 }
  const binCount = input.count('n_bin', kind === 'csi' ? CSI_BIN_BYTES : BIN_BYTES)
  for (let i = 0; i < binCount; i++) {
    const number = input.uint32('bin')
    if (kind === 'csi') input.skip(OFFSET_BYTES, 'loffset')
    const chunkCount = input.count('n_chunk', CHUNK_BYTES)
    const end = number === scheme.pseudoBin ? undefined : input.largestChunkEnd(chunkCount)
    if (end && compareOffsets(end, last) > 0) last = end
    input.skip(chunkCount * CHUNK_BYTES, 'chunks')
  }
  if (kind !== 'csi') input.skip(input.count('n_intv', OFFSET_BYTES) * OFFSET_BYTES, 'ioffset')
  return last
}

export function readBins(input: IndexBytes, { scheme, kind }: BinLayout): ContigBins {
  const bins = new Map<number, Bin>()
  let counts: ContigBins['counts']
  const binCount = input.count('n_bin', kind === 'csi' ? CSI_BIN_BYTES : BIN_BYTES)
  for (let i = 0; i < binCount; i++) {
    const number = input.uint32('bin')
    const firstRecord = kind === 'csi' ? input.virtualOffset('loffset') : undefined
    const chunkCount = input.count('n_chunk', CHUNK_BYTES)
    if (number === scheme.pseudoBin) {
      counts = readCounts(input, chunkCount)
      continue
    }
    if (number >= scheme.count) throw input.fault(`bin ${number} lies outside the scheme, whose last bin is ${scheme.count - 1}`)
    if (bins.has(number)) throw input.fault(`bin ${number} comes twice`)
    const chunks = readChunks(input, chunkCount)
    bins.set(number, firstRecord ? { chunks, firstRecord } : { chunks })
  }
  const linear = kind === 'csi' ? undefined : readLinear(input)
  return { bins, ...(linear ? { linear } : {}), ...(counts ? { counts } : {}) }
}

function readChunks(input: IndexBytes, count: number): readonly OffsetPair[] {
  const chunks: OffsetPair[] = []
  for (let i = 0; i < count; i++) {
    const start = input.virtualOffset('chunk_beg')
    const end = input.virtualOffset('chunk_end')
    if (compareOffsets(start, end) > 0) throw input.fault('a chunk ends before it begins')
    chunks.push({ start, end })
  }
  return chunks
}

/** SAMv1 §5.2: the first chunk spans the contig's records, the second holds two counts instead of offsets. */
function readCounts(input: IndexBytes, chunkCount: number): ContigBins['counts'] {
  if (chunkCount !== 2) {
    input.skip(chunkCount * CHUNK_BYTES, 'chunks of the pseudo bin')
    return undefined
  }
  input.skip(CHUNK_BYTES, 'ref_beg, ref_end')
  const mapped = input.uint64('n_mapped')
  return { mapped, unmapped: input.uint64('n_unmapped') }
}

function readLinear(input: IndexBytes): readonly VirtualOffset[] {
  const count = input.count('n_intv', OFFSET_BYTES)
  const linear: VirtualOffset[] = []
  for (let i = 0; i < count; i++) {
    const offset = input.virtualOffset('ioffset')
    linear.push(offset.block === UNSET_BLOCK ? { block: 0, within: 0 } : offset)
  }
  return linear
}
