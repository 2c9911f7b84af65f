/** What the lines that begin with "#" say of a 4DN Pairs file. */
export interface PairsHeader {
  /** '1.0'. */
  readonly version: string | undefined
  /** 'chr1-chr2-pos1-pos2' */
  readonly sorted: string | undefined
  /** 'upper triangle' */
  readonly shape: string | undefined
  readonly genomeAssembly: string | undefined
  readonly chromsizes: readonly { readonly name: string; readonly length: number }[]
  /** The names of the fields of a line; undefined where no line says so. */
  readonly columns: readonly string[] | undefined
  /** Every header line, as it stands. */
  readonly lines: readonly string[]
}
