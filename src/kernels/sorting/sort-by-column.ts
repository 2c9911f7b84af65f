/** Sorts rows by one column, stably: the step that sortRows repeats for each key. */
import { getBit } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { rowComparator } from '../compare-rows.ts'
import type { SortDirection } from '../sort-direction.ts'
import { orderWords } from './order-words.ts'
import { radixSort } from './radix-sort.ts'
import { sortText } from './sort-text.ts'

// `!` and casts below: Column promises the buffers of its type; rows are rows of it.

/** `rows` in their present order; it may be used up. */
export function sortByColumn(column: Column, rows: Uint32Array, direction: SortDirection): Uint32Array {
  if (column.type.kind === 'null') return rows
  if (column.nullCount === 0 || column.validity === undefined) return sortValid(column, rows, direction)
  const { valid, nulls } = partition(column.validity, rows)
  const sorted = sortValid(column, valid, direction)
  const out = new Uint32Array(rows.length)
  out.set(nulls, direction.nullsFirst ? 0 : sorted.length)
  out.set(sorted, direction.nullsFirst ? nulls.length : 0)
  return out
}

function partition(validity: Uint8Array, rows: Uint32Array): { readonly valid: Uint32Array; readonly nulls: Uint32Array } {
  const valid = new Uint32Array(rows.length)
  const nulls = new Uint32Array(rows.length)
  let numValid = 0
  let numNulls = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    if (getBit(validity, row)) valid[numValid++] = row
    else nulls[numNulls++] = row
  }
  return { valid: valid.subarray(0, numValid), nulls: nulls.subarray(0, numNulls) }
}

function sortValid(column: Column, rows: Uint32Array, direction: SortDirection): Uint32Array {
  const { descending } = direction
  switch (column.type.kind) {
    case 'utf8':
    case 'binary':
      sortText(column, rows, descending ? 'descending' : 'ascending')
      return rows
    case 'dictionary':
      return sortCodes(column, rows, direction)
    default: {
      const words = orderWords(column)
      // Lists, structs, intervals and wide decimals. Typed arrays sort stably.
      if (words === undefined) return rows.sort(rowComparator([column], [direction]))
      const byLow = words.low === undefined ? rows : radixSort(keysOf(words.low, rows, descending), rows)
      return radixSort(keysOf(words.high, byLow, descending), byLow)
    }
  }
}

function keysOf(words: Uint32Array, rows: Uint32Array, descending: boolean): Uint32Array {
  const keys = new Uint32Array(rows.length)
  if (descending) for (let i = 0; i < rows.length; i++) keys[i] = ~words[rows[i]!]!
  else for (let i = 0; i < rows.length; i++) keys[i] = words[rows[i]!]!
  return keys
}

/** By the rank of each entry; by the texts themselves where the dictionary is larger than what is sorted. */
function sortCodes(column: Column, rows: Uint32Array, { descending }: SortDirection): Uint32Array {
  const entries = column.dictionary!.values()
  const codes = column.values as Int32Array
  if (entries.length > rows.length * 2 + 64) {
    const texts = takeColumn(
      entries,
      rows.map(row => codes[row]!),
    )
    const places = rows.map((_, i) => i)
    sortText(texts, places, descending ? 'descending' : 'ascending')
    return places.map(place => rows[place]!)
  }
  const sorted = Uint32Array.from({ length: entries.length }, (_, code) => code)
  sortText(entries, sorted, descending ? 'descending' : 'ascending')
  const ranks = new Uint32Array(entries.length)
  for (let rank = 0; rank < sorted.length; rank++) ranks[sorted[rank]!] = rank
  return radixSort(
    rows.map(row => ranks[codes[row]!]!),
    rows,
  )
}
