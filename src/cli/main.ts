/** The entry of the `locusql` command. */
import { formatError } from '../session/format-error.ts'
import { parseShellOptions } from './shell-options.ts'
import { usage } from './usage.ts'
import { version } from './version.ts'

// A reader of the errors that left (2>&1 | head) is no reason to end otherwise than well.
process.stderr.on('error', () => undefined)

try {
  const options = parseShellOptions(process.argv.slice(2))
  if (options.action === 'help') process.stdout.write(usage)
  else if (options.action === 'version') process.stdout.write(`locusql ${version}\n`)
  else {
    const { runShell } = await import('./run-shell.ts')
    process.exitCode = await runShell(options)
  }
} catch (error) {
  process.stderr.write(`${formatError(error)}\n`)
  process.exitCode = 1
}
