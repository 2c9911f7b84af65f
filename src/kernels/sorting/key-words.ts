/** One sort key as 32-bit words of rows, level by level: of two rows that one comes first whose first differing word is the smaller. */
import { getBit } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import { sliceColumn } from '../../columnar/slice-column.ts'
import type { SortDirection } from '../sort-direction.ts'
import { orderWords } from './order-words.ts'
import { textLengths, textPrefixes } from './sort-text.ts'

export interface KeyWords {
  readonly firstLevel: number
  /** The words of some rows that agree in all earlier levels. */
  words(rows: Uint32Array, level: number): Uint32Array
  /** The level at which rows that agree up to `level` may still differ; undefined: they are equal. */
  next(rows: Uint32Array, level: number): number | undefined
}

/** Rows turned into words before the next look at the clock. */
const STEP_ROWS = 1 << 18

/** Whether the value is NULL: a level of its own before the others. */
const VALIDITY = -2

/** After the last bytes of a text: what is left to differ is with how many zeros it ends. */
const LENGTH = -1

/** Undefined for types without such words: lists, structs, intervals, wide decimals, and dictionaries. */
export async function keyWords(
  column: Column,
  direction: SortDirection,
  context: { breathe(): Promise<void> | undefined },
): Promise<KeyWords | undefined> {
  const { kind } = column.type
  const words = kind === 'utf8' || kind === 'binary' ? textWords(column) : await numberWords(column, context)
  if (words === undefined) return undefined
  const directed = direction.descending ? turnedRound(words) : words
  return column.validity === undefined ? directed : afterValidity(directed, column.validity, direction)
}

async function numberWords(column: Column, context: { breathe(): Promise<void> | undefined }): Promise<KeyWords | undefined> {
  if (orderWords(sliceColumn(column, 0, 0)) === undefined) return undefined
  const high = new Uint32Array(column.length)
  let low: Uint32Array | undefined
  for (let start = 0; start < column.length; start += STEP_ROWS) {
    const some = orderWords(sliceColumn(column, start, Math.min(column.length, start + STEP_ROWS)))! // as of the empty slice
    high.set(some.high, start)
    if (some.low) {
      low ??= new Uint32Array(column.length)
      low.set(some.low, start)
    }
    await context.breathe()
  }
  return {
    firstLevel: 0,
    words: (rows, level) => gather(level === 0 ? high : low!, rows), // `next` leads to the low words where there are some
    next: (_, level) => (level === 0 && low !== undefined ? 1 : undefined),
  }
}

/** Level n is bytes 4n to 4n + 3. */
function textWords(column: Column): KeyWords {
  const offsets = column.offsets! // of a text column
  return {
    firstLevel: 0,
    words: (rows, level) => (level === LENGTH ? textLengths(column, rows) : textPrefixes(column, rows, level * 4)),
    next(rows, level) {
      if (level === LENGTH) return undefined
      const depth = (level + 1) * 4
      for (let i = 0; i < rows.length; i++) if (offsets[rows[i]! + 1]! - offsets[rows[i]!]! > depth) return level + 1
      return LENGTH
    },
  }
}

function turnedRound(key: KeyWords): KeyWords {
  return {
    ...key,
    words(rows, level) {
      const words = key.words(rows, level)
      for (let i = 0; i < words.length; i++) words[i] = ~words[i]!
      return words
    },
  }
}

function afterValidity(key: KeyWords, validity: Uint8Array, { nullsFirst }: SortDirection): KeyWords {
  const whenValid = nullsFirst ? 1 : 0
  return {
    firstLevel: VALIDITY,
    words(rows, level) {
      if (level !== VALIDITY) return key.words(rows, level)
      return rows.map(row => (getBit(validity, row) ? whenValid : 1 - whenValid))
    },
    next(rows, level) {
      if (level !== VALIDITY) return key.next(rows, level)
      const [row] = rows
      return row !== undefined && getBit(validity, row) ? key.firstLevel : undefined
    },
  }
}

function gather(words: Uint32Array, rows: Uint32Array): Uint32Array {
  const out = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i++) out[i] = words[rows[i]!]! // rows are rows of the column
  return out
}
