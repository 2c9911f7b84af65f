/** What reading cost so far. The caller makes it, readers add to it. */
export interface ReadMeter {
  bytesRead: number // as stored, not inflated
  blocksInflated: number // BGZF blocks
}
