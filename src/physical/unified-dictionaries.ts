/** Maps the dictionaries of many fragments to one append-only dictionary a column, so that codes compare across the whole scan. */
import type { Column } from '../columnar/column.ts'
import type { Dictionary } from '../columnar/dictionary.ts'

/** Codes of one source dictionary in the shared one; grows with the source. */
interface Mapping {
  codes: Int32Array
  size: number
}

interface SharedDictionary {
  readonly dictionary: Dictionary
  readonly mappings: WeakMap<Dictionary, Mapping>
}

export class UnifiedDictionaries {
  readonly #shared = new Map<string, SharedDictionary>()

  /** `place` names the column: its index, and for nested columns the path below it. */
  unify(column: Column, place: string): Column {
    if (column.dictionary) return this.#unifyCodes(column, column.dictionary, place)
    if (!column.children) return column
    let changed = false
    const children = column.children.map((child, index) => {
      const unified = this.unify(child, `${place}.${index}`)
      if (unified !== child) changed = true
      return unified
    })
    return changed ? { ...column, children } : column
  }

  #unifyCodes(column: Column, source: Dictionary, place: string): Column {
    let shared = this.#shared.get(place)
    if (!shared) {
      // The first one seen is the shared one: a scan with one dictionary costs nothing.
      shared = { dictionary: source, mappings: new WeakMap() }
      this.#shared.set(place, shared)
    }
    if (shared.dictionary === source) return column
    const mapping = shared.mappings.get(source) ?? { codes: new Int32Array(0), size: 0 }
    shared.mappings.set(source, mapping)
    extend(mapping, source, shared.dictionary)
    // Dictionary codes are int32 (columnar/column.ts).
    const values = mapCodes(column.values as Int32Array, column.length, mapping.codes)
    return { ...column, values, dictionary: shared.dictionary }
  }
}

function extend(mapping: Mapping, source: Dictionary, target: Dictionary): void {
  if (mapping.size === source.size) return
  const entries = source.values()
  const size = entries.length
  const codes = new Int32Array(size)
  codes.set(mapping.codes)
  // A dictionary's entries are Utf8: bytes with offsets, length + 1 of them.
  const bytes = entries.values as Uint8Array
  const offsets = entries.offsets!
  for (let code = mapping.size; code < size; code++) codes[code] = target.encode(bytes, offsets[code]!, offsets[code + 1]!)
  mapping.codes = codes
  mapping.size = size
}

function mapCodes(source: Int32Array, length: number, codes: Int32Array): Int32Array {
  const mapped = new Int32Array(length)
  // A code under a NULL is in range too, unless the dictionary is empty: then it stays 0.
  for (let row = 0; row < length; row++) mapped[row] = codes[source[row]!] ?? 0
  return mapped
}
