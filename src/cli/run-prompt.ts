/** The prompt: reads statements line by line until `;`, runs them, keeps a history. Ctrl-C cancels, Ctrl-D leaves. */
import { readFileSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { formatError } from '../session/format-error.ts'
import type { SessionContext } from '../session/session-context.ts'
import { endsStatement } from './ends-statement.ts'
import type { OutputStream } from './output-stream.ts'
import { PromptLines } from './prompt-lines.ts'
import { runText } from './run-shell.ts'
import { outputFormat, outputFormats, type ShellOptions } from './shell-options.ts'
import { version } from './version.ts'

const HISTORY_LINES = 1000

const help = `Statements end with ; and may take several lines.
.tables          tables and views
.format NAME     ${outputFormats.join(', ')}, or auto
.help            this text
.quit            leave (also Ctrl-D)
`

export async function runPrompt(session: SessionContext, output: OutputStream, options: ShellOptions): Promise<number> {
  process.stdout.write(`locusql ${version}: statements end with ; and .help says more\n`)
  const historyFile = path.join(homedir(), '.locusql_history')
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    history: readHistory(historyFile),
    historySize: HISTORY_LINES,
  })
  const typed = new PromptLines(lines)
  let current = options
  let pending = ''
  // While a query runs, the terminal's Ctrl-C comes to readline: hand it on as the signal that cancels.
  lines.on('SIGINT', () => process.emit('SIGINT'))
  try {
    for (;;) {
      const line = await typed.next(pending === '' ? 'locusql> ' : '     ...> ')
      if (line === 'closed') return 0
      if (line === 'interrupted') {
        process.stdout.write('\n')
        pending = ''
        continue
      }
      if (pending === '' && line.text.startsWith('.')) {
        const result = await runCommand(line.text, { session, output, options: current })
        if (result === 'quit') return 0
        current = result
        continue
      }
      pending += pending === '' ? line.text : `\n${line.text}`
      if (pending.trim() === '' || !endsStatement(pending)) continue
      const sql = pending
      pending = ''
      await appendFile(historyFile, `${sql.replaceAll('\n', ' ')}\n`).catch(() => undefined) // a home that cannot be written: no history
      await runText(sql, { session, output, options: current }).catch(error => {
        process.stderr.write(`${formatError(error, sql)}\n`)
      })
      typed.forgetInterrupts()
    }
  } finally {
    lines.close()
  }
}

async function runCommand(
  text: string,
  shell: { readonly session: SessionContext; readonly output: OutputStream; readonly options: ShellOptions },
): Promise<ShellOptions | 'quit'> {
  const [command, argument = ''] = text.trim().split(/\s+/)
  const { options } = shell
  try {
    if (command === '.quit' || command === '.exit') return 'quit'
    if (command === '.tables') await runText('SHOW TABLES', shell)
    else if (command === '.format') {
      const { format: _, ...others } = options
      return argument === 'auto' ? others : { ...others, format: outputFormat(argument) }
    } else process.stdout.write(help)
  } catch (error) {
    process.stderr.write(`${formatError(error)}\n`)
  }
  return options
}

/** The last lines first, as readline wants them. */
function readHistory(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean).slice(-HISTORY_LINES).reverse()
  } catch {
    return [] // the first time there is none
  }
}
