/** The index of a CRAM file: where each slice lies, in the file and on the reference (CRAM §12). */
import { QueryError } from '../common/errors.ts'

export interface CraiEntry {
  /** A reference sequence; -1 none, -2 several. */
  readonly referenceId: number
  /** 1-based. */
  readonly start: number
  readonly span: number
  /** Byte of the file at which the container begins. */
  readonly container: number
  /** Of the slice, from the end of the container's header. */
  readonly slice: number
  /** Bytes of the slice. */
  readonly length: number
}

export class CraiIndex {
  readonly location: string
  /** By container, then slice; a slice of several sequences may have several. */
  readonly entries: readonly CraiEntry[]

  constructor(location: string, entries: readonly CraiEntry[]) {
    this.location = location
    this.entries = [...entries].sort((a, b) => a.container - b.container || a.slice - b.slice)
  }

  /** A FORMAT error where it points beyond data of this size, or to a sequence that the header does not list. */
  checkFits(data: { readonly location: string; readonly size: number; readonly referenceCount: number }): void {
    for (const { container, slice, length, referenceId } of this.entries) {
      const end = container + slice + length
      if (end > data.size) throw this.misfit(data.location, `it points to byte ${end}, but the file has ${data.size} bytes`)
      if (referenceId >= data.referenceCount) {
        throw this.misfit(
          data.location,
          `it has slices of the reference sequence ${referenceId}, and the header lists ${data.referenceCount}`,
        )
      }
    }
  }

  misfit(dataLocation: string, what: string): QueryError {
    const message = `The index ${this.location} does not fit ${dataLocation}: ${what}. Build the index again, or give the right one by index_path.`
    return new QueryError('FORMAT', message, { location: dataLocation, indexLocation: this.location }, { reason: 'index_mismatch' })
  }
}
