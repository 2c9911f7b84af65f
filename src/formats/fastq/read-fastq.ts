/** Reads one partition of a FASTQ file. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import { goToFirstLine } from '../../io/lines/go-to-first-line.ts'
import { openText } from '../../io/lines/open-text.ts'
import type { FormatContext } from '../file-format.ts'
import { SequenceBatchReader } from '../sequences/sequence-batch-reader.ts'
import type { FastqOptions } from './fastq-options.ts'
import { FastqReader } from './fastq-reader.ts'
import { createFastqTable } from './fastq-table.ts'
import { loadFastqFile } from './load-fastq-file.ts'

export async function* readFastq(
  partition: ScanPartition,
  options: FastqOptions,
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const source = await context.store.open(partition.location)
  try {
    const { compression, isMultiLine } = await loadFastqFile(source, context)
    const { codecs, meter, limits, signal, warn } = context
    const reader = new SequenceBatchReader(createFastqTable(options), partition, context)
    const request = { source, codecs, compression, meter, warn, lineBytes: limits.lineBytes, ...(signal && { signal }) }
    for (const chunk of partition.chunks ?? [undefined]) {
      if (reader.isDone) break
      const lines = { ...request, ...(chunk && { chunk }) }
      const cursor = await openText(lines)
      try {
        const isPiece = chunk !== undefined && !(chunk.kind === 'bytes' && chunk.start === 0)
        const reading = { reader, policy: options.onMalformed, isMultiLine: options.multiLine ?? isMultiLine, isPiece }
        if (await goToFirstLine(cursor, lines)) yield* new FastqReader(cursor, reading, context).read()
        if (!reader.isDone) await cursor.finish()
      } finally {
        await cursor.close()
      }
    }
    yield* reader.flush()
  } finally {
    await source.close()
  }
}
