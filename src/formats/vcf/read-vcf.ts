/** Reads one partition of a VCF file. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import { readLines } from '../../io/lines/read-lines.ts'
import { checkChunkEnd, lineBlockEnd } from '../check-chunk-end.ts'
import type { FormatContext } from '../file-format.ts'
import { BatchReader } from './batch-reader.ts'
import { loadVcfFile } from './load-vcf-file.ts'
import type { VcfOptions } from './vcf-options.ts'
import { createVcfTable } from './vcf-schema.ts'

export async function* readVcf(
  partition: ScanPartition,
  options: VcfOptions,
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const source = await context.store.open(partition.location)
  try {
    const { header, compression } = await loadVcfFile(source, context)
    const table = createVcfTable(header, options)
    for (const warning of table.warnings) context.warn(warning)
    const reader = new BatchReader(table, partition, context)
    const { codecs, meter, limits, signal } = context
    const request = {
      source,
      codecs,
      compression,
      tabs: reader.tabs,
      lineBytes: limits.lineBytes,
      meter,
      warn: context.warn,
      ...(signal === undefined ? {} : { signal }),
      ...(options.indexPath === undefined ? {} : { indexLocation: options.indexPath }),
    }
    for (const chunk of partition.chunks ?? [undefined]) {
      if (reader.isDone) break
      reader.startChunk()
      let end: string | undefined
      for await (const block of readLines(chunk === undefined ? request : { ...request, chunk })) {
        if (chunk !== undefined) end = lineBlockEnd(block)
        yield* reader.readBlock(block)
        if (reader.isDone) break
      }
      if (chunk !== undefined && !reader.isDone)
        checkChunkEnd(chunk, end, { location: partition.location, indexLocation: options.indexPath })
    }
    yield* reader.finish()
  } finally {
    await source.close()
  }
}
