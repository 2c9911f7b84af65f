import type { ScanPartition } from '../catalog/table-provider.ts'
import type { Batch } from '../columnar/batch.ts'
import type { Field } from '../columnar/data-type.ts'
import type { Schema } from '../columnar/schema.ts'
import type { JsonValue } from '../common/json.ts'
import type { Region } from '../genomics/region.ts'
import type { GenomicIndex } from '../index/genomic-index.ts'
import type { ByteSink, ByteSource } from '../io/byte-source.ts'
import type { CodecRegistry } from '../io/codec.ts'
import type { ObjectStore } from '../io/object-store.ts'
import type { FileParts } from './file-part.ts'
import type { GenomicColumns } from './scan/region-filter.ts'
import type { ScanMeter } from './scan-meter.ts'

export interface FormatContext {
  readonly store: ObjectStore
  readonly codecs: CodecRegistry
  readonly batchSize: number
  readonly limits: { readonly lineBytes: number; readonly headerBytes: number }
  readonly signal?: AbortSignal
  /** The reader adds to it while it runs. */
  readonly meter: ScanMeter
  /** Told once a query: the caller drops repetitions. */
  warn(message: string): void
  /**
   * Given the filter columns of a batch, the rows that pass: the reader then builds the other columns for those rows only.
   * Filters are evaluated by execution/, never by a format.
   */
  select(filterColumns: Batch): Uint32Array | 'all'
}

/** What opening a file tells the planner. Workers cache it by location and version. */
export interface FileInfo {
  readonly schema: Schema
  /** What a description of the file lists, where that is more than the columns: the tags of the first records of a BAM file. */
  readonly describedFields?: readonly Field[]
  /** Which columns of a line an index must have been built for, counted from 1. Absent: any. */
  readonly indexColumns?: { readonly contig: number; readonly start: number; readonly end?: number; readonly secondContig?: number }
  /** Absent: no region pushdown. */
  readonly genomicColumns?: GenomicColumns
  readonly contigs?: readonly { readonly name: string; readonly length?: number }[]
  /** The contig of the first record: an index that does not list it is that of another file. */
  readonly firstContig?: string
  /** How the engine may cut the file into partitions. 'by-index': where the index knows that a record begins; without one by bytes, or ('by-index-only') not at all. */
  readonly splittable: 'by-index' | 'by-index-only' | 'by-bytes' | 'no'
}

export interface FileFormat<Options extends object = object> {
  readonly name: string // 'vcf'
  /** Companion files that FileTableProvider looks for, in this order. */
  readonly indexKinds: readonly GenomicIndex['kind'][]
  /** An index that counts records counts the rows of the table. */
  readonly indexCountsRows?: true
  parseOptions(options: { readonly [name: string]: JsonValue }): Options
  inspect(source: ByteSource, options: Options, context: FormatContext): Promise<FileInfo>
  /** The parts of a file that knows its own: partitions are made of them, and those that no row can pass in are left out. */
  parts?(source: ByteSource, context: PartsContext): Promise<FileParts>
  /** Same code on every thread: all it needs is in the partition. */
  read(partition: ScanPartition, context: FormatContext): AsyncIterable<Batch>
  openWriter?(sink: ByteSink, schema: Schema, options: Options): FormatWriter
}

/** `options`: of the table, checked. */
export interface PartsContext extends Pick<FormatContext, 'store' | 'codecs' | 'signal'> {
  readonly options: { readonly [name: string]: JsonValue }
  /** Where the wanted rows lie. */
  readonly bound: 'all' | readonly Region[]
}

export interface FormatWriter {
  write(batch: Batch): Promise<void>
  finish(): Promise<void>
}
