import { expect, test } from 'vitest'
import { parseSlt } from './parse-slt.ts'

test('reads statements, queries, errors, conditions and includes with their lines', () => {
  const records = parseSlt(
    [
      '# a comment',
      'statement ok',
      'CREATE TABLE t AS',
      'SELECT 1',
      '',
      'skipif workers',
      'onlyif node',
      'statement error Column "x" not found',
      'SELECT x FROM t',
      '',
      'query IT rowsort label1',
      'SELECT a, b FROM t',
      '----',
      '1 one',
      '2 (empty)',
      '',
      'include other.slt',
      'halt',
    ].join('\n'),
    'a.slt',
  )
  expect(records).toEqual([
    { kind: 'statement', sql: 'CREATE TABLE t AS\nSELECT 1', line: 2, endLine: 5, conditions: [] },
    {
      kind: 'statement',
      sql: 'SELECT x FROM t',
      error: 'Column "x" not found',
      line: 8,
      endLine: 10,
      conditions: [
        { when: 'skipif', word: 'workers' },
        { when: 'onlyif', word: 'node' },
      ],
    },
    {
      kind: 'query',
      sql: 'SELECT a, b FROM t',
      types: 'IT',
      sort: 'rowsort',
      label: 'label1',
      expected: ['1 one', '2 (empty)'],
      line: 11,
      endLine: 16,
      conditions: [],
    },
    { kind: 'include', path: 'other.slt', line: 17, endLine: 18, conditions: [] },
    { kind: 'halt', line: 18, endLine: 19, conditions: [] },
  ])
})

test('an empty result has a bar and no rows', () => {
  expect(parseSlt('query I\nSELECT 1 WHERE false\n----\n', 'a.slt')).toMatchObject([{ expected: [] }])
})

test('says where it does not understand', () => {
  expect(() => parseSlt('\nqurey I\nSELECT 1\n', 'a.slt')).toThrow('a.slt:2: expected "statement ok"')
  expect(() => parseSlt('query I\nSELECT 1\n', 'a.slt')).toThrow('a.slt:1: a query needs a line "----" before its rows')
})
