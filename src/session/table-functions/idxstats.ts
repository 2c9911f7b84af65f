/** idxstats('a.bam'): alignments on each contig, as `samtools idxstats` counts them; from the index where it holds the counts. */
import type { TableFunction } from '../../catalog/catalog.ts'
import type { FileTable } from '../../formats/file-table.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import { batchOf, COUNT, TEXT } from '../batch-of.ts'
import type { FileTables } from '../file-tables.ts'
import { MemoryTable } from '../memory-table.ts'
import { RangeOptions } from '../range-functions/range-options.ts'
import { alignmentArgument } from './alignment-argument.ts'
import { bindText } from './bind-text.ts'

const NAME = 'idxstats'

export function idxstats(files: FileTables, functions: FunctionRegistry): TableFunction {
  return {
    name: NAME,
    summary:
      'Alignments on each contig of the header of a BAM, SAM or CRAM file: chrom, length, mapped, unmapped, and a last row without a contig, as samtools idxstats counts them. Answered from the index where it holds the counts. Options: index_path, reference_path.',
    example: `SELECT * FROM ${NAME}('reads.bam')`,
    async bind(args, named, warn) {
      const { location, format } = await alignmentArgument(NAME, args[0], files)
      const options = new RangeOptions(NAME, named)
      const indexPath = options.text('index_path')
      const referencePath = options.text('reference_path')
      options.rejectOthers()
      const paths = { ...(indexPath !== undefined && { index_path: indexPath }), ...(referencePath !== undefined && { reference_path: referencePath }) } // biome-ignore format: one line
      const t = await files.open({ location, format, options: paths })
      return (await fromIndex(t)) ?? bindText(QUERY, { t, contigs: contigTable(t) }, { functions, warn })
    },
  }
}

async function fromIndex(table: FileTable): Promise<MemoryTable | undefined> {
  const counts = await table.countByContig?.()
  if (counts === undefined) return undefined
  const found = new Map(counts.contigs.map(contig => [contig.name, contig]))
  const contigs = table.info.contigs ?? []
  const rows = contigs.map(({ name, length = 0 }) => ({ name, length, mapped: 0, unmapped: 0, ...found.get(name) }))
  const numbers = (values: readonly number[]) => ({ type: COUNT, values: values.map(BigInt) })
  const batch = batchOf({
    chrom: { type: TEXT, values: [...rows.map(row => row.name), null] },
    length: numbers([...rows.map(row => row.length), 0]),
    mapped: numbers([...rows.map(row => row.mapped), 0]),
    unmapped: numbers([...rows.map(row => row.unmapped), counts.unplaced]),
  })
  return MemoryTable.of(`${counts.notes.file} index=${counts.notes.index}`, batch.schema, [batch])
}

/** The contigs of the header in its order. */
function contigTable({ info }: FileTable): MemoryTable {
  const contigs = info.contigs ?? []
  const batch = batchOf({
    place: { type: COUNT, values: contigs.map((_, i) => BigInt(i)) },
    name: { type: TEXT, values: contigs.map(contig => contig.name) },
    length: { type: COUNT, values: contigs.map(contig => BigInt(contig.length ?? 0)) },
  })
  return MemoryTable.of('contigs', batch.schema, [batch])
}

const QUERY = `
  WITH n AS (
    SELECT chrom, count(*) FILTER (WHERE (flags & 4) = 0) AS mapped, count(*) FILTER (WHERE (flags & 4) <> 0) AS unmapped FROM t GROUP BY chrom
  ), counted AS (
    SELECT c.place, c.name AS chrom, c.length, coalesce(n.mapped, 0) AS mapped, coalesce(n.unmapped, 0) AS unmapped
    FROM contigs AS c LEFT JOIN n ON c.name = n.chrom
    UNION ALL
    SELECT 9007199254740991, NULL, 0, 0, coalesce(sum(mapped + unmapped), 0) FROM n WHERE chrom IS NULL
  )
  SELECT chrom, length, mapped, unmapped FROM counted ORDER BY place`
