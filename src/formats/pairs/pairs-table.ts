/** The columns of a Pairs table: the only place with their names. */
import type { DataType, Field } from '../../columnar/data-type.ts'
import type { Schema } from '../../columnar/schema.ts'
import { QueryError } from '../../common/errors.ts'
import type { PairsHeader } from './pairs-header.ts'
import type { PairsOptions } from './pairs-options.ts'

export type PairsKind = 'text' | 'contig' | 'position' | 'strand' | 'count'

export interface PairsColumn {
  readonly field: Field
  readonly kind: PairsKind
}

export interface PairsTable {
  readonly options: PairsOptions
  /** One a field of a line, in its order. */
  readonly columns: readonly PairsColumn[]
  /** The header names the fields, so a line with more of them is a fault. */
  readonly isNamed: boolean
  readonly schema: Schema
}

/** The fields that the format reserves, which are all there are where the header names none. */
const RESERVED = ['readID', 'chr1', 'pos1', 'chr2', 'pos2', 'strand1', 'strand2'] as const
/** As pairtools and others write them. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['readid', 'readID'],
  ['read_id', 'readID'],
  ['chrom1', 'chr1'],
  ['chrom2', 'chr2'],
])

const KINDS: ReadonlyMap<string, PairsKind> = new Map([
  ['chr1', 'contig'],
  ['chr2', 'contig'],
  ['pos1', 'position'],
  ['pos2', 'position'],
  ['strand1', 'strand'],
  ['strand2', 'strand'],
  ['frag1', 'count'],
  ['frag2', 'count'],
  ['mapq1', 'count'],
  ['mapq2', 'count'],
])

export function createPairsTable(header: PairsHeader, location: string, options: PairsOptions): PairsTable {
  const names = (header.columns ?? RESERVED).map(name => ALIASES.get(name.toLowerCase()) ?? name)
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (twice !== undefined) throw new QueryError('FORMAT', `${location}: the header line #columns names "${twice}" twice.`, { location })
  const columns = names.map((name): PairsColumn => {
    const kind = KINDS.get(name) ?? 'text'
    return { field: { name, type: typeOf(kind, options), nullable: true }, kind }
  })
  return {
    options,
    columns,
    isNamed: header.columns !== undefined,
    schema: { fields: columns.map(column => column.field), metadata: metadataOf(header, names, options) },
  }
}

function typeOf(kind: PairsKind, options: PairsOptions): DataType {
  switch (kind) {
    case 'contig':
    case 'strand':
      return { kind: 'dictionary' }
    case 'position':
      return { kind: options.positions }
    case 'count':
      return { kind: 'uint32' }
    case 'text':
      return { kind: 'utf8' }
  }
}

function metadataOf(header: PairsHeader, names: readonly string[], options: PairsOptions): Readonly<Record<string, string>> {
  const texts = {
    format_version: header.version,
    sorted: header.sorted,
    shape: header.shape,
    genome_assembly: header.genomeAssembly,
    chromsizes: JSON.stringify(header.chromsizes),
    contigs: JSON.stringify(header.chromsizes.map(({ name, length }) => ({ id: name, length }))),
    columns: JSON.stringify(names),
    header_lines: JSON.stringify(header.lines),
  }
  const metadata: Record<string, string> = { 'bio.coordinate_system_zero_based': String(options.zeroBased) }
  for (const [key, text] of Object.entries(texts)) if (text !== undefined) metadata[`bio.pairs.${key}`] = text
  return metadata
}
