/** Memory that pieces are read into, kept from reader to reader: fresh memory costs more than reading into it. */
import { PIECE_BYTES } from './inflate/run-buffer-sizes.ts'

/** Kept while nobody reads: two for each of some readers. */
const MOST_IDLE = 8

const idle: Uint8Array<ArrayBuffer>[] = []

/** Room for one piece. */
export function takePieceMemory(): Uint8Array<ArrayBuffer> {
  return idle.pop() ?? new Uint8Array(PIECE_BYTES)
}

/** Only when nobody reads from it or into it any more. */
export function giveBackPieceMemory(memory: Uint8Array<ArrayBuffer>): void {
  if (idle.length < MOST_IDLE) idle.push(memory)
}
