/** The bases of the reference sequences of a CRAM file, from the FASTA file that reference_path names; their MD5 is compared. */
import { QueryError } from '../../common/errors.ts'
import type { Interval } from '../../genomics/region.ts'
import type { FaiEntry } from '../../index/fai-index.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import { hexDigits, md5 } from '../../kernels/md5.ts'
import type { AlignmentHeader } from '../bam/alignment-header.ts'
import { type FastaIndex, loadFastaIndex } from '../fasta/fasta-index.ts'
import type { FormatContext } from '../file-format.ts'
import { VersionedCache } from '../versioned-cache.ts'
import type { CramKernels } from './kernels/cram-kernels.ts'
import { noIndex, readFastaBases } from './read-fasta-bases.ts'
import type { ReferenceWindow } from './reference-window.ts'

/** Which whole sequences were found to be those of the header: reading one costs more than a slice. */
const verified = new VersionedCache<Set<string>>(16)

export interface ReferenceWish {
  readonly id: number
  /** 0-based, half-open. */
  readonly start: number
  readonly end: number
  /** Of these bases; undefined where the slice has none: then the whole sequence is compared with the header. */
  readonly md5: Uint8Array | undefined
}

export interface ReferenceSettings {
  readonly header: AlignmentHeader
  /** Of the FASTA file. */
  readonly path: string | undefined
  readonly kernels: CramKernels | undefined
}

interface OpenFasta {
  readonly source: ByteSource
  readonly index: FastaIndex
  readonly version: string | undefined
}

export class ReferenceBases {
  private readonly location: string
  private readonly header: AlignmentHeader
  private readonly path: string | undefined
  private readonly kernels: CramKernels | undefined
  private readonly context: FormatContext
  private fasta: OpenFasta | undefined

  /** `location`: of the CRAM file. */
  constructor(location: string, settings: ReferenceSettings, context: FormatContext) {
    this.location = location
    this.header = settings.header
    this.path = settings.path
    this.kernels = settings.kernels
    this.context = context
  }

  get isGiven(): boolean {
    return this.path !== undefined
  }

  async window({ id, start, end, md5: sliceMd5 }: ReferenceWish): Promise<ReferenceWindow> {
    const fasta = await this.open(id)
    const entry = this.entry(fasta, id)
    const stop = Math.min(end, entry.length)
    const begin = Math.max(0, Math.min(start, stop))
    const bases = await this.read(fasta, entry, { start: begin, end: stop })
    if (sliceMd5 === undefined) await this.verifyWhole(fasta, entry, id)
    else this.compare(id, { found: this.sum(bases), wanted: hexDigits(sliceMd5), part: `bases ${begin + 1} to ${stop} of ` })
    return { start: begin, bases, sequenceLength: entry.length }
  }

  async close(): Promise<void> {
    await this.fasta?.source.close()
    this.fasta = undefined
  }

  private async open(id: number): Promise<OpenFasta> {
    if (this.fasta !== undefined) return this.fasta
    const { path, context } = this
    if (path === undefined) {
      throw this.error(
        'CONFIGURATION',
        `${this.location}: the bases of its records are stored as differences from the reference, and ${this.describe(id)} is not given. ` +
          'Name the FASTA file by reference_path.',
        'reference_missing',
      )
    }
    const source = await context.store.open(path)
    try {
      const index = await loadFastaIndex(source, undefined, context)
      if (typeof index === 'string') throw noIndex(path, index)
      const { version } = await source.stat(context.signal ? { signal: context.signal } : {})
      this.fasta = { source, index, version }
      return this.fasta
    } catch (error) {
      await source.close()
      throw error
    }
  }

  private entry({ index }: OpenFasta, id: number): FaiEntry {
    const entry = index.fai.find(this.header.references[id]?.name ?? '')
    if (entry !== undefined) return entry
    throw this.error(
      'FORMAT',
      `The reference ${this.path} does not hold ${this.describe(id)}, which ${this.location} needs.`,
      'reference_missing',
    )
  }

  private async verifyWhole(fasta: OpenFasta, entry: FaiEntry, id: number): Promise<void> {
    const wanted = this.md5Of(id)
    if (wanted === undefined) return
    const { store } = this.context
    const { source, version } = fasta
    const known = verified.get(store, source.location, version) ?? new Set<string>()
    if (known.has(`${entry.name}:${wanted}`)) return
    const bases = await this.read(fasta, entry, { start: 0, end: entry.length })
    this.compare(id, { found: this.sum(bases), wanted, part: '' })
    known.add(`${entry.name}:${wanted}`)
    verified.set(store, { location: source.location, version }, known)
  }

  private read({ source, index }: OpenFasta, entry: FaiEntry, { start, end }: Interval): Promise<Uint8Array> {
    return readFastaBases(source, { index, entry, start, end, kernels: this.kernels }, this.context)
  }

  private sum(bases: Uint8Array): string {
    const sum = this.kernels?.md5(bases)
    return sum === undefined ? md5(bases) : hexDigits(sum)
  }

  private compare(id: number, { found, wanted, part }: { readonly found: string; readonly wanted: string; readonly part: string }): void {
    if (found === wanted) return
    throw this.error(
      'FORMAT',
      `The reference ${this.path} is not the one of ${this.location}: ${part}${this.describe(id)} have the MD5 ${found} there, and the file was made with ${wanted}.`,
      'reference_mismatch',
    )
  }

  private md5Of(id: number): string | undefined {
    const name = this.header.references[id]?.name
    const md5OfHeader = this.header.sequences.find(fields => fields.get('SN') === name)?.get('M5')
    return md5OfHeader === undefined ? undefined : md5OfHeader.toLowerCase()
  }

  /** The contig and what the header says of it. */
  private describe(id: number): string {
    const wanted = this.md5Of(id)
    return `contig "${this.header.references[id]?.name}"${wanted === undefined ? '' : ` (MD5 ${wanted})`}`
  }

  private error(code: 'CONFIGURATION' | 'FORMAT', message: string, reason: string): QueryError {
    return new QueryError(code, message, { location: this.location }, { reason })
  }
}
