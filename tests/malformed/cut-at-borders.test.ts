// Files that end where a block, a container or a message ends: whole to the eye, so their marker must be missed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open } from '../../src/node.ts'
import { blockAddresses } from '../support/bgzf.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'locusql-cut-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** Rows and warnings, or the error, of the first `bytes` of a fixture. */
async function cut(
  fixture: string,
  bytes: number,
): Promise<{ readonly rows: number; readonly warnings: string } | { readonly error: string }> {
  const location = path.join(folder, path.basename(fixture))
  writeFileSync(location, readFileSync(`fixtures/${fixture}`).subarray(0, bytes))
  const db = await open()
  try {
    const relation = db.sql(`SELECT * FROM '${location}'`)
    const rows = await relation.toArray()
    return { rows: rows.length, warnings: relation.warnings.join() }
  } catch (error) {
    return { error: String(error) }
  } finally {
    await db.close()
  }
}

test.each([
  ['bam/reads.bam', 12],
  ['bam/long-cigar.bam', 1],
  ['bcf/sites.bcf', 5],
  ['vcf/svlen.vcf.gz', 42],
])('%s, cut between two blocks, is read with a warning or not at all', async (fixture, all) => {
  const borders = blockAddresses(readFileSync(`fixtures/${fixture}`))
  for (const border of borders.slice(1, -1)) {
    const outcome = await cut(fixture, border)
    if ('error' in outcome) expect(outcome.error).toMatch(/the file ends \d+ bytes into the record/)
    else expect(outcome.warnings, `${border}`).toMatch(/end-of-file marker is missing/)
  }
  expect(await cut(fixture, borders.at(-1) ?? 0)).toEqual({ rows: all, warnings: '' })
})

test('a CRAM file without any container lacks its marker', async () => {
  const { length } = readFileSync('fixtures/cram/header-only.cram')
  expect(await cut('cram/header-only.cram', length)).toEqual({ rows: 0, warnings: '' })
  const eofBytes = 38
  const outcome = await cut('cram/header-only.cram', length - eofBytes)
  expect(outcome).toEqual({ rows: 0, warnings: expect.stringMatching(/the container that marks the end of the file is missing/) })
})

test('an Arrow stream cut inside its schema, and Parquet too short for its frame, say what is wrong', async () => {
  expect(await cut('arrow/peaks.arrows', 992)).toEqual({ error: expect.stringMatching(/one of its messages is broken. Is it truncated\?/) })
  expect(await cut('parquet/types.parquet', 0)).toEqual({ error: expect.stringMatching(/broken one: it has 0 bytes/) })
})
