/** The rows that a window function sees: sorted, with the partition, the peers and the frame of each. All ends are exclusive. */

export interface WindowRows {
  readonly numRows: number
  /** For each row: the first row of its partition, and the row behind its last. */
  readonly partitionStarts: Uint32Array
  readonly partitionEnds: Uint32Array
  /** Peers are the rows of a partition that ORDER BY does not tell apart. */
  readonly peerStarts: Uint32Array
  readonly peerEnds: Uint32Array
  readonly frames: Frames
  readonly nulls: 'respect' | 'ignore'
}

/** The frame of row r is starts[r] … ends[r] without holes.starts[r] … holes.ends[r]; EXCLUDE TIES keeps the row itself. */
export interface Frames {
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  readonly holes?: {
    readonly starts: Uint32Array
    readonly ends: Uint32Array
    readonly keeps: 'nothing' | 'current-row'
  }
}
