/** The shell: runs what the command line asks for and resolves to the exit code. */
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Worker } from 'node:worker_threads'
import { QueryError } from '../common/errors.ts'
import { takeStandardInputAsSql } from '../platform/node/standard-input.ts'
import { formatError } from '../session/format-error.ts'
import type { SessionContext } from '../session/session-context.ts'
import { openShellSession } from './open-shell-session.ts'
import { OutputStream } from './output-stream.ts'
import { printResult } from './print-result.ts'
import type { ShellInput, ShellOptions } from './shell-options.ts'

export async function runShell(options: ShellOptions, firstWorker?: Worker): Promise<number> {
  const output = new OutputStream(process.stdout)
  const session = await openShellSession(options.settings, firstWorker)
  try {
    if (options.inputs.length === 0 && process.stdin.isTTY) {
      takeStandardInputAsSql()
      const { runPrompt } = await import('./run-prompt.ts')
      return await runPrompt(session, output, options)
    }
    const inputs: readonly ShellInput[] = options.inputs.length > 0 ? options.inputs : [{ kind: 'stdin' }]
    for (const input of inputs) if ((await runInput(input, { session, output, options })) !== 0) return 1
    return await finishOutput(output)
  } finally {
    await session.close()
  }
}

export interface Shell {
  readonly session: SessionContext
  readonly output: OutputStream
  readonly options: ShellOptions
}

async function runInput(input: ShellInput, shell: Shell): Promise<number> {
  let sql: string | undefined
  try {
    sql = await readInput(input)
    await runText(sql, shell)
    return 0
  } catch (error) {
    if (shell.output.closed.aborted) return finishOutput(shell.output)
    process.stderr.write(`${formatError(error, sql)}\n`)
    return 1
  }
}

/** Every statement of a text, in turn; Ctrl-C cancels the one that runs, a second Ctrl-C ends the process. */
export async function runText(sql: string, { session, output, options }: Shell): Promise<void> {
  const cancel = new AbortController()
  const onInterrupt = () => {
    if (cancel.signal.aborted) process.exit(130)
    cancel.abort(new QueryError('EXECUTION', 'Cancelled.', {}, { reason: 'cancelled' }))
  }
  const onClosed = () => cancel.abort(output.closed.reason)
  process.on('SIGINT', onInterrupt)
  output.closed.addEventListener('abort', onClosed)
  try {
    for (const relation of session.script(sql, { signal: cancel.signal })) {
      await printResult(relation, { output, errors: process.stderr, format: options.format, maxRows: options.maxRows })
      if (output.closed.aborted) return
    }
  } finally {
    process.off('SIGINT', onInterrupt)
    output.closed.removeEventListener('abort', onClosed)
  }
}

async function readInput(input: ShellInput): Promise<string> {
  switch (input.kind) {
    case 'text':
      return input.sql
    case 'stdin':
      takeStandardInputAsSql()
      return text(process.stdin)
    case 'file':
      return readFile(input.path, 'utf8').catch(error => {
        throw new QueryError(
          'IO',
          `${input.path} cannot be read: ${error instanceof Error ? error.message : error}`,
          { location: input.path },
          { cause: error },
        )
      })
  }
}

/** A reader that left is no error; a full disk is. */
async function finishOutput(output: OutputStream): Promise<number> {
  try {
    await output.finish()
    return 0
  } catch (error) {
    process.stderr.write(`I/O error: the result cannot be written: ${error instanceof Error ? error.message : error}\n`)
    return 1
  }
}
