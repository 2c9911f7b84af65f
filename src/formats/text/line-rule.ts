/** Which lines of a file are no records. Empty lines never are. */
export interface LineRule {
  /** By first byte: 1 where a line may be no record and is asked about. */
  readonly suspects: Uint8Array
  /** The line [start, end) of these bytes is no record. */
  skips(bytes: Uint8Array, start: number, end: number): boolean
  /** No record follows this line, which is none itself; asked before `skips`. Absent: the file is records to its end. */
  ends?(bytes: Uint8Array, start: number, end: number): boolean
  /** What such a line is called where it must not stand between records; absent: it may. */
  readonly misplaced?: string
}

/** A table of suspects. */
export function firstBytes(letters: string): Uint8Array {
  const table = new Uint8Array(256)
  for (const letter of letters) table[letter.charCodeAt(0)] = 1
  return table
}
