/** The version of a CRAM file. */
export interface CramVersion {
  readonly major: number
  readonly minor: number
}
