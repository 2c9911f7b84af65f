/**
 * Searches in the fields of a block's lines, for lines of the common form: each answer is for some lines only, and the caller does the rest
 * itself. Present where the text lies in memory that has them. Views are valid until the next call.
 */
export interface LineFields {
  /** Lines asked for at once, at most. */
  readonly most: number
  /** Lines up to the first that is empty, ends with \r\n, or begins with a byte that is 1 in `suspects`. */
  records(from: number, count: number, suspects: Uint8Array): RecordPlaces
  /** Every line has so many tabs; with 'exactly', no more. The block must list one tab more. */
  haveTabs(from: number, count: number, tabs: { readonly count: number; readonly most: 'any' | 'exactly' }): boolean
  /** Fields `field` and `field` + 1 as whole numbers below 10^9, the first not greater; undefined where a line has others. */
  places(from: number, count: number, field: number): { readonly starts: Int32Array; readonly ends: Int32Array } | undefined
  /**
   * A code a line for the text of a field. Asks `encode` (whose codes are those of `owner`) for each short text once; undefined where there are long
   * or empty texts, or very many.
   */
  names(from: number, count: number, of: NamedField): Int32Array | undefined
  /** Whole numbers below 10^9 in a field, each with `shift` added and then not below `least`: those of the lines in front. */
  positions(from: number, count: number, of: { readonly field: number; readonly shift: number; readonly least: number }): Int32Array
  /** The texts of the lines in front. */
  texts(from: number, count: number, of: { readonly field: number; readonly nullable: boolean }): LineTexts
  /** The decimal numbers of the lines in front; '.' and nothing are NULL, and so is a key that is missing. */
  numbers(from: number, count: number, of: ValuePlace & NumberForm): LineNumbers
}

export interface ValuePlace {
  readonly field: number
  /** The value of this key in a field of the form key=value;key=value. */
  readonly key?: Uint8Array
}

export interface NumberForm {
  /** 'many': lists of them, between commas. */
  readonly form: 'one' | 'many'
  /** Without point and exponent. */
  readonly whole: boolean
  readonly least: number
  readonly greatest: number
}

export interface LineTexts {
  /** Lines answered. */
  readonly count: number
  readonly bytes: Uint8Array
  /** Where the text of each line ends in `bytes`. */
  readonly ends: Int32Array
  /** The lines whose value is NULL, counted from the first, ascending. They have no text. */
  readonly nulls: Int32Array
}

export interface LineNumbers {
  readonly count: number
  readonly values: Float64Array
  /** Where the numbers of each line end in `values`: one a line, also for NULL; with 'many' any number, none for NULL. */
  readonly ends: Int32Array
  readonly nulls: Int32Array
}

export interface RecordPlaces {
  /** Where each line begins and ends. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** Index of its first tab in the block's positions. */
  readonly bases: Int32Array
}

export interface NamedField {
  readonly field: number
  readonly owner: object
  encode(bytes: Uint8Array, start: number, end: number): number
}
