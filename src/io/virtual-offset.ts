/** BGZF virtual offset. Two numbers, not a bigint: both are JSON-safe. */
export interface VirtualOffset {
  readonly block: number // byte offset of the compressed block
  readonly within: number // byte offset inside the inflated block
}
