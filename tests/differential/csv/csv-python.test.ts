// Python's csv module reads the same texts out of random files with quotes, line breaks and empty fields.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { open } from '../../../src/node.ts'

const hasPython = spawnSync('python3', ['--version']).status === 0
if (!hasPython) console.warn('SKIPPED: there is no python3; CSV files are not compared with its csv module.')

const READ = `
import csv, gzip, json, sys
name = sys.argv[1]
with (gzip.open if name.endswith('.gz') else open)(name, 'rt', newline='', encoding='utf-8-sig') as file:
    rows = [row for row in csv.reader(file, delimiter=sys.argv[2]) if row]
json.dump(rows, sys.stdout)
`

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'locusql-csv-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function python(location: string, delimiter: string): readonly (readonly string[])[] {
  const { stdout } = spawnSync('python3', ['-c', READ, location, delimiter], { maxBuffer: 1 << 30, encoding: 'utf8' })
  return JSON.parse(stdout) as readonly (readonly string[])[] // what the script prints
}

async function ours(location: string, call: string): Promise<readonly (readonly string[])[]> {
  const db = await open()
  try {
    db.setOption('execution.workers', 'off')
    const rows = (await db.sql(`SELECT * FROM ${call}`, [location]).toArray()) as readonly Readonly<Record<string, string | null>>[]
    return rows.map(row => Object.values(row).map(value => value ?? ''))
  } finally {
    await db.close()
  }
}

/** Numbers in [0, 1), the same every time. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function randomCsv(seed: number, delimiter: string): string {
  const random = generator(seed)
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? ''
  const lines: string[] = ['a,b,c,d'.replaceAll(',', delimiter)]
  // More than a megabyte, so that it comes in several pieces.
  for (let row = 0; row < 30_000; row++) {
    const fields = Array.from({ length: 4 }, () => {
      const text = Array.from({ length: Math.floor(random() * 6) }, () => pick(['gene', ' ', 'é', '🧬', '1', '.', 'x'.repeat(20)])).join('')
      if (random() < 0.7) return text
      return `"${text}${pick(['""', delimiter, '\n', '\r\n', ''])}${text}"`
    })
    lines.push(fields.join(delimiter))
  }
  return lines.join(seed % 2 === 0 ? '\n' : '\r\n') + (seed % 3 === 0 ? '' : '\n')
}

describe.skipIf(!hasPython)("agrees with Python's csv module", () => {
  test.each([1, 2, 3, 4])(
    'random file %i',
    async seed => {
      const delimiter = seed % 2 === 0 ? '\t' : ','
      const content = randomCsv(seed, delimiter)
      const location = path.join(folder, `random${seed}.csv${seed > 2 ? '.gz' : ''}`)
      writeFileSync(location, seed > 2 ? gzipSync(content) : content)
      const wanted = python(location, delimiter).slice(1)
      const found = await ours(location, 'read_csv($1, all_varchar => true, header => true)')
      expect(found.length).toBe(wanted.length)
      for (const [index, row] of found.entries()) expect(row, `record ${index + 1}`).toEqual(wanted[index])
    },
    120_000,
  )

  const fixtures = path.join(import.meta.dirname, '../../../fixtures/csv')
  const names = readdirSync(fixtures).filter(name => /^(genes|crlf|bom|no-final|words|long|nulls)/.test(name))
  test.each(names)('%s', async name => {
    const location = path.join(fixtures, name)
    const wanted = python(location, name.endsWith('.tsv') ? '\t' : ',').slice(1)
    expect(await ours(location, name.endsWith('.tsv') ? 'read_tsv($1, all_varchar => true)' : 'read_csv($1, all_varchar => true)')).toEqual(
      wanted,
    )
  })
})
