// Every CRAM file: the number of records, the twelve columns and the tags that samtools prints. Without its reference, what needs no bases.
import { describe, expect, test } from 'vitest'
import { foundCore, sameTag, tagsOf, wantedCore } from '../bam/compare-records.ts'
import { withAlignments } from '../bam/open-alignments.ts'
import { type CramCase, cramCases, viewCram } from './shared-crams.ts'

const cases = cramCases()
/** Its deletion of no bases gives MD "10^0" in htslib, and "10" here. */
const ODD_TAGS = ['xx#minimal.2.1.cram']

describe.skipIf(cases.length === 0)('agrees with samtools', () => {
  test(`count(*) of ${cases.length} files`, async () => {
    const differing: string[] = []
    for (const { name, location, records } of cases) {
      if (records === undefined) continue
      const found = await withAlignments(location, {}, async table => (await table.rows('SELECT count(*) AS n FROM t'))[0]?.n)
      if (found !== records) differing.push(`${name}: ${found} instead of ${records}`)
    }
    expect(differing).toEqual([])
  }, 300_000)

  test(`columns and tags of ${cases.length} files`, async () => {
    const differing: string[] = []
    let whole = 0
    for (const file of cases) {
      const difference = await compare(file)
      if (difference === 'whole') whole++
      else if (difference !== 'partly') differing.push(difference)
    }
    expect(differing).toEqual([])
    expect(whole).toBeGreaterThan(10)
  }, 600_000)
})

async function compare({ name, location, records }: CramCase): Promise<string> {
  const view = viewCram(location)
  try {
    if (view === undefined) return await compareWithoutBases({ name, location, records })
    const { lines, reference } = view
    const options = reference === undefined ? {} : { referencePath: reference }
    const rows = await withAlignments(location, options, table => table.rows('SELECT * FROM t'))
    if (rows.length !== lines.length) return `${name}: ${rows.length} rows instead of ${lines.length}`
    for (const [index, row] of rows.entries()) {
      const wanted = wantedCore(lines[index] ?? '').join('\t')
      const found = foundCore(row).join('\t')
      if (found !== wanted) return `${name}: row ${index + 1} is ${found} instead of ${wanted}`
    }
    return (await compareTags(location, lines, options, name)) ?? 'whole'
  } catch (error) {
    return `${name}: ${error}`
  }
}

async function compareTags(location: string, lines: readonly string[], options: object, name: string): Promise<string | undefined> {
  const wanted = lines.map(tagsOf)
  const tags = [...new Set(wanted.flatMap(line => [...line.keys()]))]
  if (tags.length === 0 || ODD_TAGS.some(odd => name.endsWith(odd))) return undefined
  const sampled = { ...options, tagFields: tags, inferTagSampleSize: Math.max(1, lines.length) }
  const rows = await withAlignments(location, sampled, table => table.rows(`SELECT ${tags.map(tag => `"${tag}"`).join(', ')} FROM t`))
  for (const [index, row] of rows.entries()) {
    const line = wanted[index] ?? new Map()
    const odd = tags.find(tag => !sameTag(row[tag], line.get(tag)))
    if (odd !== undefined)
      return `${name}: row ${index + 1}, ${odd} is ${JSON.stringify(row[odd])} instead of ${JSON.stringify(line.get(odd))}`
  }
  return undefined
}

/** samtools decodes nothing without the reference: only the number of rows can be compared, and that broken files are told. */
async function compareWithoutBases({ name, location, records }: CramCase): Promise<string> {
  const sql = 'SELECT name, chrom, start, "end", flags, cigar, mapping_quality, mate_start, template_length, quality_scores FROM t'
  const found = await withAlignments(location, {}, async table => (await table.rows(sql)).length).catch(error => error)
  if (typeof found === 'number')
    return records === undefined || found === records ? 'partly' : `${name}: ${found} rows instead of ${records}`
  return records === undefined && found.code === 'FORMAT' ? 'partly' : `${name}: ${found}`
}
