import { expect, test } from 'vitest'
import { createNodePlatform } from '../platform/node/node-platform.ts'
import { createSessionContext } from '../session/session-context.ts'

test('joins follow the equal keys, from the smallest input, and give the same rows and columns', async () => {
  const db = createSessionContext(createNodePlatform(), { 'execution.workers': 'off' })
  const tables = Array.from({ length: 12 }, (_, i) => i + 1)
  for (const t of tables) {
    db.registerRows(
      `t${t}`,
      Array.from({ length: 10 }, (_, row) => ({ [`a${t}`]: row, [`b${t}`]: (row * 3) % 10 })),
    )
  }
  // In the order of FROM this would make 10^6 rows before the first condition holds.
  const odd = [1, 3, 5, 7, 9, 11, 2, 4, 6, 8, 10, 12]
  const chain = tables.slice(1).map(t => `b${t - 1} = a${t}`)
  const sql = `SELECT * FROM ${odd.map(t => `t${t}`).join(', ')} WHERE a1 = 4 AND ${chain.join(' AND ')}`
  const rows = await db.sql(sql).toArray()
  expect(rows.map(row => Object.keys(row))).toEqual([odd.flatMap(t => [`a${t}`, `b${t}`])])
  expect(Object.values(rows[0] ?? {})).toEqual(odd.flatMap(t => [(4 * 3 ** (t - 1)) % 10, (4 * 3 ** t) % 10]))
  expect(await db.explain(sql)).not.toContain('CrossJoin')
  await db.close()
})

test('a condition that can fail keeps its place', async () => {
  const db = createSessionContext(createNodePlatform(), { 'execution.workers': 'off' })
  for (const name of ['x', 'y', 'z']) db.registerRows(name, [{ [`${name}k`]: 1, [`${name}t`]: 'no number' }])
  const sql = 'SELECT count(*) FROM x, y, z WHERE xk = zk AND yk = zk AND CAST(xt || yt || zt AS INTEGER) = 1'
  expect(await db.explain(sql)).toContain('InnerJoin')
  await db.close()
})
