import { expect, test } from 'vitest'
import { endsStatement } from './ends-statement.ts'

test.each([
  ['SELECT 1;', true],
  ['SELECT 1; -- done', true],
  ['SELECT 1', false],
  ["SELECT ';", false],
  ["SELECT 'it''s;'", false],
  ["SELECT 'it''s';  \n", true],
  ['SELECT "a;', false],
  ['SELECT 1 /* ; */', false],
  ['SELECT 1 /* open ;', false],
  ['SELECT 1 -- ;', false],
])('%j', (text, ends) => {
  expect(endsStatement(text)).toBe(ends)
})
