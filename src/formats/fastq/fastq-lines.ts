/** Lines at hand: where each ends. The views die with the next call that adds or drops text. */
export interface FastqLines {
  readonly bytes: Uint8Array
  /** Positions of line feeds; the first line begins at 0. */
  readonly newlines: Int32Array
  readonly count: number
}

// In range below: lines are numbered below count.

export function lineStart({ newlines }: FastqLines, line: number): number {
  return line === 0 ? 0 : newlines[line - 1]! + 1
}

/** Without its line end. */
export function lineStop({ bytes, newlines }: FastqLines, line: number): number {
  const newline = newlines[line]!
  const start = line === 0 ? 0 : newlines[line - 1]! + 1
  return newline > start && bytes[newline - 1] === 13 ? newline - 1 : newline
}
