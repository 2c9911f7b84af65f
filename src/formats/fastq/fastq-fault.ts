/** What is wrong with a FASTQ record, and the line where it shows. */
export interface FastqFault {
  readonly kind: 'header' | 'sequence' | 'plus' | 'length' | 'truncated'
  /** Among the lines at hand. */
  readonly line: number
  /** The record's header. */
  readonly record: number
}
