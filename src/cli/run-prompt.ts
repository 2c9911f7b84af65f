/** The prompt: reads statements line by line until `;`, runs them, keeps a history. Ctrl-C cancels, Ctrl-D leaves. */
import { readFileSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { createInterface, type Interface } from 'node:readline/promises'
import { formatError } from '../session/format-error.ts'
import type { SessionContext } from '../session/session-context.ts'
import { endsStatement } from './ends-statement.ts'
import type { OutputStream } from './output-stream.ts'
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
  let current = options
  let pending = ''
  try {
    for (;;) {
      const line = await nextLine(lines, pending === '' ? 'locusql> ' : '     ...> ')
      if (line === undefined) return 0
      if (line === 'interrupted') {
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
    }
  } finally {
    lines.close()
  }
}

type PromptLine = { readonly text: string } | 'interrupted' | undefined

/** undefined: the input ended. */
function nextLine(lines: Interface, prompt: string): Promise<PromptLine> {
  return new Promise(resolve => {
    const done = (line: PromptLine) => {
      lines.off('line', onLine)
      lines.off('SIGINT', onInterrupt)
      lines.off('close', onClose)
      resolve(line)
    }
    const onLine = (text: string) => done({ text })
    const onInterrupt = () => {
      process.stdout.write('\n')
      done('interrupted')
    }
    const onClose = () => done(undefined)
    lines.on('line', onLine)
    lines.on('SIGINT', onInterrupt)
    lines.on('close', onClose)
    lines.setPrompt(prompt)
    lines.prompt()
  })
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
