/** Inflated bytes of an index file at most. The largest real ones (CSI of whole-genome cohorts) have some hundred MB. */
export const INDEX_BYTES_LIMIT = 1 << 29
