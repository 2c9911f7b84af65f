/** The random numbers of a process: unpredictable until setseed has been called, then the same sequence for the same seed. */

let state: number | undefined

/** A number from 0 up to 1. */
export function nextRandom(): number {
  if (state === undefined) return Math.random()
  // Mulberry32.
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}

export function seedRandom(seed: number): void {
  state = Math.floor(seed * (2 ** 31 - 1)) | 0
}
