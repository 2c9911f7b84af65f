/** Reads one partition of a CRAM file. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import { type ErrorLocation, QueryError } from '../../common/errors.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { Chunk } from '../../io/chunk.ts'
import type { AlignmentTable } from '../bam/alignment-schema.ts'
import { BamBatchReader } from '../bam/bam-batch-reader.ts'
import { createBamRows } from '../bam/bam-rows.ts'
import { loadRecordKernels } from '../bam/kernels/record-kernels.ts'
import type { FormatContext } from '../file-format.ts'
import { filterColumnNames } from '../filter-column-names.ts'
import { placeText } from '../place-text.ts'
import { containerNumber } from './container-number.ts'
import type { CramOptions } from './cram-options.ts'
import { type CramFile, loadCramFile } from './load-cram-file.ts'
import { openCramTable } from './open-cram-table.ts'
import { needsOf } from './record-needs.ts'
import { ReferenceBases } from './reference-bases.ts'
import { type CramScan, readContainers } from './scan-containers.ts'
import { acquireSliceMemory, releaseSliceMemory, type SliceMemory } from './slice-memory.ts'
import { SliceReader } from './slice-reader.ts'

export async function* readCram(
  partition: ScanPartition,
  options: CramOptions,
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const source = await context.store.open(partition.location)
  try {
    const file = await loadCramFile(source, context)
    const table = await openCramTable(source, { file, options, sampling: 'tags' }, context)
    const memory = await acquireSliceMemory()
    const sequences = { header: file.header, path: options.referencePath, kernels: memory.kernels }
    const reference = new ReferenceBases(partition.location, sequences, context)
    try {
      yield* readPartition(source, { file, partition, options, table: table.table, reference, memory }, context)
    } catch (error) {
      throw await located(error, { source, file, context })
    } finally {
      releaseSliceMemory(memory)
      await reference.close()
    }
  } finally {
    await source.close()
  }
}

interface Opened {
  readonly file: CramFile
  readonly partition: ScanPartition
  readonly options: CramOptions
  readonly table: AlignmentTable
  readonly reference: ReferenceBases
  readonly memory: SliceMemory
}

async function* readPartition(source: ByteSource, opened: Opened, context: FormatContext): AsyncGenerator<Batch, void, undefined> {
  const { file, partition, options, table, reference, memory } = opened
  const { size } = await source.stat(context.signal ? { signal: context.signal } : {})
  const names = new Set([...partition.projection, ...filterColumnNames(partition.filters)])
  const columns = options.projectionPushdown ? table.columns.filter(column => names.has(column.field.name)) : table.columns
  const reader = new BamBatchReader(table, partition, context)
  const slices = new SliceReader({
    header: file.header,
    needs: needsOf(columns),
    reference,
    memory,
    namePrefix: partition.location.slice(partition.location.lastIndexOf('/') + 1),
    context,
  })
  const scan: CramScan = {
    source,
    size,
    file,
    partition,
    options,
    reader,
    slices,
    countsOnly: columns.length === 0,
    rows: createBamRows(context.batchSize, await loadRecordKernels()),
    context,
  }
  const chunks: readonly (Chunk | undefined)[] = partition.chunks ?? [undefined]
  for (const chunk of chunks) {
    if (reader.isDone) break
    reader.startChunk(chunk)
    yield* readContainers(scan, chunk)
  }
  yield* reader.finish()
}

/** Says which container it was: counted only now. */
async function located(
  error: unknown,
  { source, file, context }: { readonly source: ByteSource; readonly file: CramFile; readonly context: FormatContext },
): Promise<unknown> {
  if (
    !(error instanceof QueryError) ||
    error.at.byteOffset === undefined ||
    error.at.container !== undefined ||
    error.at.slice === undefined
  ) {
    return error
  }
  const prefix = placeText(error.at)
  const container = await containerNumber(source, { file, byteOffset: error.at.byteOffset }, context)
  if (container === undefined || !error.message.startsWith(prefix)) return error
  const at: ErrorLocation = { ...error.at, container }
  const reason = error.reason === undefined ? {} : { reason: error.reason }
  return new QueryError(error.code, placeText(at) + error.message.slice(prefix.length), at, { cause: error.cause, ...reason })
}
