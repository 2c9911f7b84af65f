/** Reads an .slt file into its records. Blank lines end a record, `#` begins a comment outside SQL. */
import type { SltCondition, SltRecord, SltSort } from './slt-record.ts'

const SORTS: readonly string[] = ['nosort', 'rowsort', 'valuesort']

export function parseSlt(text: string, file: string): readonly SltRecord[] {
  const lines = text.split('\n').map(line => line.replace(/\r$/, ''))
  const records: SltRecord[] = []
  let conditions: SltCondition[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at] ?? ''
    if (line.trim() === '' || line.startsWith('#')) {
      at++
      continue
    }
    const words = line.trim().split(/\s+/)
    if (words[0] === 'skipif' || words[0] === 'onlyif') {
      conditions.push({ when: words[0], word: words[1] ?? '' })
      at++
      continue
    }
    const record = parseRecord({ lines, at, file, conditions })
    records.push(record)
    conditions = []
    at = record.endLine - 1
  }
  return records
}

interface Place {
  readonly lines: readonly string[]
  readonly at: number
  readonly file: string
  readonly conditions: readonly SltCondition[]
}

function parseRecord(place: Place): SltRecord {
  const { lines, at, file, conditions } = place
  const line = (lines[at] ?? '').trim()
  const [word = '', second = '', ...rest] = line.split(/\s+/)
  const one = { line: at + 1, endLine: at + 2, conditions }
  if (word === 'include') return { kind: 'include', path: second, ...one }
  if (word === 'halt') return { kind: 'halt', ...one }

  const end = blockEnd(lines, at + 1)
  const body = lines.slice(at + 1, end)
  const common = { line: at + 1, endLine: end + 1, conditions }
  if (word === 'statement' && (second === 'ok' || second === 'error')) {
    const sql = body.join('\n')
    if (second === 'ok') return { kind: 'statement', sql, ...common }
    return { kind: 'statement', sql, error: line.replace(/^statement\s+error\s*/, ''), ...common }
  }
  if (word === 'query' && second === 'error') {
    return { kind: 'statement', sql: body.join('\n'), error: line.replace(/^query\s+error\s*/, ''), ...common }
  }
  if (word === 'query' && /^[TIRB?]+$/.test(second)) {
    const bar = body.indexOf('----')
    if (bar < 0) throw new Error(`${file}:${at + 1}: a query needs a line "----" before its rows`)
    const sort = (rest.find(option => SORTS.includes(option)) ?? 'nosort') as SltSort // found in SORTS
    const label = rest.find(option => !SORTS.includes(option))
    const parts = { sql: body.slice(0, bar).join('\n'), types: second, sort, expected: body.slice(bar + 1) }
    return { kind: 'query', ...parts, ...(label === undefined ? {} : { label }), ...common }
  }
  throw new Error(
    `${file}:${at + 1}: expected "statement ok", "statement error", "query", "include", "halt", "skipif" or "onlyif", found: ${line}`,
  )
}

/** The index of the blank line that ends the record, or of the end of the file. */
function blockEnd(lines: readonly string[], from: number): number {
  for (let i = from; i < lines.length; i++) if ((lines[i] ?? '').trim() === '') return i
  return lines.length
}
