/** Reads one partition of a FASTA file. */
import type { ScanPartition } from '../../catalog/table-provider.ts'
import type { Batch } from '../../columnar/batch.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { Chunk } from '../../io/chunk.ts'
import { goToFirstLine } from '../../io/lines/go-to-first-line.ts'
import { openText } from '../../io/lines/open-text.ts'
import type { TextCursor } from '../../io/text-cursor.ts'
import type { FormatContext } from '../file-format.ts'
import { nameEnd } from '../sequences/name-end.ts'
import { SequenceBatchReader } from '../sequences/sequence-batch-reader.ts'
import { createSequenceRows, type SequenceRows, SPAN, SPANS, useBytes } from '../sequences/sequence-rows.ts'
import { type FastaIndex, loadFastaIndex } from './fasta-index.ts'
import type { FastaOptions } from './fasta-options.ts'
import { fastaSections, sectionsIn } from './fasta-sections.ts'
import { createFastaTable } from './fasta-table.ts'
import { goToHeader } from './go-to-header.ts'
import { lettersEnd, listFastaRecords } from './list-fasta-records.ts'
import { loadFastaFile } from './load-fasta-file.ts'
import { readLongRecord } from './read-long-record.ts'
import { SectionCheck } from './section-check.ts'

/** A record that is not whole in so much text is read piece by piece. */
const LONG_BYTES = 4 << 20

export async function* readFasta(
  partition: ScanPartition,
  options: FastaOptions,
  context: FormatContext,
): AsyncGenerator<Batch, void, undefined> {
  const source = await context.store.open(partition.location)
  try {
    const { compression } = await loadFastaFile(source, context)
    const { codecs, meter, limits, signal, warn } = context
    const reader = new SequenceBatchReader(createFastaTable(options, []), partition, context)
    // The planner names the index where the chunks come from it.
    const index =
      options.indexPath === undefined || partition.chunks === undefined ? undefined : await indexOf(source, options.indexPath, context)
    const request = { source, codecs, compression, meter, warn, lineBytes: limits.lineBytes, ...(signal && { signal }) }
    for (const chunk of partition.chunks ?? [undefined]) {
      if (reader.isDone) break
      const lines = {
        ...request,
        ...(chunk && { chunk }),
        ...(options.indexPath === undefined ? {} : { indexLocation: options.indexPath }),
      }
      const cursor = await openText(lines)
      try {
        const check = index && chunk && createCheck(index, chunk, source.location)
        if (await goToFirstLine(cursor, lines)) yield* readRecords(cursor, { reader, check, batchSize: context.batchSize })
        if (!reader.isDone) await cursor.finish()
        if (!reader.isDone) check?.finish()
      } finally {
        await cursor.close()
      }
    }
    yield* reader.flush()
  } finally {
    await source.close()
  }
}

async function indexOf(source: ByteSource, indexPath: string, context: FormatContext): Promise<FastaIndex | undefined> {
  const index = await loadFastaIndex(source, indexPath, context)
  return typeof index === 'string' ? undefined : index
}

function createCheck(index: FastaIndex, chunk: Chunk, location: string): SectionCheck {
  return new SectionCheck(index, sectionsIn(fastaSections(index, location), chunk), location)
}

interface Reading {
  readonly reader: SequenceBatchReader
  readonly check: SectionCheck | undefined
  readonly batchSize: number
}

async function* readRecords(cursor: TextCursor, { reader, check, batchSize }: Reading): AsyncGenerator<Batch, void, undefined> {
  if (!(await goToHeader(cursor))) return
  const rows = createSequenceRows(batchSize)
  let atEnd = false
  for (let at = 0; ; ) {
    useBytes(rows, cursor.buffer.bytes(), cursor)
    const { end, stop } = listFastaRecords(rows, at, { lastStart: cursor.lastStart(), atEnd })
    at = end
    if (check !== undefined) checkRows(rows, check)
    yield* reader.readRows(rows)
    if (reader.isDone || stop === 'limit') return
    if (stop === 'full') continue
    cursor.drop(at)
    at = 0
    if (cursor.buffer.length > LONG_BYTES) atEnd = yield* readLongRecord(cursor, reader, check)
    else if (atEnd) return
    else atEnd = !(await cursor.fill())
  }
}

function checkRows({ bytes, spans, count }: SequenceRows, check: SectionCheck): void {
  for (let at = 0; at < count * SPANS; at += SPANS) {
    // In range: SPANS numbers a row.
    const from = spans[at + SPAN.headerStart]!
    const name = bytes.subarray(from, nameEnd(bytes, from, spans[at + SPAN.headerEnd]!))
    const start = spans[at + SPAN.sequenceStart]!
    check.check(name, lettersEnd(bytes, start, spans[at + SPAN.sequenceEnd]!) - start)
  }
}
