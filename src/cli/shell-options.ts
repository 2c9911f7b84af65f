/** The command line of the shell as data. */
import { QueryError } from '../common/errors.ts'
import { suggest } from '../common/suggest.ts'

export const outputFormats = ['csv', 'tsv', 'json', 'jsonl', 'markdown', 'box', 'line', 'arrow', 'parquet'] as const
export type OutputFormat = (typeof outputFormats)[number]

export type ShellInput =
  | { readonly kind: 'text'; readonly sql: string } // -c
  | { readonly kind: 'file'; readonly path: string } // -f
  | { readonly kind: 'stdin' }

export interface ShellOptions {
  readonly action: 'run' | 'help' | 'version'
  /** What to run, in order; empty: SQL on stdin, or the prompt on a terminal. */
  readonly inputs: readonly ShellInput[]
  /** Absent: a box of at most `maxRows` rows. */
  readonly format?: OutputFormat
  readonly maxRows: number
  /** name=value, as SET does. */
  readonly settings: readonly (readonly [string, string])[]
}

export const DEFAULT_MAX_ROWS = 40

export function parseShellOptions(args: readonly string[]): ShellOptions {
  const inputs: ShellInput[] = []
  const settings: (readonly [string, string])[] = []
  let action: ShellOptions['action'] = 'run'
  let format: OutputFormat | undefined
  let maxRows = DEFAULT_MAX_ROWS
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const equals = arg.startsWith('--') ? arg.indexOf('=') : -1
    const name = equals < 0 ? arg : arg.slice(0, equals)
    const value = () => (equals < 0 ? following(name, rest) : (arg ?? '').slice(equals + 1))
    if (name === '-c' || name === '--command') inputs.push({ kind: 'text', sql: value() })
    else if (name === '-f' || name === '--file') inputs.push({ kind: 'file', path: value() })
    else if (name === '-') inputs.push({ kind: 'stdin' })
    else if (name === '--format') format = outputFormat(value())
    else if (name === '--max-rows') maxRows = wholeNumber(name, value())
    else if (name === '-s' || name === '--set') settings.push(setting(value()))
    else if (name === '-h' || name === '--help' || name === '-help') action = 'help'
    else if (name === '-v' || name === '--version' || name === '-version') action = 'version'
    else if (name.startsWith('-') && isOutputFormat(name.replace(/^--?/, ''))) format = outputFormat(name.replace(/^--?/, ''))
    else throw unknownArgument(name)
  }
  return { action, inputs, ...(format && { format }), maxRows, settings }
}

export function outputFormat(name: string): OutputFormat {
  if (isOutputFormat(name)) return name
  const nearest = suggest(name, outputFormats)
  throw new QueryError(
    'CONFIGURATION',
    `There is no output format "${name}". ${nearest ? `Did you mean "${nearest}"?` : `There are ${outputFormats.join(', ')}.`}`,
  )
}

function isOutputFormat(name: string): name is OutputFormat {
  return outputFormats.some(format => format === name)
}

function following(name: string, rest: string[]): string {
  const value = rest.shift()
  if (value !== undefined) return value
  throw new QueryError('CONFIGURATION', `${name} needs a value after it.`)
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new QueryError('CONFIGURATION', `${name} takes a whole number (0: no limit), not "${text}".`)
}

function setting(text: string): readonly [string, string] {
  const equals = text.indexOf('=')
  if (equals > 0) return [text.slice(0, equals).trim(), text.slice(equals + 1).trim()]
  throw new QueryError('CONFIGURATION', `--set takes name=value, not "${text}".`)
}

function unknownArgument(name: string): QueryError {
  const known = [
    '-c',
    '-f',
    '--command',
    '--file',
    '--format',
    '--max-rows',
    '--set',
    '--help',
    '--version',
    ...outputFormats.map(format => `-${format}`),
  ]
  const nearest = name.startsWith('-') ? suggest(name, known) : undefined
  const hint = nearest
    ? `Did you mean "${nearest}"?`
    : name.startsWith('-')
      ? '--help lists them.'
      : `To run SQL: locusql -c "${name.slice(0, 40)}"; to run a file: locusql -f FILE.`
  return new QueryError('CONFIGURATION', `Unknown argument "${name}". ${hint}`)
}
