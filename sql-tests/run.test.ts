/** Every .slt file, in each of the ways of slt-modes.ts. */
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bundle, bundle } from '../tests/support/bundle.ts'
import { findSltFiles } from './runner/find-slt-files.ts'
import { openSltSession } from './runner/open-slt-session.ts'
import { runSlt, type SltFailure } from './runner/run-slt.ts'
import { sltModes } from './runner/slt-modes.ts'

const root = path.join(import.meta.dirname, '..')
let worker: Bundle

beforeAll(async () => {
  worker = await bundle(path.join(root, 'src/platform/node/worker-entry.ts'))
})

afterAll(() => worker.remove())

describe.each(sltModes)('$name', mode => {
  test.each(findSltFiles(import.meta.dirname).map(file => path.relative(root, file)))('%s', async file => {
    const session = openSltSession(mode, worker.location)
    try {
      const { failures, records } = await runSlt(path.join(root, file), session, mode.words)
      expect(failures.map(show).join('\n\n')).toBe('')
      expect(records).toBeGreaterThan(0)
    } finally {
      await session.close()
    }
  })
})

function show({ file, record, message }: SltFailure): string {
  const sql = 'sql' in record ? record.sql : ''
  return `${path.relative(root, file)}:${record.line}\n${sql}\n${message}`
}
