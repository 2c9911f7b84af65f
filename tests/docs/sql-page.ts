/** The text of docs/sql.md: what is written by hand, with the tables of functions and options made from the engine. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createNodePlatform } from '../../src/platform/node/node-platform.ts'
import { createSessionContext } from '../../src/session/session-context.ts'
import { describeOptionType } from '../../src/session/session-option.ts'
import { sessionOptions } from '../../src/session/session-options.ts'

export async function sqlPage(): Promise<string> {
  const written = readFileSync(path.join(import.meta.dirname, 'sql-page.md'), 'utf8')
  return written
    .replace('{{scalar}}', await functionTable('scalar'))
    .replace('{{aggregate}}', await functionTable('aggregate'))
    .replace('{{window}}', await functionTable('window'))
    .replace('{{table}}', await functionTable('table'))
    .replace('{{options}}', optionTable())
}

async function functionTable(type: string): Promise<string> {
  await using db = createSessionContext(createNodePlatform())
  const rows = (await db.sql('SHOW FUNCTIONS').toArray()).filter(row => row.function_type === type)
  // A function that has several names stands once, with all of them.
  const byText = new Map<string, string[]>()
  for (const { function_name, summary, example } of rows) {
    const key = JSON.stringify([summary, example])
    byText.set(key, [...(byText.get(key) ?? []), String(function_name)])
  }
  const lines = [...byText].map(([key, names]) => {
    const [summary, example]: [string, string] = JSON.parse(key)
    return `| ${[...new Set(names)].map(code).join(', ')} | ${cell(summary)} | ${code(example)} |`
  })
  return ['| function | what it gives | example |', '|---|---|---|', ...lines].join('\n')
}

function optionTable(): string {
  const lines = sessionOptions.map(
    option =>
      `| \`${option.name}\` | ${cell(describeOptionType(option.type))} | \`${option.default === '' ? "''" : option.default}\` | ${cell(option.description)} |`,
  )
  return ['| option | values | default | what it does |', '|---|---|---|---|', ...lines].join('\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``
}
