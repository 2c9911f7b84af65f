/** The places of the records of a file, such as the targets of a BED file, as regions. */
import type { ScanPartition } from '../catalog/table-provider.ts'
import type { Column } from '../columnar/column.ts'
import { QueryError } from '../common/errors.ts'
import type { FormatContext } from '../formats/file-format.ts'
import type { FileTable } from '../formats/file-table.ts'
import { loadFileFormat } from '../formats/load-file-format.ts'
import { mergeRegions } from '../genomics/merge-regions.ts'
import type { Region } from '../genomics/region.ts'

/** `table` was opened with zero_based => true. The regions come merged. */
export async function readRegions(
  table: FileTable,
  resources: Pick<FormatContext, 'store' | 'codecs' | 'limits' | 'warn'>,
): Promise<readonly Region[]> {
  const { contig = 'chrom', start = 'start', end = 'end' } = table.info.genomicColumns ?? {}
  const projection = [contig, start, end]
  const missing = projection.find(name => !table.schema.fields.some(field => field.name === name))
  if (missing !== undefined)
    throw new QueryError('PLAN', `A ${table.format.toUpperCase()} file holds no regions: it has no column ${missing}.`)
  const { source } = await table.scan({ projection, filters: [], targetPartitions: 1 })
  const regions: Region[] = []
  for (const partition of source.kind === 'partitions' ? source.partitions : []) await addRegions(partition, resources, regions)
  return mergeRegions(regions)
}

async function addRegions(
  partition: ScanPartition,
  resources: Pick<FormatContext, 'store' | 'codecs' | 'limits' | 'warn'>,
  regions: Region[],
): Promise<void> {
  const format = await loadFileFormat(partition.format)
  const meter = { rowsRead: 0, rowsSkipped: 0, fieldsNulled: 0, bytesRead: 0, blocksInflated: 0 }
  const context: FormatContext = { ...resources, batchSize: 8192, meter, select: () => 'all' }
  for await (const batch of format.read(partition, context)) {
    const [contig, start, end] = partition.projection.map(
      name => batch.columns[batch.schema.fields.findIndex(field => field.name === name)],
    )
    if (!contig || !start || !end) continue
    for (let row = 0; row < batch.numRows; row++) {
      const interval = { start: numberAt(start, row), end: numberAt(end, row) }
      if (interval.end > interval.start) regions.push({ contig: contigAt(contig, row), interval })
    }
  }
}

/** Positions are uint32 or int64. */
function numberAt({ values }: Column, row: number): number {
  return Number((values as Uint32Array | BigInt64Array)[row])
}

/** Contigs are dictionary columns in every format with places. */
function contigAt({ values, dictionary }: Column, row: number): string {
  return dictionary?.text((values as Int32Array)[row] ?? 0) ?? ''
}
