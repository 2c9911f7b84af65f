/** A file as a table, whatever its format: regions from filters, and the way in which the file is scanned. */
import type { ContigCounts, FilterPushdown, ScanPartition, ScanPlan, ScanRequest } from '../catalog/table-provider.ts'
import type { Schema } from '../columnar/schema.ts'
import type { Expr } from '../expr/expr.ts'
import { isPortable } from '../expr/is-portable.ts'
import { intersectRegions } from '../genomics/intersect-regions.ts'
import { mergeRegions } from '../genomics/merge-regions.ts'
import type { Region } from '../genomics/region.ts'
import { detectCompression } from '../io/detect-compression.ts'
import type { FileInfo } from './file-format.ts'
import type { FileTable } from './file-table.ts'
import { projectSchema } from './project-schema.ts'
import { countByIndex } from './scan/count-by-index.ts'
import { type FileScan, type FileState, type FileTableSpec, type PlannedPartitions, scanOptions } from './scan/file-scan.ts'
import { type GenomicColumns, type RegionBound, regionsFromFilters } from './scan/region-filter.ts'
import { scanByIndex } from './scan/scan-by-index.ts'
import { scanByParts } from './scan/scan-by-parts.ts'
import { bytesNote } from './scan/scan-notes.ts'
import { scanWhole } from './scan/scan-whole.ts'

export class FileTableProvider implements FileTable {
  readonly schema: Schema
  readonly format: string
  readonly location: string
  /** What the header says, for the metadata of the table. */
  readonly info: FileInfo
  readonly #spec: FileTableSpec
  readonly #pushesFilters: boolean

  constructor(spec: FileTableSpec) {
    this.schema = spec.info.schema
    this.format = spec.format.name
    this.location = spec.location
    this.info = spec.info
    this.#spec = spec
    this.#pushesFilters = scanOptions(spec).predicatePushdown !== false
  }

  get genomicColumns(): GenomicColumns | undefined {
    return this.#pushesFilters && this.#spec.format.indexKinds.length > 0 ? this.info.genomicColumns : undefined
  }

  supportsFilters(filters: readonly Expr[]): readonly FilterPushdown[] {
    return filters.map(filter => (this.#pushesFilters && isPortable(filter) ? 'exact' : 'unsupported'))
  }

  async scan(request: ScanRequest, signal?: AbortSignal): Promise<ScanPlan> {
    const scan = await this.#scan(request, signal)
    const { partitions, bytes } = await plan(scan)
    return {
      schema: projectSchema(this.schema, request.projection),
      source: { kind: 'partitions', partitions },
      format: this.format,
      statistics: { bytes },
      notes: { ...scan.notes, bytes: bytesNote(bytes, scan.file.size) },
      ...(scan.warnings.length > 0 ? { warnings: scan.warnings } : {}),
    }
  }

  async countByContig(signal?: AbortSignal): Promise<ContigCounts | undefined> {
    const { format, info } = this.#spec
    if (!this.#pushesFilters || format.indexCountsRows !== true || info.genomicColumns === undefined) return undefined
    return countByIndex(await this.#scan({ projection: [], filters: [], targetPartitions: 1 }, signal))
  }

  async #scan(request: ScanRequest, signal: AbortSignal | undefined): Promise<FileScan> {
    return {
      spec: this.#spec,
      request,
      file: await this.#look(signal),
      bound: this.#bound(request),
      partition: this.#partition(request),
      notes: { file: this.location.slice(this.location.lastIndexOf('/') + 1) },
      warnings: [],
      signal,
    }
  }

  async #look(signal: AbortSignal | undefined): Promise<FileState> {
    const source = await this.#spec.store.open(this.location)
    try {
      const { size, modified } = await source.stat(signal === undefined ? {} : { signal })
      return { size, modified, compression: await detectCompression(source, signal) }
    } finally {
      await source.close()
    }
  }

  /** Where the wanted rows lie: by the filters, and by what the plan above found out at run time. */
  #bound({ filters, regions }: ScanRequest): RegionBound {
    const columns = this.info.genomicColumns
    const byFilters = columns === undefined || !this.#pushesFilters ? 'all' : regionsFromFilters(filters, columns)
    if (regions === undefined || columns === undefined || byFilters === 'none') return byFilters
    // What the index believes to end before a region may reach into it where the index was built from other ends.
    const asked = columns.endBounds ? regions : regions.map(fromContigStart)
    const common = byFilters === 'all' ? mergeRegions(asked) : intersectRegions(byFilters, asked)
    return common.length === 0 ? 'none' : common
  }

  #partition({ projection, filters, limit }: ScanRequest): ScanPartition {
    return {
      format: this.format,
      location: this.location,
      projection,
      filters,
      ...(limit === undefined ? {} : { limit }),
      options: this.#spec.options,
    }
  }
}

/** The first way that can: what the file says of its parts, an index, all of it. */
async function plan(scan: FileScan): Promise<PlannedPartitions> {
  if (scan.bound === 'none') {
    scan.notes.regions = 'none: the filters contradict each other'
    return { partitions: [], bytes: 0 }
  }
  return (await scanByParts(scan)) ?? (await scanByIndex(scan)) ?? (await scanWhole(scan))
}

function fromContigStart({ contig, interval }: Region): Region {
  return interval === undefined ? { contig } : { contig, interval: { start: 0, end: interval.end } }
}
