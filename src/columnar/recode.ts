/** Codes of one dictionary as codes of another. */
import type { Dictionary } from './dictionary.ts'

/** For each code of `from` its code in `to`, which gets the entries it lacks. */
export function recodeTable(from: Dictionary, to: Dictionary): Int32Array {
  const { values, offsets, length } = from.values()
  const bytes = values as Uint8Array // of a Utf8 column
  const table = new Int32Array(length)
  for (let code = 0; code < length; code++) table[code] = to.encode(bytes, offsets![code]!, offsets![code + 1]!)
  return table
}

/** Codes under a NULL may mean nothing; they become 0. */
export function recode(codes: Int32Array, length: number, table: Int32Array): Int32Array {
  const out = new Int32Array(length)
  for (let i = 0; i < length; i++) out[i] = table[codes[i]!] ?? 0
  return out
}
