/** What is known while one scan of one file is planned, and what the ways to plan it give. */
import type { ScanPartition, ScanRequest } from '../../catalog/table-provider.ts'
import type { JsonValue } from '../../common/json.ts'
import type { CodecRegistry } from '../../io/codec.ts'
import type { Compression } from '../../io/compression.ts'
import type { ObjectStore } from '../../io/object-store.ts'
import type { FileFormat, FileInfo } from '../file-format.ts'
import type { RegionBound } from './region-filter.ts'

export interface FileTableSpec {
  readonly format: FileFormat
  readonly location: string
  /** Checked, as the format's parseOptions returns them. */
  readonly options: { readonly [name: string]: JsonValue }
  readonly info: FileInfo
  readonly store: ObjectStore
  readonly codecs: CodecRegistry
  /** Compressed bytes of one partition, about. Absent: 1 to 4 MB. */
  readonly pieceBytes?: number
}

/** Options that the planning of a scan itself reads; a format's own schema has checked them. */
export interface ScanOptions {
  readonly indexPath?: string
  readonly predicatePushdown?: boolean
}

/** How the file looks at the time of a scan. */
export interface FileState {
  readonly size: number | undefined
  readonly modified: number | undefined
  readonly compression: Compression
}

export interface FileScan {
  readonly spec: FileTableSpec
  readonly request: ScanRequest
  readonly file: FileState
  /** Where the wanted rows lie, by filters and by what was found out at run time. */
  readonly bound: RegionBound
  /** Of the whole file: what every partition has in common. */
  readonly partition: ScanPartition
  /** For EXPLAIN, in the order of its words. */
  readonly notes: Record<string, string>
  readonly warnings: string[]
  readonly signal: AbortSignal | undefined
}

export interface PlannedPartitions {
  readonly partitions: readonly ScanPartition[]
  /** As stored, to be read, about. */
  readonly bytes: number
}

/** As the options are seen here. */
export function scanOptions(spec: FileTableSpec): ScanOptions {
  return spec.options
}
