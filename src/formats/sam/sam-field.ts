/** The fields of a SAM line (SAMv1 §1.4), counted from 0. */
export const FIELD = {
  name: 0,
  flags: 1,
  chrom: 2,
  start: 3,
  mappingQuality: 4,
  cigar: 5,
  mateChrom: 6,
  mateStart: 7,
  templateLength: 8,
  sequence: 9,
  quality: 10,
} as const

/** Tags come behind the last of them. */
export const FIELD_COUNT = 11

/** Stands for a missing value in text fields. */
export const STAR = 42
