/** Fixed sizes of every run buffer. */

/** The largest compressed piece to feed at once. */
export const PIECE_BYTES = 1 << 20

/** Room for a piece behind the rest of the last one, which is less than a block. */
export const INPUT_BYTES = PIECE_BYTES + (1 << 17)

/** Blocks an inflate call lists at most: more than a run of text holds unless they are tiny. */
export const BLOCK_SLOTS = 4096

/** Positions a line table holds at most (half a megabyte). */
export const LINE_POSITIONS = 1 << 17
