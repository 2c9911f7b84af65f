/** Reads a public sqllogictest file into its directives; loops hold those of their body. */
import { loopValues } from './loop-values.ts'
import type { SuiteCondition, SuiteRecord, SuiteSort } from './suite-record.ts'

const SORTS: readonly string[] = ['nosort', 'rowsort', 'valuesort']
/** Words that ask for something of the test machine, not of the engine. */
const IGNORED = new Set(['tags', 'sleep', 'reset', 'set', 'test-env', 'unzip', 'subtest', 'control', 'continue', 'connection', 'system'])

interface Reader {
  readonly lines: readonly string[]
  at: number
}

export function parseSuite(text: string): readonly SuiteRecord[] {
  const lines = text.split('\n').map(line => line.replace(/\r$/, ''))
  return readBody({ lines, at: 0 }, 'file')
}

function readBody(reader: Reader, inside: 'file' | 'loop'): readonly SuiteRecord[] {
  const records: SuiteRecord[] = []
  let conditions: SuiteCondition[] = []
  for (; reader.at < reader.lines.length; ) {
    const line = (reader.lines[reader.at] ?? '').trim()
    const words = line.split(/\s+/)
    const word = words[0] ?? ''
    if (line === '' || line.startsWith('#')) reader.at++
    else if (word === 'skipif' || word === 'onlyif') {
      conditions.push({
        when: word,
        word: words
          .slice(1)
          .join(' ')
          .replace(/\s*#.*$/, ''),
      })
      reader.at++
    } else if (word === 'endloop' || word === 'endif') {
      reader.at++
      if (inside === 'loop') return records
    } else {
      const record = readRecord(reader, words, conditions)
      if (record) records.push(record)
      conditions = []
    }
  }
  return records
}

function readRecord(reader: Reader, words: readonly string[], conditions: readonly SuiteCondition[]): SuiteRecord | undefined {
  const [word = '', second = '', ...rest] = words
  const common = { line: reader.at + 1, conditions }
  reader.at++
  switch (word) {
    case 'statement':
      return { kind: 'statement', expects: second === 'ok' || second === 'maybe' ? second : 'error', sql: readBlock(reader).sql, ...common }
    case 'query': {
      const { sql, expected } = readBlock(reader)
      if (second === 'error') return { kind: 'statement', expects: 'error', sql, ...common }
      const sort = (SORTS.includes(rest[0] ?? '') ? rest[0] : 'nosort') as SuiteSort // found in SORTS
      // Behind the sort stands a label; elsewhere the name of a connection.
      const label = SORTS.includes(rest[0] ?? '') ? rest[1] : undefined
      return { kind: 'query', sql, types: second, sort, expected, ...(label !== undefined && { label }), ...common }
    }
    case 'hash-threshold':
      return { kind: 'hash-threshold', values: Number(second), ...common }
    case 'halt':
      return { kind: 'halt', ...common }
    case 'include':
      return { kind: 'include', path: second, ...common }
    case 'require':
    case 'require-env':
    case 'load':
    case 'restart':
    case 'reconnect':
      return { kind: 'require', what: [word === 'require' ? '' : word, second, ...rest].join(' ').trim(), ...common }
    case 'mode':
      return { kind: 'mode', word: second, ...common }
    case 'loop':
    case 'foreach':
      return { kind: 'loop', variable: second, values: loopValues(word, rest), body: readBody(reader, 'loop'), ...common }
    case 'concurrentloop':
    case 'concurrentforeach':
    case 'template':
    case 'if':
      return { kind: 'unsupported', what: word, body: readBody(reader, 'loop'), ...common }
    default:
      if (IGNORED.has(word)) return undefined
      return {
        kind: 'unsupported',
        what: `directive ${word}`,
        body: [{ kind: 'statement', sql: words.join(' '), expects: 'ok', ...common }],
        ...common,
      }
  }
}

/** The SQL up to `----` or a blank line, and what stands below `----` up to the next blank line. */
function readBlock(reader: Reader): { readonly sql: string; readonly expected: readonly string[] } {
  const sql: string[] = []
  const expected: string[] = []
  let below = false
  for (; reader.at < reader.lines.length; reader.at++) {
    const line = reader.lines[reader.at] ?? ''
    if (line.trim() === '') break
    if (!below && line.trim() === '----') below = true
    else if (below) expected.push(line)
    else sql.push(line)
  }
  return { sql: sql.join('\n'), expected }
}
