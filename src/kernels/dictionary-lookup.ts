/** Applies an answer per dictionary entry to the rows: a predicate on a dictionary column is evaluated once per distinct string. */
import { bitmapBytes, getBit } from '../columnar/bitmap.ts'
import type { Column } from '../columnar/column.ts'
import type { Dictionary } from '../columnar/dictionary.ts'
import { booleanColumn } from './boolean-column.ts'

/** `evaluate` gets the entries as a utf8 column. It is called again only for a dictionary that is another or has grown. */
export function dictionaryPredicate(evaluate: (entries: Column) => Column): (column: Column) => Column {
  let known:
    | { readonly dictionary: Dictionary; readonly size: number; readonly answers: Uint8Array; readonly nulls?: Uint8Array }
    | undefined
  return column => {
    const dictionary = column.dictionary! // of a dictionary column
    if (known?.dictionary !== dictionary || known.size !== dictionary.size) {
      const result = evaluate(dictionary.values())
      const nulls = result.validity ? { nulls: byteOfEach(result.validity, dictionary.size) } : {}
      known = { dictionary, size: dictionary.size, answers: byteOfEach(result.values as Uint8Array, dictionary.size), ...nulls }
    }
    const codes = column.values as Int32Array // of a dictionary column
    const bits = lookUp(codes, column.length, known.answers)
    if (!known.nulls) return booleanColumn(bits, column.length, column.validity)
    const valid = lookUp(codes, column.length, known.nulls)
    if (column.validity) for (let i = 0; i < valid.length; i++) valid[i]! &= column.validity[i]! // one bit a row each
    return booleanColumn(bits, column.length, valid)
  }
}

function byteOfEach(bits: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let i = 0; i < length; i++) bytes[i] = +getBit(bits, i)
  return bytes
}

/** Codes under a NULL may be any number in range, or 0 of an empty dictionary. */
function lookUp(codes: Int32Array, length: number, answers: Uint8Array): Uint8Array {
  const bits = new Uint8Array(bitmapBytes(length))
  if (answers.length === 0) return bits
  for (let i = 0; i < length; i++) bits[i >>> 3]! |= answers[codes[i]!]! << (i & 7)
  return bits
}
