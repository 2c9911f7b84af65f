/** Goes through the records of a FASTQ file or piece: lists them, tells faults, and proves that the next piece begins where this one ends. */
import type { Batch } from '../../columnar/batch.ts'
import { QueryError } from '../../common/errors.ts'
import type { TextCursor } from '../../io/text-cursor.ts'
import type { FormatContext } from '../file-format.ts'
import type { SequenceBatchReader } from '../sequences/sequence-batch-reader.ts'
import { createSequenceRows, type SequenceRows, useBytes } from '../sequences/sequence-rows.ts'
import type { FaultPolicy } from '../text/row-faults.ts'
import { describeFault } from './describe-fault.ts'
import type { FastqFault } from './fastq-fault.ts'
import { type FastqLines, lineStart, lineStop } from './fastq-lines.ts'
import { findHeader, type Listing, listFastqRecords, listWithoutQuality } from './list-fastq-records.ts'
import { findFoldedHeader, listFoldedRecords } from './list-folded-records.ts'

export interface FastqReading {
  readonly reader: SequenceBatchReader
  readonly policy: FaultPolicy
  readonly isMultiLine: boolean
  /** The text may begin inside a record: the one before tells its faults. */
  readonly isPiece: boolean
}

const NEWLINE = Uint8Array.of(10)

export class FastqReader {
  private readonly cursor: TextCursor
  private readonly reading: FastqReading
  private readonly context: FormatContext
  private readonly rows: SequenceRows
  /** No header is known: behind a fault, or at the start of a piece. */
  private isLost: boolean
  private atEnd = false

  constructor(cursor: TextCursor, reading: FastqReading, context: FormatContext) {
    this.cursor = cursor
    this.reading = reading
    this.context = context
    this.rows = createSequenceRows(context.batchSize)
    this.isLost = reading.isPiece
  }

  async *read(): AsyncGenerator<Batch, void, undefined> {
    const { cursor, reading } = this
    for (;;) {
      const lines = this.lines()
      let line = 0
      for (;;) {
        const listing = this.list(lines, line)
        line = listing.line
        yield* reading.reader.readRows(this.rows)
        if (reading.reader.isDone) return
        if (listing.stop === 'limit') return await this.proveNext(line)
        if (listing.stop === 'incomplete') break
        if (typeof listing.stop === 'object') {
          line = this.passFault(listing.stop, lines)
          if (this.rows.count > 0) yield* reading.reader.readRows(this.rows)
        }
      }
      if (line > 0) cursor.drop(line < lines.count ? lineStart(lines, line) : this.used(lines))
      else if (this.atEnd) return yield* this.finish(lines)
      else await this.fill()
    }
  }

  private lines(): FastqLines {
    const { newlines, count } = this.index()
    return { bytes: this.cursor.buffer.bytes(), newlines, count }
  }

  private index(): { readonly newlines: Int32Array; readonly count: number } {
    const { positions, count } = this.cursor.buffer.indexLines(0, 0)
    return { newlines: positions, count }
  }

  /** All the lines that were listed. */
  private used({ newlines, count }: FastqLines): number {
    return count === 0 ? 0 : newlines[count - 1]! + 1 // in range: the last line
  }

  private list(lines: FastqLines, from: number): Listing {
    const { rows, cursor } = this
    useBytes(rows, lines.bytes, cursor)
    const lastStart = cursor.lastStart()
    let line = from
    if (this.isLost) {
      const search = this.reading.isMultiLine ? findFoldedHeader(lines, from) : findHeader(lines, from)
      line = search.line
      if (line < lines.count && lineStart(lines, line) > lastStart) return { line, stop: 'limit' }
      if (!search.isHeader) return { line, stop: 'incomplete' }
      this.isLost = false
    }
    return this.reading.isMultiLine ? listFoldedRecords(rows, lines, line) : listFastqRecords(rows, lines, line, { lastStart })
  }

  /** More text, and a line end behind the last line. */
  private async fill(): Promise<void> {
    const { buffer } = this.cursor
    const { lineBytes } = this.context.limits
    if (buffer.length > lineBytes) {
      const at = this.cursor.locate(0)
      const message = `${at.location}: a record is longer than ${lineBytes} bytes, the limit (execution.max_line_bytes). Raise the limit if the file is right.`
      throw new QueryError('RESOURCE', message, at, { reason: 'line_limit' })
    }
    if (await this.cursor.fill()) return
    this.atEnd = true
    if (buffer.length > 0 && buffer.bytes()[buffer.length - 1] !== NEWLINE[0]) buffer.append(NEWLINE)
  }

  /** Under 'error' throws; else counts, and gives the line to go on from. */
  private passFault(fault: FastqFault, lines: FastqLines): number {
    const { policy } = this.reading
    this.rows.count = 0
    if (policy === 'error') throw describeFault(fault, lines, this.cursor)
    if (policy === 'null' && fault.kind === 'length' && !this.reading.isMultiLine) {
      this.context.meter.fieldsNulled++
      listWithoutQuality(this.rows, lines, fault.record)
      return fault.record + 4
    }
    this.context.meter.rowsSkipped++
    this.isLost = true
    return fault.record + 1
  }

  /** Fewer lines are left than a record has. */
  private *finish(lines: FastqLines): Generator<Batch, void, undefined> {
    const left = linesLeft(lines)
    if (left === 0 || this.isLost) return
    // The qualities of an empty sequence may be a line that is not there.
    const isEmptyRecord = left === 3 && lineStop(lines, 1) === lineStart(lines, 1)
    if (isEmptyRecord) {
      useBytes(this.rows, lines.bytes, this.cursor)
      listWithoutQuality(this.rows, lines, 0)
      this.rows.spans.fill(lineStop(lines, 2), 4, 6)
      yield* this.reading.reader.readRows(this.rows)
      return
    }
    this.passFault({ kind: 'truncated', line: left - 1, record: 0 }, lines)
  }

  /**
   * The next piece looks for the first line that is surely a header. If the record behind ours is none that it would find, its fault is told here:
   * nobody else sees it.
   */
  private async proveNext(line: number): Promise<void> {
    if (this.isLost) return
    const lines = this.lines()
    this.cursor.drop(line < lines.count ? lineStart(lines, line) : this.used(lines))
    const one = createSequenceRows(1)
    for (;;) {
      const ahead = this.lines()
      const search = findHeader(ahead, 0)
      if (search.isHeader && search.line === 0) return
      useBytes(one, ahead.bytes, this.cursor)
      const { stop } = listFastqRecords(one, ahead, 0, { lastStart: Number.POSITIVE_INFINITY })
      if (typeof stop === 'object') {
        this.passFault(stop, ahead)
        return
      }
      if (stop === 'full') return
      if (this.atEnd) {
        const left = linesLeft(ahead)
        if (left > 0) this.passFault({ kind: 'truncated', line: left - 1, record: 0 }, ahead)
        return
      }
      await this.fill()
    }
  }
}

/** Without the empty ones at the end. */
function linesLeft(lines: FastqLines): number {
  let left = lines.count
  while (left > 0 && lineStop(lines, left - 1) === lineStart(lines, left - 1)) left--
  return left
}
