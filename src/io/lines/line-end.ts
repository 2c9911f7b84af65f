/** The end of a line without its carriage return: `end` is the position of the newline. */
export function lineEnd(bytes: Uint8Array, start: number, end: number): number {
  return end > start && bytes[end - 1] === 13 ? end - 1 : end
}
