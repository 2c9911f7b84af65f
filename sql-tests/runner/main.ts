/** Runs .slt files from the command line; `--complete` writes what the engine gives into them, `--all` runs each in all ways, `--limited` within the memory limit. */
import path from 'node:path'
import { bundle } from '../../tests/support/bundle.ts'
import { completeSlt } from './complete-slt.ts'
import { findSltFiles } from './find-slt-files.ts'
import { openSltSession } from './open-slt-session.ts'
import { runSlt } from './run-slt.ts'
import { sltModes } from './slt-modes.ts'

const root = process.cwd()
const words = process.argv.slice(2)
const complete = words.includes('--complete')
const files = words.filter(word => !word.startsWith('--'))
const worker = await bundle(path.join(root, 'src/platform/node/worker-entry.ts'))
const modes = words.includes('--all') ? sltModes : words.includes('--limited') ? sltModes.slice(-1) : sltModes.slice(0, 1)
let failed = 0
let passed = 0

try {
  for (const mode of modes) {
    for (const file of files.length > 0 ? files : findSltFiles(path.join(root, 'sql-tests'))) {
      const session = openSltSession(mode, worker.location)
      const { failures, records } = await runSlt(file, session, mode.words)
      await session.close()
      if (complete) completeSlt(failures)
      failed += failures.length
      passed += records - failures.length
      for (const { record, message } of failures) {
        console.log(`${path.relative(root, file)}:${record.line} (${mode.name})\n${'sql' in record ? record.sql : ''}\n${message}\n`)
      }
    }
  }
} finally {
  worker.remove()
}
console.log(`${passed} records passed, ${failed} ${complete ? 'rewritten' : 'failed'}`)
process.exitCode = failed > 0 && !complete ? 1 : 0
