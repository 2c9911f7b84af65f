/** A comparison that the vector loops know: of a fixed-width column with a constant, of a dictionary's column with a text, or of two columns. */
import type { DataType } from '../../columnar/data-type.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import type { ComparisonOperator } from '../compare-columns.ts'
import { integerLimits } from '../integer-limits.ts'
import { previousFloat } from '../previous-float.ts'

interface OfColumn {
  /** Place in the batch. */
  readonly column: number
  readonly kind: DataType['kind']
  /** 0, or 0xffff for the opposite answer. */
  readonly flip: number
}

/** Integers inside low … high, both ends included; dates are days. */
export type RangeTerm = OfColumn & { readonly term: 'range'; readonly low: bigint; readonly high: bigint }

export type MaskTerm =
  | RangeTerm
  | (OfColumn & { readonly term: 'float'; readonly test: 'at-most' | 'equal'; readonly value: number })
  | (OfColumn & { readonly term: 'entry'; readonly text: string })
  | (OfColumn & { readonly term: 'pair'; readonly test: 'at-most' | 'equal'; readonly other: number })

const OPPOSITE = 0xffff

/** Undefined: not one of those. The value is of the column's type, text for a dictionary. */
export function constantTerm(column: number, type: DataType, { op, value }: { readonly op: ComparisonOperator; readonly value: Scalar }) {
  const { kind } = type
  if (kind === 'dictionary') return typeof value === 'string' ? entryTerm(column, op, value) : undefined
  if (kind === 'float64') return typeof value === 'number' && !Number.isNaN(value) ? floatTerm(column, op, value) : undefined
  const whole = typeof value === 'bigint' ? value : Number.isSafeInteger(value) ? BigInt(value as number) : undefined // a safe integer is a number
  return whole !== undefined && isWhole(type) ? rangeTerm(column, type, { op, value: whole }) : undefined
}

/** Compares two columns of one type; undefined: not of those types. */
export function pairTerm(columns: readonly [number, number], type: DataType, op: ComparisonOperator): MaskTerm | undefined {
  if (!isWhole(type) || type.kind.endsWith('8') || type.kind.endsWith('16')) return undefined
  const flip = op === '<>' || op === '>' || op === '<' ? OPPOSITE : 0
  const test = op === '=' || op === '<>' ? 'equal' : 'at-most'
  // a < b is the opposite of b <= a, and a >= b is b <= a.
  const [column, other] = op === '<' || op === '>=' ? [columns[1], columns[0]] : columns
  return { term: 'pair', test, column, other, kind: type.kind, flip }
}

/** Neighbouring ranges of one column as one: BETWEEN. */
export function mergeRanges(terms: readonly MaskTerm[]): readonly MaskTerm[] {
  const merged: MaskTerm[] = []
  for (const term of terms) {
    const last = merged.at(-1)
    const both = last?.term === 'range' && term.term === 'range' && last.column === term.column && last.flip === 0 && term.flip === 0
    if (!both) merged.push(term)
    else {
      const low = last.low > term.low ? last.low : term.low
      const high = last.high < term.high ? last.high : term.high
      merged[merged.length - 1] = low <= high ? { ...last, low, high } : { ...last, ...wholeRange(last.kind), flip: OPPOSITE }
    }
  }
  return merged
}

/** Integers, dates, timestamps, and decimals of up to 18 digits: what is compared as a whole number of up to 64 bits. */
function isWhole(type: DataType): boolean {
  const { kind } = type
  return kind.includes('int') || kind === 'date' || kind === 'timestamp' || (kind === 'decimal' && type.precision <= 18)
}

function rangeTerm(column: number, type: DataType, { op, value }: { readonly op: ComparisonOperator; readonly value: bigint }): RangeTerm {
  const all = wholeRange(type.kind)
  const flip = op === '<>' ? OPPOSITE : 0
  let { low, high } = all
  if (op === '=' || op === '<>' || op === '>=' || op === '>') low = op === '>' ? value + 1n : value
  if (op === '=' || op === '<>' || op === '<=' || op === '<') high = op === '<' ? value - 1n : value
  if (low < all.low) low = all.low
  if (high > all.high) high = all.high
  const base = { term: 'range', column, kind: type.kind } as const
  return low <= high ? { ...base, low, high, flip } : { ...base, ...all, flip: flip ^ OPPOSITE }
}

function wholeRange(kind: DataType['kind']): { readonly low: bigint; readonly high: bigint } {
  // Days are 32 bits; timestamps and decimals have no limits of their own, and get those of 64 bits.
  const { min, max } = integerLimits({ kind: kind === 'date' ? 'int32' : kind } as DataType) // only the kind is looked at
  return { low: min, high: max }
}

function entryTerm(column: number, op: ComparisonOperator, text: string): MaskTerm | undefined {
  if (op !== '=' && op !== '<>') return undefined
  return { term: 'entry', column, kind: 'dictionary', text, flip: op === '<>' ? OPPOSITE : 0 }
}

/** NaN is greater than every number: so `>` is the opposite of `<=`. */
function floatTerm(column: number, op: ComparisonOperator, value: number): MaskTerm | undefined {
  const base = { term: 'float', column, kind: 'float64' } as const
  if (op === '=' || op === '<>') return { ...base, test: 'equal', value, flip: op === '<>' ? OPPOSITE : 0 }
  const strict = op === '<' || op === '>='
  if (strict && value === Number.NEGATIVE_INFINITY) return undefined
  return { ...base, test: 'at-most', value: strict ? previousFloat(value) : value, flip: op === '>' || op === '>=' ? OPPOSITE : 0 }
}
