/** GFF3 and GTF have the same fields and write the last one differently. */
export interface GffDialect {
  readonly format: 'gff' | 'gtf'
  /** GFF3: `ID=x;Parent=a,b` with percent escapes. GTF: `gene_id "x"; tag "a"; tag "b"` without any. */
  readonly attributes: 'equals' | 'quotes'
}

export const gff3Dialect: GffDialect = { format: 'gff', attributes: 'equals' }
export const gtfDialect: GffDialect = { format: 'gtf', attributes: 'quotes' }
