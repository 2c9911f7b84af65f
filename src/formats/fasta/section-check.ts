/** Compares the records of a chunk with what the FAI says of it: an index that belongs to other data must not lose records unseen. */
import { baseOffset } from '../../index/fai-index.ts'
import type { FastaIndex } from './fasta-index.ts'
import type { FastaSection } from './fasta-sections.ts'

export class SectionCheck {
  private readonly index: FastaIndex
  private readonly expected: readonly FastaSection[]
  private readonly location: string
  private readonly decoder = new TextDecoder()
  private next = 0

  constructor(index: FastaIndex, expected: readonly FastaSection[], location: string) {
    this.index = index
    this.expected = expected
    this.location = location
  }

  /** `lettersEnd`: bytes from behind the header's line to behind the last letter. */
  check(name: Uint8Array, lettersEnd: number): void {
    const { fai } = this.index
    const text = this.decoder.decode(name.slice())
    const entry = this.expected[this.next]?.entry
    if (entry?.name !== text) {
      // samtools lists the first of several sequences of one name, and none without letters.
      if (fai.find(text) !== undefined || lettersEnd === 0) return
      throw fai.misfit(this.location, `it does not know the sequence "${text}"`)
    }
    this.next++
    const wanted = entry.length === 0 ? 0 : baseOffset(entry, entry.length - 1) + 1 - entry.offset
    if (lettersEnd === wanted) return
    throw fai.misfit(this.location, `the last base of "${text}" is byte ${lettersEnd} behind its header, and the index says ${wanted}`)
  }

  finish(): void {
    const missing = this.expected[this.next]?.entry
    if (missing !== undefined) throw this.index.fai.misfit(this.location, `the sequence "${missing.name}" is not where it says`)
  }
}
