import { expect, test } from 'vitest'
import { QueryError } from '../common/errors.ts'
import { showSqlError } from './error-caret.ts'

const at = (sqlOffset: number) => new QueryError('SQL', 'Wrong.', { sqlOffset })

test('shows line, column and a caret', () => {
  expect(showSqlError('SELECT a\nFORM t\nWHERE b', at(9))).toBe('Wrong. (line 2, column 1)\nFORM t\n^')
  expect(showSqlError('SELECT a FORM t', at(14))).toBe('Wrong. (line 1, column 15)\nSELECT a FORM t\n              ^')
})

test('points behind the last character for the end of the text', () => {
  expect(showSqlError('SELECT', at(6))).toBe('Wrong. (line 1, column 7)\nSELECT\n      ^')
  expect(showSqlError('SELECT\n', at(7))).toBe('Wrong. (line 2, column 1)\n\n^')
  expect(showSqlError('', at(0))).toBe('Wrong. (line 1, column 1)\n\n^')
})

test('keeps tabs so that the caret lines up, drops the carriage return, and counts characters instead of UTF-16 units', () => {
  expect(showSqlError("\tSELECT '😀' x\r\nFROM t", at(13))).toBe("Wrong. (line 1, column 13)\n\tSELECT '😀' x\n\t            ^")
})

test('cuts a long line around the place, never through a surrogate pair', () => {
  const shown = showSqlError(`SELECT ${'a, '.repeat(100)}! ${'b, '.repeat(100)}`, at(307)).split('\n')
  expect(shown[0]).toBe('Wrong. (line 1, column 308)')
  expect(shown[1]).toMatch(/^…[a, ]{50}! [b, ]{48}…$/)
  expect(shown[1]?.indexOf('!')).toBe(shown[2]?.indexOf('^'))
  for (let offset = 0; offset < 300; offset++) {
    expect(showSqlError('😀'.repeat(150), at(offset * 2 - (offset % 2)))).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])\n?$/m)
  }
})

test('an error without a place in the text, or beyond it, is its message', () => {
  expect(showSqlError('SELECT 1', new QueryError('IO', 'Gone.'))).toBe('Gone.')
  expect(showSqlError('SELECT 1', at(99))).toBe('Wrong.')
})
