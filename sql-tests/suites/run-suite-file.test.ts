import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runSuiteFile } from './run-suite-file.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'locusql-suites-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** `i` and `type` as DuckDB's files write the variables of loops. */
function variable(text: string): string {
  return text.replace(/\b(i|type)\b/, '$${$1}')
}

async function statuses(name: string, lines: readonly string[]): Promise<readonly string[]> {
  const file = path.join(folder, name)
  writeFileSync(file, lines.join('\n'))
  const { outcomes } = await runSuiteFile(file, { secondsForEach: 20 })
  return outcomes.map(({ line, status, message }) => [line, status, message?.split('\n')[0]].filter(part => part !== undefined).join(' '))
}

test('SQLite: values one a line by the letters of the query, hashes, labels, other engines', async () => {
  const lines = [
    'hash-threshold 3',
    'onlyif mysql',
    'statement ok',
    'nonsense',
    '',
    'skipif locusql',
    'halt',
    '',
    'query IRTI rowsort same',
    "SELECT 7, 2, 'a' || chr(1), NULL UNION ALL SELECT 10, 0.5, '', 1 = 1",
    '----',
    '10',
    '0.500',
    '(empty)',
    '1',
    '7',
    '2.000',
    'a@',
    'NULL',
    '',
    'query I valuesort',
    'SELECT * FROM (VALUES (3), (1), (2), (4)) AS t',
    '----',
    '4 values hashing to 302c28003d487124d97c242de94da856',
    '',
    'query I valuesort',
    'SELECT * FROM (VALUES (3), (1), (2), (5)) AS t',
    '----',
    '4 values hashing to 302c28003d487124d97c242de94da856',
    '',
    'query I rowsort same',
    'SELECT 1',
    '----',
    '1',
    '',
    'onlyif mysql',
    'halt',
    '',
    'statement error',
    'SELECT nothing',
    '',
    'statement error',
    'SELECT 1',
  ]
  expect(await statuses('sqlite.test', lines)).toEqual([
    '9 passed',
    '21 passed',
    '26 failed expected 4 values hashing to 302c28003d487124d97c242de94da856, got 4 values hashing to d8b14206c9ebc5399fb0ec39771ee333',
    '31 failed differs from the other query labelled same',
    '39 passed',
    '42 failed succeeded, but should have failed',
  ])
})

test('DataFusion: one row a line, blanks as one', async () => {
  const lines = ['query IRT rowsort', "SELECT 2, 0.1 + 0.2, 'b  c' UNION ALL SELECT 1, 2.0, ''", '----', '1  2 (empty)', '2 0.3 b c']
  expect(await statuses('datafusion.slt', lines)).toEqual(['1 passed'])
})

test('DuckDB: rows by tabs or values, loops, requirements, expressions', async () => {
  const lines = [
    'loop i 0 2',
    'query II',
    variable('SELECT i, 1.0'),
    '----',
    variable('i\t1'),
    '',
    'onlyif i=1',
    'query I',
    variable('SELECT i = 1'),
    '----',
    '1',
    '',
    'endloop',
    'foreach type <signed> !hugeint',
    'statement ok',
    variable('SELECT 1::type'),
    '',
    'endloop',
    'query T',
    "SELECT 'abc'",
    '----',
    '<REGEX>:.*b.',
    '',
    'concurrentloop i 0 2',
    'statement ok',
    'SELECT 1',
    '',
    'endloop',
    'require httpfs',
    'query I',
    'SELECT 1',
    '----',
    '2',
  ]
  expect(await statuses('duckdb.test', lines)).toEqual([
    '2 passed',
    '2 passed',
    '8 passed',
    ...['15 passed', '15 passed', '15 passed', '15 passed'],
    '19 passed',
    '25 skipped concurrentloop',
    '30 skipped requires httpfs',
  ])
})
