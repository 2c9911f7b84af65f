/**
 * The loops that write rows as delimited text, over one linear memory: WebAssembly, or the same in TypeScript. They take addresses, since that is
 * what both have. Numbers in memory are 32-bit words, little-endian.
 */
export interface PrintKernels {
  /** `buffer` is another one after `grow`. */
  readonly memory: { readonly buffer: ArrayBuffer }
  /** The first byte that the caller may use. */
  firstFree(): number
  /** Makes the memory this long at least; 0 if it cannot. */
  grow(bytes: number): number
  /** Writes the rows of a job; gives the address behind the text. */
  writeRows(job: number): number
  /** Of `count` row numbers at `rows`, those whose entry in `starts` is -1: to `into`, each once, and marked with 0. Gives how many. */
  listMissing(rows: number, count: number, starts: number, into: number): number
  /**
   * The texts of float64 numbers [from, to) as entries: start i counts from `text`, each text begins where the last one ends. Gives the first row that
   * it leaves to the caller; `to` if there is none.
   */
  writeFloats(values: number, from: number, to: number, text: number, starts: number, lengths: number): number
  /** Of `count` texts between offsets. */
  longestText(offsets: number, count: number): number
}

/** Words of a job. */
export const JOB = {
  parts: 0, // address
  partCount: 1,
  from: 2, // rows
  to: 3,
  delimiter: 4, // a comma or a tab
  out: 5, // address
  targets: 6, // address of row numbers; 0: lines that end with a newline
  starts: 7, // of row targets[i]: where its text begins, counted from `text`
  lengths: 8, // and how long it is; no newline follows
  text: 9, // address
  words: 16,
} as const

/** Words of a part: one column or several printed ones. */
export const PART = {
  kind: 0,
  values: 1, // address of a word a row (two for int64, offsets for text)
  validity: 2, // address of bits; 0: no NULL
  starts: 3, // entries: offsets from `text`
  lengths: 4,
  text: 5, // address
  none: 6, // the entry of row numbers below 0
  words: 8,
} as const

export const PART_KIND = {
  int32: 0,
  uint32: 1,
  int64: 2, // printed as the two words say, signed
  entry: 3, // a number of an entry: dictionary codes, row numbers of printed rows
  text: 4, // bytes between offsets; quoted where they hold the delimiter, '"', CR or LF; the empty text is ""
} as const

/** The kernels may write so many bytes behind the text: short texts are stored as whole vectors. */
export const OUT_SLACK = 64

/** The longest number: '-' and 19 digits. */
export const NUMBER_BYTES = 20
