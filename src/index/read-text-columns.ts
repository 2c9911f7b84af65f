/** The header that TBI files and the CSI files of text formats share: which columns place a line, and the contigs' names. */
import type { IndexBytes } from './index-bytes.ts'
import { splitNames } from './split-names.ts'
import type { TextColumns } from './text-columns.ts'

const ZERO_BASED = 0x10000 // UCSC convention
const FORMATS = ['generic', 'sam', 'vcf'] as const

export function readTextColumns(input: IndexBytes): { readonly textColumns: TextColumns; readonly contigs: readonly string[] } {
  const flags = input.int32('format')
  const format = FORMATS[flags & 0xffff]
  if (format === undefined) throw input.fault(`format ${flags & 0xffff} is unknown; 0, 1 and 2 are generic, SAM and VCF`)
  const contigColumn = input.int32('col_seq')
  const startColumn = input.int32('col_beg')
  const endColumn = input.int32('col_end')
  const commentCharacter = String.fromCharCode(input.int32('meta') & 0xff)
  const skippedLines = input.int32('skip')
  const contigs = splitNames(input.bytes(input.count('l_nm', 1), 'names'))
  const isZeroBased = (flags & ZERO_BASED) !== 0
  return { textColumns: { format, isZeroBased, contigColumn, startColumn, endColumn, commentCharacter, skippedLines }, contigs }
}
