import type { ByteSource } from '../io/byte-source.ts'
import type { CodecRegistry } from '../io/codec.ts'
import type { ReadMeter } from '../io/read-meter.ts'

/** What reading an index file needs. */
export interface IndexRequest {
  readonly source: ByteSource
  readonly codecs: CodecRegistry
  /** Names of the contigs in the order of the data's header: for indexes that hold none (BAI, CSI of BAM and BCF). */
  readonly contigs?: readonly string[]
  readonly meter?: ReadMeter
  readonly signal?: AbortSignal
}
