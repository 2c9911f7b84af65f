/** Gathers the tags of some records. */
import type { SampledTag } from './tag-type.ts'

export class TagSample {
  readonly #tags = new Map<string, { readonly letters: Set<string>; beyondInt32: boolean }>()

  /** `beyondInt32`: its number is larger than an Int32 holds. */
  add(tag: string, letters: string, beyondInt32: boolean): void {
    const known = this.#tags.get(tag) ?? { letters: new Set<string>(), beyondInt32: false }
    this.#tags.set(tag, known)
    known.letters.add(letters)
    if (beyondInt32) known.beyondInt32 = true
  }

  tags(): readonly SampledTag[] {
    return [...this.#tags].map(([tag, known]) => ({ tag, ...known }))
  }
}
