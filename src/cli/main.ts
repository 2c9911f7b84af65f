/** The `locusql` command, from its arguments to its exit code. */
import type { Worker } from 'node:worker_threads'
import { formatError } from '../session/format-error.ts'
import { runShell } from './run-shell.ts'
import { parseShellOptions } from './shell-options.ts'
import { usage } from './usage.ts'
import { version } from './version.ts'

/** What was done: `nothing` also stands for arguments that are wrong. `firstWorker`: started already, in case there is work for it. */
export async function runMain(args: readonly string[], firstWorker?: Worker): Promise<'statements' | 'nothing'> {
  // A reader of the errors that left (2>&1 | head) is no reason to end otherwise than well.
  process.stderr.on('error', () => undefined)
  try {
    const options = parseShellOptions(args)
    if (options.action === 'help') process.stdout.write(usage)
    else if (options.action === 'version') process.stdout.write(`locusql ${version}\n`)
    else {
      process.exitCode = await runShell(options, firstWorker)
      return 'statements'
    }
  } catch (error) {
    process.stderr.write(`${formatError(error)}\n`)
    process.exitCode = 1
  }
  return 'nothing'
}
