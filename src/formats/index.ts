/** The formats there are. Adding one: its folder, and one line here; it is loaded on first use. */
import type { FileFormat } from './file-format.ts'
import type { FilesOptions } from './open-files.ts'
import { textExtensions } from './text-extensions.ts'

export const fileFormats = {
  vcf: { extensions: textExtensions('.vcf'), magic: ['##fileformat=VCF'], load: () => import('./vcf/vcf-format.ts') },
  bed: {
    extensions: textExtensions('.bed', '.bedgraph', '.bdg', '.narrowpeak', '.broadpeak', '.gappedpeak', '.bedmethyl'),
    magic: ['track ', 'browser '],
    load: () => import('./bed/bed-format.ts'),
  },
  parquet: { extensions: ['.parquet', '.parq'], magic: ['PAR1'], load: () => import('./parquet/parquet-format.ts') },
  bam: { extensions: ['.bam'], magic: ['BAM\x01'], load: () => import('./bam/bam-format.ts') },
  cram: { extensions: ['.cram'], magic: ['CRAM'], load: () => import('./cram/cram-format.ts') },
  bcf: { extensions: ['.bcf', '.bcf.gz', '.bcf.bgz'], magic: ['BCF\x02'], load: () => import('./bcf/bcf-format.ts') },
  csv: { extensions: textExtensions('.csv'), load: () => import('./csv/csv-format.ts') },
  tsv: { extensions: textExtensions('.tsv', '.tab'), load: () => import('./csv/tsv-format.ts') },
  json: { extensions: textExtensions('.json', '.jsonl', '.ndjson'), load: () => import('./json/json-format.ts') },
  arrow: { extensions: ['.arrow', '.feather', '.ipc', '.arrows'], magic: ['ARROW1'], load: () => import('./arrow/arrow-format.ts') },
  gff: { extensions: textExtensions('.gff', '.gff3'), magic: ['##gff-version'], load: () => import('./gff/gff-format.ts') },
  fasta: { extensions: textExtensions('.fasta', '.fa', '.fna'), magic: ['>'], load: () => import('./fasta/fasta-format.ts') },
  fastq: { extensions: textExtensions('.fastq', '.fq'), load: () => import('./fastq/fastq-format.ts') },
  gtf: { extensions: textExtensions('.gtf'), load: () => import('./gtf/gtf-format.ts') },
  sam: {
    extensions: textExtensions('.sam'),
    magic: ['@HD\t', '@SQ\t', '@RG\t', '@PG\t', '@CO\t'],
    load: () => import('./sam/sam-format.ts'),
  },
  pairs: { extensions: textExtensions('.pairs'), magic: ['## pairs format'], load: () => import('./pairs/pairs-format.ts') },
} as const satisfies Record<string, FormatEntry>

export interface FormatEntry {
  /** In lower case. */
  readonly extensions: readonly string[]
  /** How the file begins, inflated, where its name does not tell the format. */
  readonly magic?: readonly string[]
  // any: FileFormat is invariant in its options; FormatOptions recovers them
  readonly load: () => Promise<{ readonly default: FileFormat<any> }>
}

export type FormatName = keyof typeof fileFormats
type Loaded<Name extends FormatName> = Awaited<ReturnType<(typeof fileFormats)[Name]['load']>>['default']
/** What a table of this format can be told; everything has a default. */
export type FormatOptions<Name extends FormatName> =
  Loaded<Name> extends FileFormat<infer Options> ? Partial<Options & FilesOptions> : never
