/** The index of a FASTA file: where each sequence lies in the uncompressed text, and how its lines are folded (samtools faidx). */
import { QueryError } from '../common/errors.ts'

export interface FaiEntry {
  readonly name: string
  /** Bases. */
  readonly length: number
  /** Of the first base. */
  readonly offset: number
  readonly lineBases: number
  /** With the line's end. */
  readonly lineBytes: number
}

export class FaiIndex {
  readonly location: string
  /** In the file's order. */
  readonly entries: readonly FaiEntry[]
  readonly #byName: ReadonlyMap<string, FaiEntry>

  constructor(location: string, entries: readonly FaiEntry[]) {
    this.location = location
    this.entries = [...entries].sort((a, b) => a.offset - b.offset)
    this.#byName = new Map(entries.map(entry => [entry.name, entry]))
  }

  find(name: string): FaiEntry | undefined {
    return this.#byName.get(name)
  }

  /** A FORMAT error where a sequence would lie behind the end of a text of this size, or inside another one. */
  checkFits(textSize: number, dataLocation: string): void {
    let end = 0
    for (const entry of this.entries) {
      if (entry.offset < end) throw this.misfit(dataLocation, `sequence "${entry.name}" begins inside the one before it`)
      end = sequenceEnd(entry)
      // The last line may lack its end.
      if (end - (entry.lineBytes - entry.lineBases) > textSize) {
        throw this.misfit(dataLocation, `sequence "${entry.name}" ends at byte ${end}, but the file has ${textSize} bytes`)
      }
    }
  }

  misfit(dataLocation: string, what: string): QueryError {
    const message = `The index ${this.location} does not fit ${dataLocation}: ${what}. Build the index again (samtools faidx).`
    return new QueryError('FORMAT', message, { location: dataLocation, indexLocation: this.location }, { reason: 'index_mismatch' })
  }
}

/** The offset behind the line end of the last line: where the next header stands. */
export function sequenceEnd({ offset, length, lineBases, lineBytes }: FaiEntry): number {
  if (length === 0) return offset
  const whole = Math.floor(length / lineBases)
  const rest = length - whole * lineBases
  return offset + whole * lineBytes + (rest > 0 ? rest + lineBytes - lineBases : 0)
}

/** The offset of a base, counted from 0. */
export function baseOffset({ offset, lineBases, lineBytes }: FaiEntry, base: number): number {
  const line = lineBases === 0 ? 0 : Math.floor(base / lineBases)
  return offset + line * lineBytes + (base - line * lineBases)
}
