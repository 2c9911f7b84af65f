/** Which of the three dialects of sqllogictest a file is written in: by the folders it lies in, else by what it holds. */
import path from 'node:path'
import type { SuiteDialect } from './suite-record.ts'

const DIALECTS: readonly SuiteDialect[] = ['sqlite', 'datafusion', 'duckdb']

export function suiteDialect(file: string, text: string): SuiteDialect {
  const folders = path.resolve(file).toLowerCase().split(path.sep)
  const named = DIALECTS.find(dialect => folders.some(folder => folder.includes(dialect)))
  if (named) return named
  if (/^# (name|group|description): /m.test(text)) return 'duckdb'
  return file.endsWith('.slt') ? 'datafusion' : 'sqlite'
}
