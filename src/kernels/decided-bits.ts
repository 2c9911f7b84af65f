/** Whether the bits of a boolean column are alike in all rows, found out up to the first byte that tells. */
import type { Column } from '../columnar/column.ts'

/** No row is NULL, and all are `value`. */
export function isEverywhere(value: boolean, { type, length, values, validity }: Column): boolean {
  if (type.kind === 'null') return length === 0
  const flip = value ? 255 : 0
  // Casts: boolean columns hold bits. A bit is set here where the row is NULL or the other value.
  return noneSet(length, i => ((values as Uint8Array)[i]! ^ flip) | (validity ? ~validity[i]! : 0))
}

/** Every row is FALSE or NULL. */
export function isNowhereTrue({ type, length, values, validity }: Column): boolean {
  return type.kind === 'null' || noneSet(length, i => (values as Uint8Array)[i]! & (validity ? validity[i]! : 255))
}

/** What lies behind the last row in its byte means nothing. */
function noneSet(length: number, byte: (i: number) => number): boolean {
  const whole = length >>> 3
  for (let i = 0; i < whole; i++) if ((byte(i) & 255) !== 0) return false
  const left = length & 7
  return left === 0 || (byte(whole) & ((1 << left) - 1)) === 0
}
