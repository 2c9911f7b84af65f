/** Where the name in a header ends: at the first blank or tab. */
export function nameEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  // In range: the header lies inside bytes.
  while (at < to && bytes[at] !== 32 && bytes[at] !== 9) at++
  return at
}
