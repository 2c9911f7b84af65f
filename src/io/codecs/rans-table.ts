/**
 * Frequencies of symbols, as rANS decodes with them: for each of 2^bits slots one number that holds the symbol (8 bits), the slot's place
 * within the symbol's range (12 bits) and the symbol's frequency less one (12 bits).
 */
import { CodecFault } from './codec-fault.ts'

export function fillSlots(slots: Uint32Array, base: number, frequencies: ArrayLike<number>, bits: number): void {
  const most = 1 << bits
  let slot = 0
  for (let symbol = 0; symbol < 256; symbol++) {
    const frequency = frequencies[symbol]! // 256 of them
    if (frequency === 0) continue
    if (slot + frequency > most) throw new CodecFault(`the frequencies of the symbols sum up to more than ${most}`)
    const shared = ((frequency - 1) << 20) | symbol
    for (let i = 0; i < frequency; i++) slots[base + slot + i] = shared | (i << 8)
    slot += frequency
  }
  slots.fill(0, base + slot, base + most)
}

let shared = new Uint32Array(0)

/** Memory for the slots of one block: used again for the next, and not cleared. Decoding never waits for anything, so that nobody else uses it. */
export function borrowSlots(count: number): Uint32Array {
  if (shared.length < count) shared = new Uint32Array(Math.max(count, shared.length * 2))
  return shared
}
