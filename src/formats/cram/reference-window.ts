/** Bases of a reference sequence, as far as a slice needs them. */
import { CramFault } from './cram-fault.ts'

const UNKNOWN = 78 // N
/** From here on a view costs less than a loop. */
const LONG = 48

export interface ReferenceWindow {
  /** 0-based: where the bases begin. */
  readonly start: number
  /** In upper case. */
  readonly bases: Uint8Array
  /** Of the whole sequence: behind it every base is N (CRAM §11). */
  readonly sequenceLength: number
}

export function baseAt(window: ReferenceWindow, position: number): number {
  const at = position - window.start
  if (at >= 0 && at < window.bases.length) return window.bases[at]! // in range
  if (position >= window.sequenceLength) return UNKNOWN
  throw outside(window, position)
}

export function copyBases(
  window: ReferenceWindow,
  position: number,
  to: { readonly out: Uint8Array; readonly at: number; readonly count: number },
): void {
  const { out, at, count } = to
  const { bases } = window
  const from = position - window.start
  if (from >= 0 && from + count <= bases.length) {
    if (count >= LONG) out.set(bases.subarray(from, from + count), at)
    else for (let i = 0; i < count; i++) out[at + i] = bases[from + i]! // in range
    return
  }
  for (let i = 0; i < count; i++) out[at + i] = baseAt(window, position + i)
}

function outside({ start, bases }: ReferenceWindow, position: number): CramFault {
  return new CramFault(`a record reaches to base ${position + 1}, and the slice says that it spans ${start + 1} to ${start + bases.length}`)
}
