/** A VCF header as data. */
import type { Contig } from '../../genomics/contig.ts'

export type VcfType = 'Integer' | 'Float' | 'Flag' | 'Character' | 'String'

/** One ##INFO or ##FORMAT line. */
export interface VcfField {
  readonly id: string
  /** As written: '0', '1', '2', 'A', 'R', 'G', '.'. */
  readonly number: string
  readonly type: VcfType
  readonly description: string
}

/** One ##FILTER or ##ALT line. */
export interface VcfSymbol {
  readonly id: string
  readonly description: string
}

export interface VcfHeader {
  /** As written: 'VCFv4.2'. */
  readonly fileFormat: string
  /** 4.2 as 402, so that versions compare. */
  readonly version: number
  readonly infoFields: readonly VcfField[]
  readonly formatFields: readonly VcfField[]
  readonly filters: readonly VcfSymbol[]
  readonly alternativeAlleles: readonly VcfSymbol[]
  readonly contigs: readonly Contig[]
  readonly samples: readonly string[]
  /** Columns of the #CHROM line: 8, or 9 and the samples. */
  readonly columnCount: number
  /** Every header line as it stands, for writers. */
  readonly lines: readonly string[]
  readonly warnings: readonly string[]
}
