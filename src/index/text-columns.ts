/** What the header of an index (tabix, pairix) says of the text file it indexes. Columns count from 1; 0 is none. */
export interface TextColumns {
  readonly format: 'generic' | 'sam' | 'vcf'
  /** Starts count from 0 and ends are exclusive (BED). */
  readonly isZeroBased: boolean
  readonly contigColumn: number
  readonly startColumn: number
  readonly endColumn: number
  /** Of an index of pairs of places: the contig of the second one. */
  readonly secondContigColumn?: number
  readonly commentCharacter: string
  readonly skippedLines: number
}
