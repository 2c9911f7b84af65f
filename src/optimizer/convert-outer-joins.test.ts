import { expect, test } from 'vitest'
import { optimizedLines } from '../../tests/support/plan-catalog.ts'
import { convertOuterJoins } from './convert-outer-joins.ts'

async function joinOf(sql: string): Promise<string | undefined> {
  const lines = await optimizedLines(sql, [convertOuterJoins])
  return lines.map(line => /(\w+Join)/.exec(line)?.[1]).find(name => name)
}

test.each([
  ['LEFT', "u.x = 'y'", 'InnerJoin'],
  ['LEFT', 'u.x IS NOT NULL', 'InnerJoin'],
  ['LEFT', 'u.a + 1 > t.a', 'InnerJoin'],
  ['LEFT', "u.x = 'y' OR u.a IN (1, 2)", 'InnerJoin'],
  ['LEFT', "u.x LIKE 'y%' AND t.b IS NULL", 'InnerJoin'],
  ['LEFT', 'u.x IS NULL', 'LeftJoin'],
  ['LEFT', "u.x = 'y' OR t.b = 'y'", 'LeftJoin'],
  ['LEFT', "coalesce(u.x, 'y') = 'y'", 'LeftJoin'],
  ['LEFT', 't.a = 1', 'LeftJoin'],
  ['RIGHT', 't.a = 1', 'InnerJoin'],
  ['RIGHT', 'u.a = 1', 'RightJoin'],
  ['FULL', 't.a = 1', 'LeftJoin'],
  ['FULL', 'u.a = 1', 'RightJoin'],
  ['FULL', 'u.a = t.a', 'InnerJoin'],
  ['FULL', 'NOT (u.a IS NULL AND t.a IS NULL)', 'FullJoin'],
])('%s JOIN under %s', async (join, predicate, expected) => {
  expect(await joinOf(`SELECT * FROM t ${join} JOIN u ON t.c > u.a WHERE ${predicate}`)).toBe(expected)
})

test('the condition of a join above refuses NULL as well', async () => {
  const lines = await optimizedLines('SELECT * FROM t LEFT JOIN u ON t.c > u.a JOIN g ON g.chrom = u.x', [convertOuterJoins])
  expect(lines.filter(line => line.includes('Join'))).toEqual([expect.stringContaining('InnerJoin'), expect.stringContaining('InnerJoin')])
})
