// Every BCF file: what `bcftools query` prints of it, and what our own VCF reader says of the VCF that bcftools makes of it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withFile } from './open-table.ts'
import { sharedBcfFiles } from './shared-bcf-files.ts'

const files = sharedBcfFiles()

describe.skipIf(files.length === 0)('agrees with bcftools', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'locusql-bcf-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test.each(files)('$name: query', async ({ location, records }) => {
    const format = '%CHROM\\t%POS\\t%ID\\t%REF\\t%ALT\\t%QUAL\\t%FILTER[\\t%GT]\\n'
    const hasGenotypes = bcftools(['view', '-h', location]).includes('##FORMAT=<ID=GT,')
    const wanted = bcftools(['query', '-f', hasGenotypes ? format : format.replace('[\\t%GT]', ''), location])
      .split('\n')
      .slice(0, -1)
      .map(line => line.split('\t'))
    const rows = await withFile(location, table => table.rows('SELECT * FROM t'))
    expect(rows).toHaveLength(records)
    expect(wanted).toHaveLength(records)
    for (const [index, row] of rows.entries()) {
      const { chrom, start, id, ref, alt, qual, filter } = row
      const genotypes = hasGenotypes ? genotypesOf(row) : []
      const found = [chrom, start, id ?? '.', ref, alt ?? '.', sixDigits(qual), filter ?? '.', ...genotypes].map(String)
      expect(found, `record ${index + 1}`).toEqual(wanted[index]?.map((text, at) => (at === 5 ? sixDigits(text) : text)))
    }
  })

  test.each(files)('$name: its VCF', async ({ location }) => {
    const copy = path.join(folder, 'copy.vcf')
    writeFileSync(copy, bcftools(['view', '--no-version', location]))
    const [fromVcf, fromBcf] = [await everything(copy), await everything(location)]
    expect(withoutBlanks(fromBcf.fields)).toEqual(withoutBlanks(fromVcf.fields))
    expect(withoutBlanks(fromBcf.metadata)).toEqual(withoutBlanks(fromVcf.metadata))
    expect(fromBcf.rows.map(rounded)).toEqual(fromVcf.rows.map(rounded))
  })
})

function bcftools(options: readonly string[]): string {
  return spawnSync('bcftools', options, { maxBuffer: 1 << 30, encoding: 'utf8' }).stdout
}

function genotypesOf(row: Readonly<Record<string, unknown>>): readonly string[] {
  // One sample is a column of its own, several are lists in a struct.
  const struct = row.genotypes as { readonly GT: readonly (string | null)[] } | undefined
  return (struct?.GT ?? [row.GT as string | null]).map(text => text ?? '.')
}

async function everything(location: string) {
  return withFile(location, async table => {
    const arrow = await table.arrow('SELECT * FROM t')
    const metadata = Object.fromEntries([...arrow.schema.metadata].filter(([key]) => !key.startsWith('bio.source.')))
    const fields = arrow.schema.fields.map(({ name, type, nullable, metadata }) => ({
      name,
      type: String(type),
      nullable,
      metadata: [...metadata],
    }))
    return { metadata, fields, rows: await table.rows('SELECT * FROM t') }
  })
}

/** bcftools drops the blanks at the end of a description. */
function withoutBlanks(header: unknown): string {
  return JSON.stringify(header).replace(/ +(\\*")/g, '$1')
}

/** bcftools prints six digits of a float. */
function sixDigits(value: unknown): string {
  return value === null || value === '.' ? '.' : String(Number(Number(value).toPrecision(6)))
}

function rounded(row: unknown): unknown {
  return JSON.parse(
    JSON.stringify(row, (_, value) => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value)),
  )
}
