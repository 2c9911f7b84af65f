/** The names of an index header: each ends with a zero byte. */
export function splitNames(bytes: Uint8Array): readonly string[] {
  const names = new TextDecoder().decode(bytes).split('\0')
  if (names.at(-1) === '') names.pop()
  return names
}
