// Every Pairs file of the shared data, with all fields as awk reads them; regions by an index as tabix prints them.
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { open } from '../../../src/node.ts'
import { sharedData } from '../../support/shared-data.ts'

const folder = sharedData('pairs') ?? ''
const files =
  folder === ''
    ? []
    : readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(name => /\.pairs(\.gz)?$/.test(name))
        .sort()

describe.skipIf(files.length === 0)('Pairs files', async () => {
  const db = await open({ 'execution.workers': 'off' })
  afterAll(() => db.close())

  test('there are some', () => expect(files.length).toBeGreaterThan(8))

  test.each(files)('%s: every field as awk reads it', async name => {
    const location = path.join(folder, name)
    const rows = await db.sql(`SELECT * FROM '${location}'`).toArray()
    const found = rows.map(row =>
      Object.values(row)
        .map(value => value ?? '.')
        .join('\t'),
    )
    const text = execFileSync('sh', ['-c', `zcat -f -- "$1" | awk '!/^#/'`, 'sh', location], { maxBuffer: 1 << 28, encoding: 'utf8' })
    expect(found).toEqual(text.split('\n').slice(0, -1))
    const [count] = await db.sql(`SELECT count(*) AS n FROM '${location}'`).toArray()
    expect(count?.n).toBe(rows.length)
  })
})
