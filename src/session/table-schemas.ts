/** bioframe's names of table schemas: the format that reads each, and for those without a format of their own, the columns of a TSV file. */
import type { JsonValue } from '../common/json.ts'
import type { FormatName } from '../formats/index.ts'

export interface TableSchema {
  readonly format: FormatName
  readonly options: { readonly [name: string]: JsonValue }
}

/** No header, no quotes, '#' begins a comment, '.' stands for NULL. */
export const PLAIN_TABLE = { header: false, quote: '', comment: '#', nullstr: ['', '.'] } as const

/** UCSC's tables: starts count from 0, ends are exclusive. */
function ucsc(columns: Readonly<Record<string, string>>): TableSchema {
  return { format: 'tsv', options: { ...PLAIN_TABLE, zeroBased: true, nullPadding: true, columns } }
}

const bed = (schema: string): TableSchema => ({ format: 'bed', options: { schema } })

const PLACE = { chrom: 'VARCHAR', start: 'INT64', end: 'INT64' } as const
const NAMED_PLACE = { ...PLACE, name: 'VARCHAR' } as const

export const tableSchemas: Readonly<Record<string, TableSchema>> = {
  bed: bed('bed6'),
  ...Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`bed${i + 3}`, bed(`bed${i + 3}`)])),
  bedGraph: bed('bedGraph'),
  narrowPeak: bed('narrowPeak'),
  broadPeak: bed('broadPeak'),
  gappedPeak: bed('gappedPeak'),
  gff: { format: 'gff', options: {} },
  gtf: { format: 'gtf', options: {} },
  vcf: { format: 'vcf', options: {} },
  sam: { format: 'sam', options: {} },
  pairs: { format: 'pairs', options: {} },
  bedpe: ucsc({
    chrom1: 'VARCHAR',
    start1: 'INT64',
    end1: 'INT64',
    chrom2: 'VARCHAR',
    start2: 'INT64',
    end2: 'INT64',
    name: 'VARCHAR',
    score: 'DOUBLE',
    strand1: 'VARCHAR',
    strand2: 'VARCHAR',
  }),
  bedRnaElements: ucsc({ ...NAMED_PLACE, score: 'DOUBLE', strand: 'VARCHAR', level: 'DOUBLE', signif: 'DOUBLE', score2: 'DOUBLE' }),
  centromeres: ucsc({ bin: 'INT64', ...NAMED_PLACE }),
  cytoband: ucsc({ ...NAMED_PLACE, gieStain: 'VARCHAR' }),
  jaspar: ucsc({ ...NAMED_PLACE, score: 'DOUBLE', pval: 'DOUBLE', strand: 'VARCHAR' }),
  gap: ucsc({ bin: 'INT64', ...PLACE, ix: 'INT64', n: 'VARCHAR', length: 'INT64', type: 'VARCHAR', bridge: 'VARCHAR' }),
  all_mrna: ucsc({
    bin: 'INT64',
    matches: 'INT64',
    misMatches: 'INT64',
    repMatches: 'INT64',
    nCount: 'INT64',
    qNumInsert: 'INT64',
    qBaseInsert: 'INT64',
    tNumInsert: 'INT64',
    tBaseInsert: 'INT64',
    strand: 'VARCHAR',
    qName: 'VARCHAR',
    qSize: 'INT64',
    qStart: 'INT64',
    qEnd: 'INT64',
    tName: 'VARCHAR',
    tSize: 'INT64',
    tStart: 'INT64',
    tEnd: 'INT64',
    blockCount: 'INT64',
    blockSizes: 'VARCHAR',
    qStarts: 'VARCHAR',
    tStarts: 'VARCHAR',
  }),
  pgsnp: ucsc({ ...NAMED_PLACE, alleleCount: 'INT64', alleleFreq: 'VARCHAR', alleleScores: 'VARCHAR' }),
}
