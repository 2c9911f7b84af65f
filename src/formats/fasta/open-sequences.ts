/** Looks up many spans of an indexed FASTA file at once: in the order of the file, neighbours with one read. */
import type { SequenceSource, SequenceSpans } from '../../catalog/sequence-source.ts'
import { baseOffset, type FaiEntry } from '../../index/fai-index.ts'
import type { IndexContext } from './fasta-index.ts'
import { checkHeader, copyBases, type IndexedFasta, openIndexedFasta, readText } from './indexed-fasta.ts'

/** What lies between two spans is read with them up to so many bytes … */
const MOST_GAP_BYTES = 1 << 15
/** … while the read is no longer than this. A span of its own may be. */
const MOST_READ_BYTES = 1 << 22

export async function openSequences(location: string, context: IndexContext): Promise<SequenceSource> {
  return new IndexedSequences(await openIndexedFasta({ location }, context))
}

class IndexedSequences implements SequenceSource {
  readonly location: string
  readonly index: string
  readonly names: readonly string[]
  readonly #file: IndexedFasta
  readonly #places: ReadonlyMap<string, number>
  readonly #checked = new Set<number>()

  constructor(file: IndexedFasta) {
    this.#file = file
    this.location = file.source.location
    this.index = file.index.gzi === undefined ? 'fai' : 'fai and gzi'
    this.names = file.index.fai.entries.map(entry => entry.name)
    this.#places = new Map(this.names.map((name, place) => [name, place]))
  }

  find(name: string): number {
    return this.#places.get(name) ?? -1
  }

  lengthOf(place: number): number {
    return this.#entry(place).length
  }

  async fetch(spans: SequenceSpans, signal?: AbortSignal): Promise<{ readonly bytes: Uint8Array; readonly offsets: Int32Array }> {
    const offsets = new Int32Array(spans.length + 1)
    const froms = new Float64Array(spans.length)
    const tos = new Float64Array(spans.length)
    for (let i = 0; i < spans.length; i++) {
      // i lies below the length of every array
      const [start, end] = [spans.starts[i]!, spans.ends[i]!]
      const entry = this.#entry(spans.places[i]!)
      offsets[i + 1] = offsets[i]! + end - start
      froms[i] = start === end ? -1 : baseOffset(entry, start)
      tos[i] = start === end ? -1 : baseOffset(entry, end - 1) + 1
    }
    const bytes = new Uint8Array(offsets[spans.length]!)
    const order = Uint32Array.from(froms.keys()).sort((a, b) => froms[a]! - froms[b]!)
    const file = signal ? { ...this.#file, context: { ...this.#file.context, signal } } : this.#file
    for (let first = 0; first < order.length; ) {
      const from = froms[order[first]!]!
      let to = tos[order[first]!]!
      let next = first + 1
      for (; next < order.length; next++) {
        const span = order[next]!
        const end = Math.max(to, tos[span]!)
        if (froms[span]! - to > MOST_GAP_BYTES || (end > to && end - from > MOST_READ_BYTES)) break
        to = end
      }
      if (from >= 0) await this.#fill(file, { spans, group: order.subarray(first, next), from, to, froms, tos, bytes, offsets })
      first = next
    }
    return { bytes, offsets }
  }

  close(): Promise<void> {
    return this.#file.source.close()
  }

  /** The spans of a group, which lie in the text from `from` to `to`. */
  async #fill(file: IndexedFasta, read: GroupRead): Promise<void> {
    const { spans, group, from, froms, tos, bytes, offsets } = read
    const text = await readText(file, from, read.to)
    for (const span of group) {
      const place = spans.places[span]!
      const entry = this.#entry(place)
      if (!this.#checked.has(place)) {
        await checkHeader(file, entry)
        this.#checked.add(place)
      }
      const part = { bytes: text.subarray(froms[span]! - from, tos[span]! - from), from: froms[span]! }
      copyBases(file, entry, part, bytes.subarray(offsets[span]!, offsets[span + 1]!))
    }
  }

  /** Callers know the places from find(). */
  #entry(place: number): FaiEntry {
    return this.#file.index.fai.entries[place]!
  }
}

interface GroupRead {
  readonly spans: SequenceSpans
  readonly group: Uint32Array
  readonly from: number
  readonly to: number
  readonly froms: Float64Array
  readonly tos: Float64Array
  readonly bytes: Uint8Array
  readonly offsets: Int32Array
}
