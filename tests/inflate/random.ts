/** Seeded random numbers, so that a failure can be repeated. */
export interface Random {
  next(): number
  below(limit: number): number
  pick<T>(list: readonly T[]): T
}

export function makeRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (t ^ (t >>> 14)) >>> 0
  }
  const below = (limit: number) => next() % limit
  // In range: lists given to pick are not empty.
  return { next, below, pick: list => list[below(list.length)]! }
}
