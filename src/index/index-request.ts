import type { ByteSource } from '../io/byte-source.ts'
import type { CodecRegistry } from '../io/codec.ts'
import type { ReadMeter } from '../io/read-meter.ts'

/** What reading an index file needs. */
export interface IndexRequest {
  readonly source: ByteSource
  readonly codecs: CodecRegistry
  readonly meter?: ReadMeter
  readonly signal?: AbortSignal
}
