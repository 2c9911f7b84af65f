// Every BAM file that samtools reads: the same number of records, the same twelve columns, the same tags.
import { describe, expect, test } from 'vitest'
import { foundCore, sameTag, tagsOf, wantedCore } from './compare-records.ts'
import { withAlignments } from './open-alignments.ts'
import { type SharedAlignment, samtoolsView, sharedAlignments } from './shared-alignments.ts'

const files = sharedAlignments('bam').filter(file => file.records !== undefined)

describe.skipIf(files.length === 0)('agrees with samtools', () => {
  test(`count(*) of ${files.length} files`, async () => {
    const differing: string[] = []
    for (const { name, location, records } of files) {
      const found = await withAlignments(location, {}, async table => (await table.rows('SELECT count(*) AS n FROM t'))[0]?.n)
      if (found !== records) differing.push(`${name}: ${found} instead of ${records}`)
    }
    expect(differing).toEqual([])
  }, 300_000)

  test(`twelve columns of ${files.length} files`, async () => {
    const differing = await Promise.all(files.map(compareCore))
    expect(differing.filter(difference => difference !== undefined)).toEqual([])
  }, 300_000)

  test(`tags of ${files.length} files`, async () => {
    const differing = await Promise.all(files.map(compareTags))
    expect(differing.filter(difference => difference !== undefined)).toEqual([])
  }, 300_000)
})

async function compareCore({ name, location }: SharedAlignment): Promise<string | undefined> {
  const lines = samtoolsView(location)
  const rows = await withAlignments(location, {}, table => table.rows('SELECT * FROM t')).catch(error => String(error))
  if (typeof rows === 'string') return `${name}: ${rows}`
  if (rows.length !== lines.length) return `${name}: ${rows.length} rows instead of ${lines.length}`
  for (const [index, row] of rows.entries()) {
    const wanted = wantedCore(lines[index] ?? '').join('\t')
    const found = foundCore(row).join('\t')
    if (found !== wanted) return `${name}: row ${index + 1} is ${found} instead of ${wanted}`
  }
  return undefined
}

async function compareTags({ name, location }: SharedAlignment): Promise<string | undefined> {
  const wanted = samtoolsView(location).map(tagsOf)
  const tags = [...new Set(wanted.flatMap(line => [...line.keys()]))]
  if (tags.length === 0) return undefined
  // Every record is sampled, so that the types hold for all of them.
  const options = { tagFields: tags, inferTagSampleSize: Math.max(1, wanted.length) }
  const rows = await withAlignments(location, options, table =>
    table.rows(`SELECT ${tags.map(tag => `"${tag}"`).join(', ')} FROM t`),
  ).catch(error => String(error))
  if (typeof rows === 'string') return `${name}: ${rows}`
  for (const [index, row] of rows.entries()) {
    const line = wanted[index] ?? new Map()
    const odd = tags.find(tag => !sameTag(row[tag], line.get(tag)))
    if (odd !== undefined)
      return `${name}: row ${index + 1}, ${odd} is ${JSON.stringify(row[odd])} instead of ${JSON.stringify(line.get(odd))}`
  }
  return undefined
}
