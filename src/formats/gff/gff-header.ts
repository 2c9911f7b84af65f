/** What stands in front of the features. */
export interface GffHeader {
  /** '3' in `##gff-version 3`; '3.1.26' is kept as it is. */
  readonly version: string | undefined
  /** `##sequence-region`, 1-based and closed. */
  readonly sequenceRegions: readonly { readonly id: string; readonly start: number; readonly end: number }[]
  /** Every comment and directive, as it stands. */
  readonly lines: readonly string[]
}
