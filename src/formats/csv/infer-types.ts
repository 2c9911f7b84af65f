/** The type of a column from some of its values: the first of BOOLEAN, BIGINT, DOUBLE, DATE, TIMESTAMP that fits all of them, else VARCHAR. */
import type { DataType } from '../../columnar/data-type.ts'
import { parseDate, parseTimestamp } from '../../kernels/parse-text.ts'

const INTEGER = /^[+-]?\d{1,19}$/
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$|^[+-]?(inf|infinity)$|^nan$/i
const MAX_INT64 = 2n ** 63n

interface Candidate {
  readonly type: DataType
  fits(text: string): boolean
}

const CANDIDATES: readonly Candidate[] = [
  { type: { kind: 'boolean' }, fits: text => /^(true|false)$/i.test(text) },
  { type: { kind: 'int64' }, fits: isInt64 },
  { type: { kind: 'float64' }, fits: text => NUMBER.test(text) },
  { type: { kind: 'date' }, fits: text => /^\d{4}-\d{1,2}-\d{1,2}$/.test(text) && parseDate(text) !== undefined },
  { type: { kind: 'timestamp', unit: 'us' }, fits: text => /^\d{4}-/.test(text) && parseTimestamp(text) !== undefined },
]

/** Undefined: there is no value to tell by. Blanks around a value do not count. */
export function inferType(values: Iterable<string>): DataType | undefined {
  let candidates = CANDIDATES
  let isLong = false
  let hasValue = false
  for (const value of values) {
    const text = value.trim()
    hasValue = true
    if (candidates.length === 0) break
    if (!candidates.every(candidate => candidate.fits(text))) candidates = candidates.filter(candidate => candidate.fits(text))
    // In JavaScript a column of such numbers must be of bigints.
    isLong ||= text.length > 15 && INTEGER.test(text) && !Number.isSafeInteger(Number(text))
  }
  if (!hasValue) return undefined
  const [first] = candidates
  if (first === undefined) return { kind: 'utf8' }
  return first.type.kind === 'int64' && isLong ? { kind: 'int64', declared: true } : first.type
}

function isInt64(text: string): boolean {
  if (!INTEGER.test(text)) return false
  if (text.length < 19) return true
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text)
  return value < MAX_INT64 && value >= -MAX_INT64
}
