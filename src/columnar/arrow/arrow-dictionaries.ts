/** The dictionaries of one conversion from Arrow: one a column, however many vectors its record batches bring. */
import type { Vector } from 'apache-arrow'
import type { Column } from '../column.ts'
import { createDictionary } from '../create-dictionary.ts'
import type { Dictionary } from '../dictionary.ts'
import { isValid } from '../is-valid.ts'

interface Known {
  readonly dictionary: Dictionary
  readonly tables: WeakMap<Vector, Int32Array>
}

export class ArrowDictionaries {
  private readonly byPath = new Map<string, Known>()

  /** `path`: where the column stands, '2' or '2.0'. `table`: our code of each entry of the vector, -1 where that is NULL. */
  resolve(path: string, vector: Vector, entries: () => Column): { readonly dictionary: Dictionary; readonly table: Int32Array } {
    const known = this.byPath.get(path) ?? { dictionary: createDictionary(), tables: new WeakMap() }
    this.byPath.set(path, known)
    const { dictionary, tables } = known
    const table = tables.get(vector) ?? encodeEntries(entries(), dictionary)
    tables.set(vector, table)
    return { dictionary, table }
  }
}

function encodeEntries(entries: Column, dictionary: Dictionary): Int32Array {
  const bytes = entries.values as Uint8Array // entries are a utf8 column, so it has offsets too
  const offsets = entries.offsets!
  const table = new Int32Array(entries.length)
  for (let i = 0; i < entries.length; i++) table[i] = isValid(entries, i) ? dictionary.encode(bytes, offsets[i]!, offsets[i + 1]!) : -1
  return table
}
