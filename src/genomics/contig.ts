/** A reference sequence as headers and indexes know it. */
export interface Contig {
  readonly name: string
  /** In bases; absent where the header does not say. */
  readonly length?: number
}
