// Every VCF file that bcftools turns into BCF: both give identical Arrow tables.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Table, tableToIPC } from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sharedVcfFiles } from '../vcf/shared-vcf-files.ts'
import { withFile } from './open-table.ts'

const LARGEST = Number(process.env.LOCUSQL_BCF_LARGEST ?? 3_000_000)
const files = sharedVcfFiles().filter(({ location, records }) => (records ?? 0) > 0 && statSync(location).size < LARGEST)

/** Positions beyond 2^31 do not fit into BCF. */
const NOT_BCF = /longrefs/

describe.skipIf(files.length === 0)('BCF and VCF of the same data', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'locusql-bcf-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test(`${files.length} files`, async () => {
    const differing: string[] = []
    let compared = 0
    for (const { name, location } of files) {
      if (NOT_BCF.test(name)) continue
      const [vcf, bcf] = [path.join(folder, 'a.vcf'), path.join(folder, 'a.bcf')]
      // Once through bcftools, so that both are of what it understood, with six digits of each float.
      if (!convert(['-Ob', '-o', bcf, location]) || !convert(['-Ov', '-o', vcf, bcf]) || !convert(['-Ob', '-o', bcf, vcf])) continue
      const difference = await compare(vcf, bcf)
      if (difference !== undefined) differing.push(`${name}: ${difference}`)
      compared++
    }
    expect(differing).toEqual([])
    expect(compared).toBeGreaterThan(100)
  }, 600_000)
})

function convert(options: readonly string[]): boolean {
  return spawnSync('bcftools', ['view', '--no-version', ...options]).status === 0
}

/** What reading gives: the table, or the error without its place. */
async function read(location: string): Promise<Table | string> {
  try {
    return await withFile(location, table => table.arrow('SELECT * FROM t'))
  } catch (error) {
    return `error ${(error as Error).message.replace(/^.*?(record \d+ at \S+( \S+)?|line \d+):/, '')}` // a QueryError
  }
}

async function compare(vcf: string, bcf: string): Promise<string | undefined> {
  const [left, right] = [await read(vcf), await read(bcf)]
  if (typeof left === 'string' || typeof right === 'string') {
    return typeof left === typeof right ? undefined : `${String(left).slice(0, 200)} and ${String(right).slice(0, 200)}`
  }
  for (const table of [left, right]) for (const key of ['bio.source.path', 'bio.source.format']) table.schema.metadata.delete(key)
  if (Buffer.compare(tableToIPC(left), tableToIPC(right)) === 0) return undefined
  if (JSON.stringify([...left.schema.metadata]) !== JSON.stringify([...right.schema.metadata])) return 'other metadata'
  if (String(left.schema) !== String(right.schema)) return `schema ${left.schema} and ${right.schema}`
  for (let row = 0; row < Math.max(left.numRows, right.numRows); row++) {
    const [a, b] = [left, right].map(table => text(table.get(row)))
    if (a !== b) return `row ${row + 1}: ${a} and ${b}`
  }
  return undefined
}

function text(row: unknown): string {
  return JSON.stringify(row, (_, value) => (typeof value === 'bigint' || Number.isNaN(value) ? String(value) : value))
}
