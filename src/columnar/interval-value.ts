/** Intervals as numbers: months, days and microseconds, which have no fixed lengths in each other. */

export interface IntervalValue {
  readonly months: number
  readonly days: number
  readonly microseconds: bigint
}

/** The interval at a row of an interval column. */
export function intervalAt(words: Int32Array, row: number): IntervalValue {
  const at = row * 4
  const nanoseconds = (BigInt(words[at + 3]!) << 32n) | BigInt(words[at + 2]! >>> 0) // four words a row
  return { months: words[at]!, days: words[at + 1]!, microseconds: nanoseconds / 1000n }
}

const DAY = 86_400_000_000n

/** For comparing: a month counts 30 days, a day 24 hours, as in PostgreSQL. */
export function intervalMicroseconds({ months, days, microseconds }: IntervalValue): bigint {
  return (BigInt(months) * 30n + BigInt(days)) * DAY + microseconds
}
