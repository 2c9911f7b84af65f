/** The text of a quoted field: its escapes taken out. */
import type { CsvDialect } from './csv-dialect.ts'

export function unescapeField(
  bytes: Uint8Array,
  field: { readonly from: number; readonly to: number },
  { escapeByte }: CsvDialect,
): Uint8Array {
  const { from, to } = field
  const text = new Uint8Array(to - from)
  let length = 0
  for (let at = from; at < to; at++) {
    // An escape stands for what follows it: a quote, or itself.
    if (bytes[at] === escapeByte && at + 1 < to) at++
    text[length++] = bytes[at]! // below `to`, which lies in the bytes
  }
  return text.subarray(0, length)
}
