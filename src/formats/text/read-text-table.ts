/** Reads one partition of a table of text lines. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { Compression } from '../../io/compression.ts'
import { readLines } from '../../io/lines/read-lines.ts'
import { checkChunkEnd, lineBlockEnd } from '../check-chunk-end.ts'
import type { FormatContext } from '../file-format.ts'
import { BatchReader } from './batch-reader.ts'
import { separateByBlanks } from './separate-by-blanks.ts'
import type { TextTable } from './text-table.ts'

export interface TextFile {
  readonly source: ByteSource
  readonly compression: Compression
  readonly table: TextTable
}

export async function* readTextTable(
  file: TextFile,
  partition: ScanPartition,
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const { source, compression, table } = file
  const { codecs, meter, limits, signal } = context
  const { indexPath } = table.options
  const reader = new BatchReader(table, partition, context)
  const request = {
    source,
    codecs,
    compression,
    tabs: reader.tabs,
    lineBytes: limits.lineBytes,
    meter,
    warn: context.warn,
    ...(signal === undefined ? {} : { signal }),
    ...(indexPath === undefined ? {} : { indexLocation: indexPath }),
  }
  for (const chunk of partition.chunks ?? [undefined]) {
    if (reader.isDone) break
    reader.startChunk(chunk)
    let end: string | undefined
    for await (const block of readLines(chunk === undefined ? request : { ...request, chunk })) {
      if (chunk !== undefined) end = lineBlockEnd(block)
      yield* reader.readBlock(table.mayHaveBlanks ? separateByBlanks(block, table.lineRule) : block)
      if (reader.isDone || reader.isBehindRegions) break
    }
    if (chunk !== undefined && !reader.isDone && !reader.isBehindRegions)
      checkChunkEnd(chunk, end, { location: partition.location, indexLocation: indexPath })
  }
  yield* reader.finish()
}
