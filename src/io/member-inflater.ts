/** Inflates the raw deflate data of one gzip member, piece by piece. */
export interface MemberInflater {
  /** Throws a plain Error with the inflater's own words where the data is broken. */
  inflate(input: Uint8Array): Promise<InflatedPiece>
  close(): void
}

export interface InflatedPiece {
  readonly chunks: readonly Uint8Array[]
  /** Bytes of the input that belong to the member. Less than all only if `done`. */
  readonly used: number
  /** May be told only at the next call if the data ends exactly with the input. */
  readonly done: boolean
}
