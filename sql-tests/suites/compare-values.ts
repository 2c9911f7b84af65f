/** Whether rows are those that a record expects: one value a line, one row a line, or a hash. */
import { createHash } from 'node:crypto'
import type { SuiteDialect, SuiteSort } from './suite-record.ts'

export interface Expectation {
  readonly dialect: SuiteDialect
  readonly sort: SuiteSort
  readonly expected: readonly string[]
  /** More values than this are one hash; 0 is no limit. */
  readonly hashThreshold: number
}

/** Undefined where they are equal, else what differs. */
export function compareValues(rows: readonly (readonly string[])[], expectation: Expectation): string | undefined {
  const { expected, dialect } = expectation
  const sorted = sortValues(rows, expectation.sort)
  const values = sorted.flat()
  const hash = /^(\d+) values hashing to ([0-9a-f]{32})$/.exec(expected[0] ?? '')
  if (hash) {
    const actual = `${values.length} values hashing to ${hashOf(values)}`
    return actual === hash[0] ? undefined : `expected ${hash[0]}, got ${actual}`
  }
  const columns = rows[0]?.length ?? 0
  const wanted = expectedValues(expectation, { rows: rows.length, columns })
  const same = dialect === 'duckdb' ? duckdbEqual : (a: string, b: string) => a === b
  const actual = dialect === 'datafusion' ? sorted.map(row => row.join(' ').trim().replace(/\s+/g, ' ')) : values
  const lines = dialect === 'datafusion' && expectation.sort !== 'nosort' ? sortedText(wanted) : wanted
  const equal = actual.length === lines.length && actual.every((value, i) => same(value, lines[i] ?? ''))
  return equal ? undefined : `expected:\n${indent(expected)}\ngot:\n${indent(sorted.map(row => row.join('\t')))}`
}

export function hashOf(values: readonly string[]): string {
  const hash = createHash('md5')
  for (const value of values) hash.update(`${value}\n`)
  return hash.digest('hex')
}

/** As lists: rowsort keeps rows, valuesort makes a row of each value. */
export function sortValues(rows: readonly (readonly string[])[], sort: SuiteSort): readonly (readonly string[])[] {
  if (sort === 'valuesort') return sortedText(rows.flat()).map(value => [value])
  if (sort === 'nosort') return rows
  return [...rows].sort((a, b) => {
    const at = a.findIndex((value, i) => value !== b[i])
    return at < 0 ? 0 : byBytes(a[at] ?? '', b[at] ?? '')
  })
}

function expectedValues(
  { dialect, expected, sort }: Expectation,
  size: { readonly rows: number; readonly columns: number },
): readonly string[] {
  if (dialect === 'datafusion') return expected.map(line => line.trim().replace(/\s+/g, ' '))
  if (dialect === 'sqlite') return expected
  // Columns may be lined up with several tabs.
  const cells = expected.map(line => line.split('\t').filter(cell => cell !== ''))
  const byRow = size.columns > 1 && expected.length === size.rows && cells.every(row => row.length === size.columns)
  return byRow ? sortValues(cells, sort).flat() : expected
}

/** DuckDB compares numbers as numbers, truths by their meaning, and knows expressions; so do we inside lists and structs. */
function duckdbEqual(actual: string, expected: string): boolean {
  if (actual === expected) return true
  const pattern = /^<(!?)REGEX>:([\s\S]*)$/.exec(expected)
  if (pattern) return new RegExp(`^(?:${pattern[2]})$`, 's').test(actual) === (pattern[1] === '')
  if (truth(actual) !== undefined && truth(actual) === truth(expected)) return true
  if (sameNumber(actual, expected)) return true
  if (!/^[[{(]/.test(expected)) return false
  const a = parts(actual)
  const b = parts(expected)
  return a.length === b.length && a.every((part, i) => part === b[i] || sameNumber(part, b[i] ?? ''))
}

function truth(text: string): boolean | undefined {
  const word = text.toLowerCase()
  return word === 'true' || word === '1' ? true : word === 'false' || word === '0' ? false : undefined
}

function sameNumber(a: string, b: string): boolean {
  if (a.trim() === '' || b.trim() === '') return false
  const [x, y] = [Number(a), Number(b)]
  return x === y
    ? !(/^-?\d{16,}$/.test(a) && /^-?\d{16,}$/.test(b))
    : Math.abs(x - y) <= 0.0001 * Math.max(Math.abs(x), Math.abs(y)) && /[.e]/i.test(a + b)
}

/** Names of struct fields stand in quotes or not. */
function parts(text: string): readonly string[] {
  return text.replace(/'([^']*)'\s*:/g, '$1:').split(/(?<=[[{,(:])\s*|\s*(?=[\]},)])/)
}

function sortedText(values: readonly string[]): readonly string[] {
  return [...values].sort(byBytes)
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

function indent(lines: readonly string[]): string {
  const shown = lines.slice(0, 20).map(line => `  ${line}`)
  return lines.length > 20 ? [...shown, `  … ${lines.length - 20} more`].join('\n') : shown.join('\n')
}
