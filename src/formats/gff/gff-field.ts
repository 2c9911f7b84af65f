/** The nine fields of a feature line. */
export const FIELD = { seqid: 0, source: 1, type: 2, start: 3, end: 4, score: 5, strand: 6, phase: 7, attributes: 8 } as const
