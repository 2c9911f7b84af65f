/** The dictionaries of one scan at the receiver: one a column, whatever streams its batches come from. */
import { createDictionary } from '../create-dictionary.ts'
import type { Dictionary } from '../dictionary.ts'

export class ReceivedDictionaries {
  private readonly byPath = new Map<string, Dictionary>()

  /** `path`: where the column stands in the schema, '2' or '2.0'. */
  at(path: string): Dictionary {
    const known = this.byPath.get(path) ?? createDictionary()
    this.byPath.set(path, known)
    return known
  }
}
