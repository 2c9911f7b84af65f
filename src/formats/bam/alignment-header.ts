/** The header of an alignment file as data (SAMv1 §1.3). */

/** One header line: its two-letter fields in the order of the file. A Map, because files may name a field anything. */
export type HeaderFields = ReadonlyMap<string, string>

export interface ReferenceSequence {
  readonly name: string
  readonly length: number
}

export interface AlignmentHeader {
  readonly hd: HeaderFields | undefined
  /** Every @SQ line. */
  readonly sequences: readonly HeaderFields[]
  /** The reference sequences in the order of their numbers: those of a BAM file's own list, else those of @SQ. */
  readonly references: readonly ReferenceSequence[]
  readonly readGroups: readonly HeaderFields[]
  readonly programs: readonly HeaderFields[]
  readonly comments: readonly string[]
  /** Every header line as it stands, for writers. */
  readonly lines: readonly string[]
}
