/** How fields and records are parted in one file. Bytes; -1 stands for none. */
export interface CsvDialect {
  readonly delimiter: number
  readonly quote: number
  /** In front of a quote inside quotes; the quote itself, as in RFC 4180, or another byte. */
  readonly escapeByte: number
  /** Begins a line that is no record. */
  readonly comment: number
}

export const NONE = -1
export const NEWLINE = 10
export const CARRIAGE_RETURN = 13

/** The byte of an option: one ASCII letter, or nothing. */
export function byteOf(letter: string): number {
  return letter === '' ? NONE : letter.charCodeAt(0)
}
