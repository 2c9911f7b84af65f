import { expect, test } from 'vitest'
import { parseShellOptions } from './shell-options.ts'

test('reads inputs, formats and settings', () => {
  expect(parseShellOptions(['-csv', '-c', 'SELECT 1', '-f', 'a.sql', '-', '--set', 'execution.workers = off', '--max-rows=5'])).toEqual({
    action: 'run',
    inputs: [{ kind: 'text', sql: 'SELECT 1' }, { kind: 'file', path: 'a.sql' }, { kind: 'stdin' }],
    format: 'csv',
    maxRows: 5,
    settings: [['execution.workers', 'off']],
  })
  expect(parseShellOptions([])).toEqual({ action: 'run', inputs: [], maxRows: 40, settings: [] })
  expect(parseShellOptions(['--format', 'jsonl']).format).toBe('jsonl')
  expect(parseShellOptions(['--version']).action).toBe('version')
})

test.each([
  [['-cvs'], 'Unknown argument "-cvs". Did you mean "-csv"?'],
  [['--format', 'cvs'], 'There is no output format "cvs". Did you mean "csv"?'],
  [['-c'], '-c needs a value after it.'],
  [['--max-rows', 'all'], '--max-rows takes a whole number (0: no limit), not "all".'],
  [['SELECT 1'], 'Unknown argument "SELECT 1". To run SQL: locusql -c "SELECT 1"; to run a file: locusql -f FILE.'],
  [['--set', 'x'], '--set takes name=value, not "x".'],
])('%j', (args, message) => {
  expect(() => parseShellOptions(args)).toThrow(message)
})
