/** Every query of sql-tests once more without the optimizer: the rules may change plans, not answers. */
import path from 'node:path'
import { expect, test } from 'vitest'
import { findSltFiles } from '../../sql-tests/runner/find-slt-files.ts'
import { runSlt, type SltFailure } from '../../sql-tests/runner/run-slt.ts'
import { createNodePlatform } from '../../src/platform/node/node-platform.ts'
import { createSessionContext } from '../../src/session/session-context.ts'

const folder = path.join(import.meta.dirname, '../../sql-tests')

// How much of a broken file is read depends on the plan: an index leads past some faults.
const files = findSltFiles(folder).map(file => path.relative(folder, file))
const readable = files.filter(file => !file.includes('malformed'))

test.each(readable)('%s', async file => {
  const session = createSessionContext(createNodePlatform(), {
    'execution.workers': 'off',
    'execution.target_partitions': 1,
    'execution.partition_bytes': 20_000,
    'execution.optimizer': false,
  })
  try {
    const { failures } = await runSlt(path.join(folder, file), session, ['node', 'inline'])
    expect(failures.filter(changesAnswer).map(({ record, message }) => `${record.line}: ${message}`)).toEqual([])
  } finally {
    await session.close()
  }
})

/** Plans and options differ, and so may the order of rows that nobody asked for, the first of several errors, and the expression that it names. */
function changesAnswer({ record, corrected }: SltFailure): boolean {
  if (!('sql' in record) || /^\s*(EXPLAIN|SHOW)/i.test(record.sql)) return false
  if (record.kind === 'statement' && record.error !== undefined) return !corrected[0]?.startsWith('statement error')
  if (record.kind !== 'query' || /ORDER BY/i.test(record.sql)) return true
  const rows = corrected.slice(corrected.indexOf('----') + 1)
  return rows.sort().join('\n') !== [...record.expected].sort().join('\n')
}
