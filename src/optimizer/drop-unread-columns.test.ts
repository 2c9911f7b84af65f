import { expect, test } from 'vitest'
import { optimizedLines } from '../../tests/support/plan-catalog.ts'
import { dropUnreadColumns } from './drop-unread-columns.ts'

const dropped = (sql: string) => optimizedLines(sql, [dropUnreadColumns])

test('what only a filter or a join reads does not come out of it', async () => {
  expect(await dropped('SELECT sum(t.c) FROM t JOIN u ON t.a = u.a WHERE t.b > u.x')).toEqual([
    'Projection: sum(c) AS sum(t.c)',
    '--Aggregate: group_by=[], aggregates=[sum(t.c)]',
    '----Filter: t.b > u.x, projection=[c]',
    '------InnerJoin: residual=[CAST(t.a AS BIGINT) = u.a], projection=[b, c, x]',
    '--------Scan: t projection=[a, b, c]',
    '--------Scan: u projection=[a, x]',
  ])
})

test('a sort keeps what it reads, a semi join what is read above', async () => {
  expect(await dropped('SELECT b FROM t WHERE a > 1 ORDER BY c')).toEqual([
    'Projection: t.b',
    '--Sort: t.c ASC NULLS LAST',
    '----Projection: t.b, t.c',
    '------Filter: t.a > 1, projection=[b, c]',
    '--------Scan: t projection=[a, b, c]',
  ])
  expect((await dropped('SELECT b FROM t WHERE EXISTS (SELECT * FROM u WHERE u.a = t.a)'))[1]).toMatch(/^--SemiJoin: .*projection=\[b\]$/)
})

test('inputs that match by position keep all their columns', async () => {
  expect(await dropped('SELECT 1 FROM (SELECT * FROM t WHERE a > 1 INTERSECT SELECT * FROM t WHERE c > 1)')).not.toContainEqual(
    expect.stringContaining('Filter: t.a > 1, projection'),
  )
})
