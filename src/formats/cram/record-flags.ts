/** Bits of the flags of a record: those of SAM (SAMv1 §1.4.2), and CRAM's own (CRAM §10.1). */

export const FLAG = { paired: 1, unmapped: 4, mateUnmapped: 8, reverse: 16, mateReverse: 32, first: 64 } as const

export const CRAM_FLAG = { qualities: 1, detached: 2, mateDownstream: 4, noBases: 8 } as const
