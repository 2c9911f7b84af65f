/** Positions of the columns in a VCF line. */
export const FIELD = { chrom: 0, pos: 1, id: 2, ref: 3, alt: 4, qual: 5, filter: 6, info: 7, format: 8 } as const
