/** The beginning of a BED file: what its columns are is told from it. */
export interface BedSample {
  /** The fields of the first records. */
  readonly records: readonly (readonly string[])[]
  /** Comments, track and browser lines in front of the first record, as they stand. */
  readonly headerLines: readonly string[]
}
