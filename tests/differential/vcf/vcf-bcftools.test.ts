// Every VCF file that bcftools reads: the same number of records, and the same chrom, start, ref, alt, qual and filter.
import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { withVcf } from './open-table.ts'
import { type SharedVcf, sharedVcfFiles } from './shared-vcf-files.ts'

const files = sharedVcfFiles().filter(file => file.records !== undefined)

/** Where we count otherwise on purpose. bcftools takes an empty line for a record without a contig, and its query then gives no row at all. */
const EMPTY_LINES = /vcf-validator.*passed_meta_pedigree\.vcf$/
/** POS is '.', which bcftools reads as 0. */
const NO_POSITION = /failed_body_pos_000\.vcf$/
/** Positions beyond 2^32, which bcftools 1.16 prints modulo 2^32. */
const LONG_CONTIGS = /htslib\/longrefs\/index\.vcf$/

describe.skipIf(files.length === 0)('agrees with bcftools', () => {
  test(`count(*) of ${files.length} files`, async () => {
    const differing: string[] = []
    for (const { name, location, records } of files) {
      const wanted = EMPTY_LINES.test(name) ? (records ?? 0) - 1 : records
      const found = await withVcf(location, {}, async table => (await table.rows('SELECT count(*) AS n FROM t'))[0]?.n)
      if (found !== wanted) differing.push(`${name}: ${found} instead of ${wanted}`)
    }
    expect(differing).toEqual([])
  }, 300_000)

  test(`core columns of ${files.length} files`, async () => {
    const differing: string[] = []
    for (const file of files) {
      if (NO_POSITION.test(file.name) || EMPTY_LINES.test(file.name)) continue
      const difference = await compareCore(file)
      if (difference !== undefined) differing.push(`${file.name}: ${difference}`)
    }
    expect(differing).toEqual([])
  }, 300_000)
})

async function compareCore({ name, location }: SharedVcf): Promise<string | undefined> {
  const format = '%CHROM\\t%POS\\t%REF\\t%ALT\\t%QUAL\\t%FILTER\\n'
  const query = spawnSync('bcftools', ['query', '-f', format, location], { maxBuffer: 1 << 30, encoding: 'utf8' })
  const wanted = query.stdout.split('\n').slice(0, -1)
  const options = LONG_CONTIGS.test(name) ? { positions: 'int64' } : {}
  const sql = 'SELECT chrom, start, ref, alt, qual, filter FROM t'
  const rows = await withVcf(location, options, table => table.rows(sql))
  if (rows.length !== wanted.length) return `${rows.length} rows instead of ${wanted.length}`
  for (const [index, row] of rows.entries()) {
    const line = wanted[index] ?? ''
    const fields = line.split('\t')
    const found = [row.chrom, row.start, row.ref, row.alt ?? '.', row.qual ?? '.', row.filter ?? '.'].map(String)
    if (LONG_CONTIGS.test(name)) found[1] = String(BigInt.asIntN(32, BigInt(found[1] ?? 0)))
    const same = found.every((text, at) => text === fields[at] || (at === 4 && sameNumber(text, fields[at] ?? '')))
    if (!same) return `row ${index + 1} is ${found.join(' ')} instead of ${fields.join(' ')}`
  }
  return undefined
}

/** bcftools keeps QUAL as a float and prints six digits. */
function sameNumber(found: string, wanted: string): boolean {
  if (/nan/i.test(wanted)) return found === 'NaN'
  if (/inf/i.test(wanted)) return /Infinity/.test(found)
  return Math.abs(Number(found) - Number(wanted)) <= 1e-5 * Math.abs(Number(wanted))
}
