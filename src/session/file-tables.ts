/** Opens files as tables, and remembers what opening them had to say. */
import type { SequenceSource } from '../catalog/sequence-source.ts'
import type { TableProvider } from '../catalog/table-provider.ts'
import type { JsonValue } from '../common/json.ts'
import type { FragmentLimits } from '../execution/fragment-resources.ts'
import { expandLocations } from '../formats/expand-locations.ts'
import { type FetchedSequence, type FetchRequest, fetchSequences } from '../formats/fasta/fetch-sequences.ts'
import { openSequences } from '../formats/fasta/open-sequences.ts'
import type { FileTable } from '../formats/file-table.ts'
import type { Region } from '../genomics/region.ts'
import { fileStem } from '../sql/binder/file-stem.ts'
import { detectFormat } from './detect-format.ts'
import { readRegions } from './read-regions.ts'
import type { SessionConfig } from './session-config.ts'
import type { SessionPlatform } from './session-platform.ts'

export interface FileRequest {
  /** A path or URL, a pattern such as 'calls/*.vcf.gz', or a list of these. */
  readonly location: string | readonly string[]
  /** Absent: by the file's name, then by its first bytes. */
  readonly format?: string
  readonly options: { readonly [name: string]: JsonValue }
}

export class FileTables {
  readonly #platform: SessionPlatform
  readonly #config: SessionConfig
  readonly #warnings = new WeakMap<TableProvider, readonly string[]>()

  constructor(platform: SessionPlatform, config: SessionConfig) {
    this.#platform = platform
    this.#config = config
  }

  async open(request: FileRequest): Promise<FileTable> {
    const locations = await expandLocations(request.location, this.#platform.store)
    // There is one: an empty list or pattern is an error.
    const format = request.format?.toLowerCase() ?? (await detectFormat(locations[0]!, this.#platform))
    const warnings: string[] = []
    const pieceBytes = this.#config.integer('execution.partition_bytes')
    // It checks options by zod, which a shell that answers `SELECT 1` should not load.
    const { openFiles } = await import('../formats/open-files.ts')
    const provider = await openFiles(
      { format, locations, options: this.#withDefaults(request.options) },
      { ...this.#platform, limits: this.limits, ...(pieceBytes > 0 && { pieceBytes }), warn: message => warnings.push(message) },
    )
    this.#warnings.set(provider, warnings)
    return provider
  }

  /** By the name of the file, then by its first bytes. */
  formatOf(location: string): Promise<string> {
    return detectFormat(location, this.#platform)
  }

  /** Random access to an indexed FASTA file. */
  fetchSequences(request: FetchRequest): Promise<readonly FetchedSequence[]> {
    return fetchSequences(request, this.#platform)
  }

  /** The same, for look-ups row by row. */
  openSequences(location: string): Promise<SequenceSource> {
    return openSequences(location, this.#platform)
  }

  /** The places of the records of a file, merged. */
  async readRegions(location: string): Promise<readonly Region[]> {
    const warn = () => {} // what there is to warn of concerns columns that are not read
    const table = await this.open({ location, options: { zero_based: true } })
    return readRegions(table, { ...this.#platform, limits: this.limits, warn })
  }

  get limits(): FragmentLimits {
    return {
      lineBytes: this.#config.integer('execution.max_line_bytes'),
      headerBytes: this.#config.integer('execution.max_header_bytes'),
    }
  }

  /** What opening this table's file had to say. */
  warningsOf(provider: TableProvider): readonly string[] {
    return this.#warnings.get(provider) ?? []
  }

  stemOf(location: string | readonly string[]): string {
    return fileStem(typeof location === 'string' ? location : (location[0] ?? 'files'))
  }

  /** SET bio.coordinate_system_zero_based counts where the table says nothing itself. */
  #withDefaults(options: FileRequest['options']): FileRequest['options'] {
    const said = Object.keys(options).some(name => /^zero_?based$/i.test(name))
    return said || !this.#config.flag('bio.coordinate_system_zero_based') ? options : { ...options, zero_based: true }
  }
}
