/** Makes BAM files for tests, byte by byte, and reads them through the format, in pieces of any kind. */
import type { Batch } from '../../src/columnar/batch.ts'
import type { Scalar } from '../../src/columnar/scalar.ts'
import { scalarAt } from '../../src/columnar/scalar-at.ts'
import type { JsonValue } from '../../src/common/json.ts'
import bamFormat from '../../src/formats/bam/bam-format.ts'
import type { FormatContext } from '../../src/formats/file-format.ts'
import type { Chunk } from '../../src/io/chunk.ts'
import { createMemoryStore } from '../../src/io/memory-store.ts'
import { createNodeCodecs } from '../../src/platform/node/node-codecs.ts'
import { bgzf, join } from './bgzf.ts'

export interface BamRecord {
  readonly name: string
  readonly refId?: number
  readonly position?: number
  readonly flags?: number
  readonly mappingQuality?: number
  /** Packed words. */
  readonly cigar?: readonly number[]
  /** In letters. */
  readonly sequence?: string
  readonly qualities?: readonly number[]
  readonly nextRefId?: number
  readonly nextPosition?: number
  readonly templateLength?: number
  readonly tags?: Uint8Array
}

const BASES = '=ACMGRSVTWYHKDBN'

export function encodeRecord(record: BamRecord): Uint8Array {
  const name = bytesOf(`${record.name}\0`)
  const { cigar = [], sequence = '', tags = new Uint8Array(0) } = record
  const packed = new Uint8Array(Math.ceil(sequence.length / 2))
  for (const [i, base] of [...sequence].entries()) packed[i >> 1]! |= BASES.indexOf(base) << (i % 2 === 0 ? 4 : 0) // half a byte each
  const qualities = Uint8Array.from(record.qualities ?? Array.from(sequence, () => 255))
  const size = 32 + name.length + 4 * cigar.length + packed.length + qualities.length + tags.length
  const fixed = new DataView(new ArrayBuffer(36))
  fixed.setInt32(0, size, true)
  fixed.setInt32(4, record.refId ?? -1, true)
  fixed.setInt32(8, record.position ?? -1, true)
  fixed.setUint8(12, name.length)
  fixed.setUint8(13, record.mappingQuality ?? 0)
  fixed.setUint16(16, cigar.length, true)
  fixed.setUint16(18, record.flags ?? 0, true)
  fixed.setInt32(20, sequence.length, true)
  fixed.setInt32(24, record.nextRefId ?? -1, true)
  fixed.setInt32(28, record.nextPosition ?? -1, true)
  fixed.setInt32(32, record.templateLength ?? 0, true)
  return join([new Uint8Array(fixed.buffer), name, new Uint8Array(Uint32Array.from(cigar).buffer), packed, qualities, tags])
}

export function encodeHeader(references: readonly (readonly [name: string, length: number])[], text = '@HD\tVN:1.6\n'): Uint8Array {
  const parts = [bytesOf('BAM\x01'), int32(text.length), bytesOf(text), int32(references.length)]
  for (const [name, length] of references) parts.push(int32(name.length + 1), bytesOf(`${name}\0`), int32(length))
  return join(parts)
}

/** `blocks`: sizes of the BGZF blocks, repeated. */
export function encodeBam(header: Uint8Array, records: readonly Uint8Array[], blocks?: readonly number[]): Uint8Array {
  return bgzf(join([header, ...records]), blocks)
}

export interface BamReading {
  readonly projection?: readonly string[]
  readonly chunks?: readonly Chunk[]
  readonly options?: { readonly [name: string]: JsonValue }
  readonly warnings?: string[]
}

const LOCATION = 'test.bam'

/** Rows as lists of values. */
export async function readBamBytes(file: Uint8Array, reading: BamReading = {}): Promise<readonly (readonly Scalar[])[]> {
  const { projection = ['name'], chunks, options = {}, warnings = [] } = reading
  const context: FormatContext = {
    store: createMemoryStore({ [LOCATION]: file }),
    codecs: createNodeCodecs({ inflater: 'wasm' }),
    batchSize: 100,
    limits: { lineBytes: 1 << 24, headerBytes: 1 << 24 },
    meter: { rowsRead: 0, rowsSkipped: 0, fieldsNulled: 0, bytesRead: 0, blocksInflated: 0 },
    warn: message => warnings.push(message),
    select: () => 'all',
  }
  const partition = { format: 'bam', location: LOCATION, projection, filters: [], options, ...(chunks && { chunks }) }
  const rows: (readonly Scalar[])[] = []
  for await (const batch of bamFormat.read(partition, context)) rows.push(...rowsOf(batch))
  return rows
}

function rowsOf(batch: Batch): readonly (readonly Scalar[])[] {
  return Array.from({ length: batch.numRows }, (_, row) => batch.columns.map(column => scalarAt(column, row)))
}

export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, letter => letter.charCodeAt(0))
}

export function int32(value: number): Uint8Array {
  return new Uint8Array(Int32Array.of(value).buffer)
}
