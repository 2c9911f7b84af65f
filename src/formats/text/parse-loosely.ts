/** Numbers as some tools write them: blanks around them, and whole numbers as '12.0' or '8e02'. */
import { parseFloatField } from './parse-float.ts'

const BLANK = 32

/** NaN where the text is no whole number. */
export function parseLooseInteger(bytes: Uint8Array, from: number, to: number): number {
  const value = parseFloatField(bytes, skipBlanks(bytes, from, to), trimBlanks(bytes, from, to))
  return value !== undefined && Number.isInteger(value) ? value : Number.NaN
}

/** Undefined where the text is no number. */
export function parseLooseFloat(bytes: Uint8Array, from: number, to: number): number | undefined {
  return parseFloatField(bytes, from, to) ?? parseFloatField(bytes, skipBlanks(bytes, from, to), trimBlanks(bytes, from, to))
}

function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] === BLANK) at++
  return at
}

function trimBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = to
  while (at > from && bytes[at - 1] === BLANK) at--
  return at
}
