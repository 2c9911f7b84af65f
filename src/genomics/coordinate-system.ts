/** How the coordinates of a table count, and the single crossing between that and the engine's own 0-based half-open intervals. */
import type { Interval } from './region.ts'

export type CoordinateSystem = 'zero-based-half-open' | 'one-based-closed'

/** Public options say `zeroBased`; everything inside says a CoordinateSystem. */
export function coordinateSystemOf(options: { readonly zeroBased: boolean }): CoordinateSystem {
  return options.zeroBased ? 'zero-based-half-open' : 'one-based-closed'
}

/** The start a table shows for a record that begins at this 0-based position. */
export function shownStart(start: number, system: CoordinateSystem): number {
  return system === 'zero-based-half-open' ? start : start + 1
}

/** The 0-based position of a start that a table shows. Ends need no crossing: a closed 1-based end is the same number as an exclusive 0-based one. */
export function startOfShown(shown: number, system: CoordinateSystem): number {
  return system === 'zero-based-half-open' ? shown : shown - 1
}

/** The interval of a pair of columns. */
export function intervalOfShown(start: number, end: number, system: CoordinateSystem): Interval {
  return { start: startOfShown(start, system), end }
}
