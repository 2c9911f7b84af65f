/** Lines of plain, gzip (also multi-member) and BGZF text, in blocks, all of them or those that belong to one chunk. */

import type { ByteSource } from '../byte-source.ts'
import type { Chunk } from '../chunk.ts'
import type { CodecRegistry } from '../codec.ts'
import type { Compression } from '../compression.ts'
import type { ReadMeter } from '../read-meter.ts'
import type { LineBlock } from './line-block.ts'

export interface LineRequest {
  readonly source: ByteSource
  readonly codecs: CodecRegistry
  readonly compression: Compression
  /**
   * Absent: the whole file.
   * 'bytes' on a plain file: the lines whose first byte lies in [start, end).
   * 'bytes' on a BGZF file: a piece of the compressed file cut anywhere; every line belongs to exactly one piece of a partition of the file.
   * 'bgzf': from an index. `start` is the first byte of a line, and the lines that begin before `end` are read.
   */
  readonly chunk?: Chunk
  /** How many leading tabs of each line to list. Default 0: newlines only. */
  readonly tabs?: number
  /** A longer line is a RESOURCE error. Default 64 MiB. */
  readonly lineBytes?: number
  readonly meter?: ReadMeter
  /** Where the chunks come from, named in errors that are the index's fault. */
  readonly indexLocation?: string
  readonly signal?: AbortSignal
  /** A byte order mark, a missing BGZF end-of-file marker. */
  warn?(message: string): void
}

export declare function readLines(request: LineRequest): AsyncGenerator<LineBlock, void, undefined>
