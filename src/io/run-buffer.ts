import type { LineFields } from './lines/line-fields.ts'

/**
 * Memory that holds a run of text (or records) with the inflater and the searches that work in it: WebAssembly memory, or arrays
 * with node:zlib or pako. One reader owns it at a time. Every view it hands out dies with the next call that adds or drops.
 */
export interface RunBuffer {
  /** Bytes of text at hand. */
  readonly length: number
  /** WebAssembly memory that `bytes` lie in, with the areas of other loops in it: assembly/bam/layout.ts. Absent: there is none. */
  readonly memory?: WebAssembly.Memory
  /** Bytes of memory it keeps for text. */
  readonly capacity: number
  bytes(): Uint8Array
  append(bytes: Uint8Array): void
  /** Forgets the first `count` bytes; what is left moves to the front. */
  drop(count: number): void
  /** Adds compressed bytes behind those not inflated yet. */
  feed(compressed: Uint8Array): void
  /** Compressed bytes fed and not inflated yet. */
  readonly unread: number
  /** Appends whole BGZF blocks until the input is used or the text would grow beyond `textLimit`. CRC32 and ISIZE of each are checked. */
  inflate(textLimit: number): InflatedBlocks
  /** Lists the lines that end in [from, length). The table is bounded: `end` says how far it came. */
  indexLines(from: number, tabs: number): LineTable
  /** Newlines in [from, to). */
  countLines(from: number, to: number): number
  /** Forgets text and input. */
  clear(): void
}

export interface InflatedBlocks {
  readonly count: number
  /** Four numbers a block: offset in the input at the call, position in the text, inflated size, CRC32. A view. */
  readonly table: Uint32Array
  /** Compressed bytes used by these blocks. */
  readonly consumed: number
  readonly stop: 'input' | 'output' | BlockFault
}

/** The block that begins at `consumed` is broken. The blocks before it are good. */
export interface BlockFault {
  readonly fault: string // 'wrong CRC32'
}

export interface LineTable {
  readonly fields?: LineFields
  readonly count: number
  /** `tabs + 1` positions a line: its first tabs, then its newline. A line with fewer tabs repeats the newline. A view. */
  readonly positions: Int32Array
  /** Just past the last listed newline; `from` if there is none. */
  readonly end: number
}
