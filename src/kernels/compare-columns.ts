/** Compares two columns of one type row by row; utf8 and dictionary count as one. NULL where either is NULL. */
import { bitmapBytes } from '../columnar/bitmap.ts'
import type { Column } from '../columnar/column.ts'
import { isWideDecimal } from '../columnar/decimal-words.ts'
import { isValid } from '../columnar/is-valid.ts'
import { booleanColumn, commonValidity } from './boolean-column.ts'
import {
  compareFloat64Pairs,
  compareInt32Pairs,
  compareUint32Pairs,
  compareWordPairs,
  EQUAL,
  GREATER,
  LESS,
  type Outcome,
} from './compare-pairs.ts'
import { compareTextPairs } from './compare-text.ts'
import { valueComparator } from './compare-values.ts'
import { float64Values, int32Values, wordsOf } from './number-arrays.ts'
import { textRows } from './text-rows.ts'

export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>='

const accepted: { readonly [op in ComparisonOperator]: number } = {
  '=': EQUAL,
  '<>': LESS | GREATER,
  '<': LESS,
  '<=': LESS | EQUAL,
  '>': GREATER,
  '>=': GREATER | EQUAL,
}

/** Which of LESS, EQUAL, GREATER make the operator true. */
export function outcomesOf(op: ComparisonOperator): number {
  return accepted[op]
}

export function compareColumns(op: ComparisonOperator, left: Column, right: Column): Column {
  const { length } = left
  const bits = new Uint8Array(bitmapBytes(length))
  const validity = commonValidity([left, right], length)
  if (left.type.kind !== 'null' && right.type.kind !== 'null') compareInto(left, right, { bits, accept: outcomesOf(op) })
  return booleanColumn(bits, length, validity)
}

function compareInto(left: Column, right: Column, outcome: Outcome): void {
  const { length } = left
  switch (left.type.kind) {
    case 'int8':
    case 'int16':
    case 'int32':
    case 'uint8':
    case 'uint16':
    case 'date':
      compareInt32Pairs(int32Values(left), int32Values(right), length, outcome)
      break
    case 'uint32':
      compareUint32Pairs(left.values as Uint32Array, right.values as Uint32Array, length, outcome)
      break
    case 'float32':
    case 'float64':
      compareFloat64Pairs(float64Values(left), float64Values(right), length, outcome)
      break
    case 'int64':
    case 'timestamp':
    case 'time':
    case 'decimal':
      if (isWideDecimal(left.type)) compareNested(left, right, outcome)
      else compareWordPairs(wordsOf(left), wordsOf(right), length, { ...outcome, flipHigh: 0 })
      break
    case 'uint64':
      compareWordPairs(wordsOf(left), wordsOf(right), length, { ...outcome, flipHigh: -0x80000000 })
      break
    case 'boolean':
      compareInt32Pairs(bitValues(left), bitValues(right), length, outcome)
      break
    case 'dictionary':
      if (right.dictionary === left.dictionary && isEquality(outcome.accept)) {
        compareInt32Pairs(int32Values(left), int32Values(right), length, outcome)
      } else compareTextPairs(textRows(left), textRows(right), length, outcome)
      break
    case 'utf8':
    case 'binary':
      compareTextPairs(textRows(left), textRows(right), length, outcome)
      break
    default:
      compareNested(left, right, outcome)
  }
}

function isEquality(accept: number): boolean {
  return accept === EQUAL || accept === (LESS | GREATER)
}

function bitValues(column: Column): Int32Array {
  const bits = column.values as Uint8Array // of a boolean column
  const out = new Int32Array(column.length)
  for (let i = 0; i < out.length; i++) out[i] = (bits[i >>> 3]! >>> (i & 7)) & 1 // a bit for every row
  return out
}

/** Lists, structs, intervals and wide decimals, row by row where neither is NULL. */
function compareNested(left: Column, right: Column, { bits, accept }: Outcome): void {
  const compare = valueComparator(left, right)
  for (let row = 0; row < left.length; row++) {
    if (!isValid(left, row) || !isValid(right, row)) continue
    bits[row >>> 3]! |= ((accept >> (1 + Math.sign(compare(row, row)))) & 1) << (row & 7) // a bit for every row
  }
}
