/** Reads a PX2 index file (the pairix format): bins and a linear index like those of tabix, by pairs of contigs. */
import { readWhole } from '../io/read-whole.ts'
import { BinningIndex } from './binning-index.ts'
import { BinningScheme } from './binning-scheme.ts'
import { ContigIndex } from './contig-index.ts'
import { IndexBytes } from './index-bytes.ts'
import { INDEX_BYTES_LIMIT } from './index-limits.ts'
import type { IndexRequest } from './index-request.ts'
import { PairIndex } from './pair-index.ts'
import { splitNames } from './split-names.ts'
import type { TextColumns } from './text-columns.ts'

const MAGIC_BYTES = 8
const PAIR_BYTES = 8 // the numbers of bins and of windows
const ZERO_BASED = 0x10000
/** By magic: bits of a window, and the bytes of the number of lines. */
const VERSIONS: ReadonlyMap<string, { readonly shift: number; readonly lineCountBytes: number }> = new Map([
  ['PX2.004\x01', { shift: 15, lineCountBytes: 8 }],
  ['PX2.003\x01', { shift: 15, lineCountBytes: 4 }],
  ['PX2.002\x01', { shift: 14, lineCountBytes: 4 }],
])

interface PairColumns {
  readonly textColumns: TextColumns
  readonly delimiter: string
  /** Between the contigs in the name of a pair. */
  readonly separator: string
}

export async function readPx2Index(request: IndexRequest): Promise<PairIndex> {
  const { location } = request.source
  const input = new IndexBytes(location, await readWhole({ ...request, limitBytes: INDEX_BYTES_LIMIT }))
  const { shift, lineCountBytes } = readVersion(input)
  const pairCount = input.int32('n')
  input.skip(lineCountBytes, 'linecount')
  const columns = readPairColumns(input)
  const names = splitNames(input.bytes(input.count('l_nm', 1), 'names'))
  if (pairCount !== names.length) throw input.fault(`n says ${pairCount} pairs, but there are ${names.length} names`)
  if (pairCount * PAIR_BYTES > input.left) throw input.fault(`n says ${pairCount} pairs, but only ${input.left} bytes are left`)
  const scheme = new BinningScheme(shift, 5)
  const contigIndexes = names.map(() => new ContigIndex(input, { scheme, kind: 'px2' }))
  const { textColumns } = columns
  const pairs = new BinningIndex({ kind: 'px2', location, scheme, contigs: names, contigIndexes, textColumns })
  const isPaired = textColumns.secondContigColumn !== undefined
  const firstContigs = isPaired ? names.map(name => name.split(columns.separator, 1)[0] ?? name) : names
  return new PairIndex({ pairs, firstContigs, unusable: whyUnusable(columns, names) })
}

function readVersion(input: IndexBytes) {
  const magic = String.fromCharCode(...input.bytes(MAGIC_BYTES, 'magic'))
  const version = VERSIONS.get(magic)
  if (version === undefined) throw input.fault('it does not begin with "PX2.004\\u0001" or an older version, so it is no PX2 index')
  return version
}

function readPairColumns(input: IndexBytes): PairColumns {
  const preset = input.int32('preset')
  const contigColumn = input.int32('sc')
  const startColumn = input.int32('bc')
  const endColumn = input.int32('ec')
  const secondContigColumn = input.int32('sc2')
  input.skip(8, 'bc2, ec2')
  // Two characters and two bytes of padding. The oldest version has no separator there.
  const [delimiter = 0, separator = 0] = input.bytes(4, 'delimiter')
  const commentCharacter = String.fromCharCode(input.int32('meta_char') & 0xff)
  const skippedLines = input.int32('line_skip')
  return {
    textColumns: {
      format: 'generic',
      isZeroBased: (preset & ZERO_BASED) !== 0,
      contigColumn,
      startColumn,
      endColumn,
      ...(secondContigColumn > 0 && { secondContigColumn }),
      commentCharacter,
      skippedLines,
    },
    delimiter: String.fromCharCode(delimiter),
    separator: separator === 0 ? '|' : String.fromCharCode(separator),
  }
}

/** An index of other lines than those of a Pairs file, or one whose names do not say which contigs they are of. */
function whyUnusable({ textColumns, delimiter, separator }: PairColumns, names: readonly string[]): string | undefined {
  if (delimiter !== '\t') return 'it was built for lines that are not parted by tabs'
  if (textColumns.isZeroBased) return 'it was built for positions that count from 0'
  if (textColumns.endColumn > 0 && textColumns.endColumn !== textColumns.startColumn) return 'it was built for intervals, not for points'
  if (textColumns.secondContigColumn === undefined) return undefined
  const unclear = names.find(name => name.split(separator).length !== 2)
  return unclear === undefined ? undefined : `${unclear} is not two contigs with one ${separator} between`
}
