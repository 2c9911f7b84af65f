/** A file as a table, whatever its format: regions from filters, the index, and the cut into partitions are decided here. */
import type { FilterPushdown, ScanPartition, ScanPlan, ScanRequest } from '../catalog/table-provider.ts'
import type { Schema } from '../columnar/schema.ts'
import type { JsonValue } from '../common/json.ts'
import type { Expr } from '../expr/expr.ts'
import { isPortable } from '../expr/is-portable.ts'
import { intersectRegions } from '../genomics/intersect-regions.ts'
import { mergeRegions } from '../genomics/merge-regions.ts'
import type { Region } from '../genomics/region.ts'
import type { GenomicIndex } from '../index/genomic-index.ts'
import type { CodecRegistry } from '../io/codec.ts'
import type { Compression } from '../io/compression.ts'
import { detectCompression } from '../io/detect-compression.ts'
import type { ObjectStore } from '../io/object-store.ts'
import { bytePieces, PIECE_BYTES } from './byte-pieces.ts'
import { checkIndexContigs } from './check-index-contigs.ts'
import type { FileFormat, FileInfo } from './file-format.ts'
import type { FileTable } from './file-table.ts'
import { findIndex, type IndexSearch, indexLocations, readIndex } from './find-index.ts'
import { indexPieces, pieceSizes } from './index-pieces.ts'
import { joinParts } from './join-parts.ts'
import { listsEveryValue } from './lists-every-value.ts'
import { mayPass } from './may-pass.ts'
import { partMayOverlap } from './part-may-overlap.ts'
import { projectSchema } from './project-schema.ts'
import { reachEmptyRecords } from './reach-empty-records.ts'
import { recordStartPieces } from './record-start-pieces.ts'
import { type GenomicColumns, type RegionBound, regionsFromFilters } from './region-filter.ts'
import { bytesNote, regionsNote } from './scan-notes.ts'

/** Options that the provider itself reads; a format's own schema has checked them. */
interface ProviderOptions {
  readonly indexPath?: string
  readonly predicatePushdown?: boolean
}

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

/** How the file looks at the time of a scan. */
interface FileState {
  readonly size: number | undefined
  readonly modified: number | undefined
  readonly compression: Compression
}

type Notes = Record<string, string>

export class FileTableProvider implements FileTable {
  readonly schema: Schema
  readonly format: string
  readonly location: string
  /** What the header says, for the metadata of the table. */
  readonly info: FileInfo
  readonly #spec: FileTableSpec
  readonly #options: ProviderOptions

  constructor(spec: FileTableSpec) {
    this.schema = spec.info.schema
    this.format = spec.format.name
    this.location = spec.location
    this.info = spec.info
    this.#spec = spec
    this.#options = spec.options
  }

  get genomicColumns(): GenomicColumns | undefined {
    return this.#options.predicatePushdown === false || this.#spec.format.indexKinds.length === 0 ? undefined : this.info.genomicColumns
  }

  supportsFilters(filters: readonly Expr[]): readonly FilterPushdown[] {
    const pushes = this.#options.predicatePushdown !== false
    return filters.map(filter => (pushes && isPortable(filter) ? 'exact' : 'unsupported'))
  }

  async scan(request: ScanRequest, signal?: AbortSignal): Promise<ScanPlan> {
    const file = await this.#look(signal)
    const bound = this.#bound(request)
    const warnings: string[] = []
    const notes: Notes = { file: this.location.slice(this.location.lastIndexOf('/') + 1) }
    const plan = (partitions: readonly ScanPartition[], bytes: number): ScanPlan => ({
      schema: projectSchema(this.schema, request.projection),
      source: { kind: 'partitions', partitions },
      format: this.format,
      statistics: { bytes },
      notes: { ...notes, bytes: bytesNote(bytes, file.size) },
      ...(warnings.length > 0 ? { warnings } : {}),
    })
    if (bound === 'none') {
      notes.regions = 'none: the filters contradict each other'
      return plan([], 0)
    }
    const byParts = await this.#scanByParts({ bound, request, file, notes, warnings, signal })
    if (byParts !== undefined) return plan(byParts.partitions, byParts.bytes)
    const byIndex = await this.#scanByIndex({ bound, request, file, notes, warnings, signal })
    if (byIndex !== undefined) return plan(byIndex.partitions, byIndex.bytes)
    return plan(await this.#cutWhole({ request, file, notes, signal }), file.size ?? 0)
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

  /** Undefined where the format knows no parts. */
  async #scanByParts(scan: {
    readonly bound: 'all' | readonly Region[]
    readonly request: ScanRequest
    readonly file: FileState
    readonly notes: Notes
    readonly warnings: string[]
    readonly signal: AbortSignal | undefined
  }): Promise<{ readonly partitions: readonly ScanPartition[]; readonly bytes: number } | undefined> {
    const { bound, request, file, notes, warnings, signal } = scan
    const { format, store, codecs, options, pieceBytes } = this.#spec
    if (format.parts === undefined) return undefined
    const source = await store.open(this.location)
    try {
      const found = await format.parts(source, { store, codecs, options, bound, ...(signal && { signal }) })
      let filters = this.#options.predicatePushdown === false ? [] : request.filters
      if (found.kind === 'none') {
        if (filters.length > 0) notes.index = found.why
        return undefined
      }
      const columns = this.info.genomicColumns
      if (found.mayHideRows) filters = filters.filter(filter => listsEveryValue(filter, found.parts))
      const wanted = found.parts.filter(
        part => filters.every(filter => mayPass(filter, part)) && (columns === undefined || partMayOverlap(part, bound, columns)),
      )
      if (bound !== 'all') notes.regions = regionsNote(bound)
      if (found.index) notes.index = found.index.kind
      else if (found.why !== undefined && bound !== 'all') notes.index = found.why
      warnings.push(...(found.warnings ?? []))
      notes.parts = `${wanted.length} of ${found.parts.length}`
      const most = file.compression === 'gzip' ? 0 : (pieceBytes ?? found.joinBytes ?? PIECE_BYTES[file.compression])
      const joined = found.joins ? joinParts(wanted, most) : wanted
      const whole = { ...this.#partition(request), ...(found.index && { options: { ...options, indexPath: found.index.location } }) }
      const bytes = joined.reduce((sum, part) => sum + part.bytes, 0)
      return { partitions: joined.map(part => ({ ...whole, chunks: [part.chunk] })), bytes }
    } finally {
      await source.close()
    }
  }

  /** The whole file, in pieces where it can be cut. */
  async #cutWhole(scan: {
    readonly request: ScanRequest
    readonly file: FileState
    readonly notes: Notes
    readonly signal: AbortSignal | undefined
  }): Promise<readonly ScanPartition[]> {
    const { request, file, notes, signal } = scan
    const { splittable } = this.info
    const whole = this.#partition(request)
    if (splittable === 'no') return [whole]
    const pieces = splittable === 'by-index-only' ? undefined : bytePieces(file.size, file.compression, this.#spec.pieceBytes)
    const byBytes = pieces?.map(chunk => ({ ...whole, chunks: [chunk] })) ?? [whole]
    if (splittable === 'by-bytes') return byBytes
    // For a few rows a large index is not worth its reading, and for a small file there is nothing to cut.
    if (splittable === 'by-index' && (request.limit !== undefined || pieces === undefined)) return byBytes
    return (await this.#cutByIndex({ whole, file, notes, signal })) ?? byBytes
  }

  /** Undefined without an index that is as new as the file. */
  async #cutByIndex(scan: {
    readonly whole: ScanPartition
    readonly file: FileState
    readonly notes: Notes
    readonly signal: AbortSignal | undefined
  }): Promise<readonly ScanPartition[] | undefined> {
    const { whole, file, notes, signal } = scan
    const search = this.#indexSearch(signal)
    const location = file.compression === 'bgzf' ? await findIndex(search) : undefined
    if (location === undefined || file.size === undefined) return undefined
    const { index, modified } = await readIndex(location, search)
    if (isOlder(modified, file.modified)) {
      notes.index = 'not used: it is older than the file'
      return undefined
    }
    index.checkFits(file.size, this.location)
    const pieces = recordStartPieces(index, file.size, this.#spec.pieceBytes)
    if (pieces === undefined) return undefined
    notes.index = `${index.kind}, to cut the file where records begin`
    return pieces.map(chunk => ({ ...whole, chunks: [chunk], options: { ...whole.options, indexPath: location } }))
  }

  #indexSearch(signal: AbortSignal | undefined): IndexSearch {
    const { format, store, codecs } = this.#spec
    return {
      location: this.location,
      indexPath: this.#options.indexPath,
      kinds: format.indexKinds,
      contigs: this.info.contigs?.map(contig => contig.name),
      store,
      codecs,
      signal,
    }
  }

  /** Where the wanted rows lie: by the filters, and by what the plan above found out at run time. */
  #bound({ filters, regions }: ScanRequest): RegionBound {
    const columns = this.info.genomicColumns
    const byFilters = columns === undefined || this.#options.predicatePushdown === false ? 'all' : regionsFromFilters(filters, columns)
    if (regions === undefined || columns === undefined || byFilters === 'none') return byFilters
    // What the index believes to end before a region may reach into it where the index was built from other ends.
    const asked = columns.endBounds ? regions : regions.map(fromContigStart)
    const common = byFilters === 'all' ? mergeRegions(asked) : intersectRegions(byFilters, asked)
    return common.length === 0 ? 'none' : common
  }

  /** Undefined where the index cannot help; `notes` then says why. */
  async #scanByIndex(scan: {
    readonly bound: 'all' | readonly Region[]
    readonly request: ScanRequest
    readonly file: FileState
    readonly notes: Notes
    readonly warnings: string[]
    readonly signal: AbortSignal | undefined
  }): Promise<{ readonly partitions: readonly ScanPartition[]; readonly bytes: number } | undefined> {
    const { bound, request, file, notes, warnings, signal } = scan
    const search = this.#indexSearch(signal)
    if (bound !== 'all') notes.regions = regionsNote(bound)
    const location = this.info.genomicColumns === undefined ? undefined : await findIndex(search)
    if (location === undefined) {
      if (bound !== 'all') notes.index = `none: there is no ${indexLocations(search).map(baseName).join(' or ')}`
      return undefined
    }
    if (bound === 'all') {
      notes.index =
        this.#options.predicatePushdown === false ? 'not used: predicate_pushdown is off' : 'not used: the filters name no region'
      return undefined
    }
    if (file.compression !== 'bgzf') {
      notes.index = `not used: the file is ${file.compression === 'gzip' ? 'gzip' : 'plain text'}, not BGZF`
      return undefined
    }
    const { index: found, modified } = await readIndex(location, search)
    const misfit = columnMisfit(found, this.info)
    if (misfit !== undefined) {
      notes.index = misfit
      return undefined
    }
    const index = this.info.genomicColumns?.mayBeEmpty ? reachEmptyRecords(found) : found
    if (file.size !== undefined) index.checkFits(file.size, this.location)
    checkIndexContigs(index, { location: this.location, firstContig: this.info.firstContig })
    if (isOlder(modified, file.modified)) {
      warnings.push(`The index ${location} is older than ${this.location}. Build it again if the file was changed.`)
    }
    this.#noteIndex({ kind: index.kind, contigs: index.contigs, bound, filters: request.filters, notes, warnings })
    const pieces = indexPieces(bound, index, pieceSizes(this.#spec.pieceBytes))
    notes.chunks = String(pieces.reduce((sum, piece) => sum + piece.chunks.length, 0))
    const partitions = pieces.map(piece => ({
      ...this.#partition(request),
      regions: piece.regions,
      chunks: piece.chunks,
      options: { ...this.#spec.options, indexPath: location },
    }))
    return { partitions, bytes: pieces.reduce((sum, piece) => sum + piece.bytes, 0) }
  }

  #noteIndex(found: {
    readonly kind: string
    readonly contigs: readonly string[]
    readonly bound: readonly Region[]
    readonly filters: readonly Expr[]
    readonly notes: Notes
    readonly warnings: string[]
  }): void {
    const { kind, contigs, bound, filters, notes, warnings } = found
    notes.index = kind
    const columns = this.info.genomicColumns
    if (columns !== undefined && !columns.endBounds) {
      const withEnds = regionsFromFilters(filters, { ...columns, endBounds: true })
      if (JSON.stringify(withEnds) !== JSON.stringify(regionsFromFilters(filters, columns))) {
        notes.endBound = 'not used: the header declares SVLEN, and the index may know other ends'
      }
    }
    const known = new Set([...contigs, ...(this.info.contigs ?? []).map(contig => contig.name)])
    // Regions found out at run time name the contigs of another table: those that are not here have no rows here.
    const named = columns === undefined ? bound : regionsFromFilters(filters, columns)
    const contigsAsked = typeof named === 'string' ? [] : named.map(region => region.contig)
    const unknown = [...new Set(contigsAsked)].filter(contig => !known.has(contig))
    if (unknown.length > 0 && known.size > 0) {
      const some = [...known].slice(0, 3).join(', ')
      warnings.push(`${this.location} has no contig ${unknown.slice(0, 3).join(', ')}; its contigs are named like ${some}.`)
    }
  }

  #partition(request: ScanRequest): ScanPartition {
    const { projection, filters, limit } = request
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

function fromContigStart({ contig, interval }: Region): Region {
  return interval === undefined ? { contig } : { contig, interval: { start: 0, end: interval.end } }
}

/** An index of other columns knows other places: that of ends that are starts would miss records. */
function columnMisfit(index: GenomicIndex, { indexColumns: wanted }: FileInfo): string | undefined {
  const { textColumns: built } = index
  if (wanted === undefined || built === undefined) return undefined
  const { contigColumn, startColumn, endColumn } = built
  // Records that are points lie in any index of their starts.
  const hasEnd = wanted.end === undefined || endColumn === wanted.end
  if (contigColumn === wanted.contig && startColumn === wanted.start && hasEnd) return undefined
  const { contig, start, end = start } = wanted
  return `not used: it was built for columns ${contigColumn}, ${startColumn} and ${endColumn}, not ${contig}, ${start} and ${end}`
}

/** A second's difference says nothing: the two may have been written together. */
function isOlder(index: number | undefined, data: number | undefined): boolean {
  return index !== undefined && data !== undefined && index < data - 1000
}

function baseName(location: string): string {
  return location.slice(location.lastIndexOf('/') + 1)
}
