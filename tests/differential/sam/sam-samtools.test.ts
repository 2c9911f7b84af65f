// Every SAM file that samtools reads: the same number of records, the same twelve columns, the same tags.
import { describe, expect, test } from 'vitest'
import { foundCore, sameTag, tagsOf, wantedCore } from '../bam/compare-records.ts'
import { withAlignments } from '../bam/open-alignments.ts'
import { type SharedAlignment, samtoolsView, sharedAlignments } from '../bam/shared-alignments.ts'

/** Files that samtools reads with a warning and we refuse, with the reason. */
const REFUSED: Readonly<Record<string, string>> = {
  'sam/hts-specs/sam/failed/flag.fail.sam': 'FLAG is 65536, which samtools cuts to 16 bits',
  'sam/hts-specs/sam/failed/hdr.SQ5.sam': 'two @SQ lines of one name',
  'sam/hts-specs/sam/failed/hdr.SQ7.sam': 'an @SQ line without LN',
  'sam/hts-specs/sam/failed/hdr.SQ8.sam': 'an @SQ line without SN',
  'sam/hts-specs/sam/failed/qual.fail2.sam': 'QUAL holds DEL',
  'sam/samtools/large_pos/longref3.sam': 'positions beyond 2^53',
  'sam/pysam/pysam_data/example_btag.sam': 'XF:i:1 XE:i:0 with a blank between, which samtools cuts at the blank',
}
/** Positions beyond 2^32. */
const LONG_CONTIGS = /longref|large_pos|7_mark_supp_dup/

const files = sharedAlignments('sam').filter(file => file.records !== undefined)
const accepted = files.filter(file => REFUSED[file.name] === undefined)

describe.skipIf(files.length === 0)('agrees with samtools', () => {
  test(`count(*) of ${accepted.length} files`, async () => {
    const differing: string[] = []
    for (const { name, location, records } of accepted) {
      const found = await withAlignments(location, {}, async table => (await table.rows('SELECT count(*) AS n FROM t'))[0]?.n)
      if (found !== records) differing.push(`${name}: ${found} instead of ${records}`)
    }
    expect(differing).toEqual([])
  }, 300_000)

  test(`twelve columns of ${accepted.length} files`, async () => {
    const differing = await Promise.all(accepted.map(compareCore))
    expect(differing.filter(difference => difference !== undefined)).toEqual([])
  }, 300_000)

  test(`tags of ${accepted.length} files`, async () => {
    const differing = await Promise.all(accepted.map(compareTags))
    expect(differing.filter(difference => difference !== undefined)).toEqual([])
  }, 300_000)

  test.each(files.filter(file => REFUSED[file.name] !== undefined))('$name is refused', async ({ name, location }) => {
    const tags = samtoolsView(location).flatMap(line => [...tagsOf(line).keys()])
    const rows = withAlignments(location, { ...optionsOf(name), tagFields: tags }, table => table.rows('SELECT * FROM t'))
    await expect(rows).rejects.toMatchObject({ code: 'FORMAT', at: { line: expect.any(Number) } })
  })
})

async function compareCore({ name, location }: SharedAlignment): Promise<string | undefined> {
  const lines = samtoolsView(location)
  const rows = await withAlignments(location, optionsOf(name), table => table.rows('SELECT * FROM t')).catch(error => String(error))
  if (typeof rows === 'string') return `${name}: ${rows}`
  if (rows.length !== lines.length) return `${name}: ${rows.length} rows instead of ${lines.length}`
  for (const [index, row] of rows.entries()) {
    const wanted = wantedCore(lines[index] ?? '')
    const found = asSamtools(foundCore(row), wanted)
    if (found.join('\t') !== wanted.join('\t')) return `${name}: row ${index + 1} is ${found.join('\t')} instead of ${wanted.join('\t')}`
  }
  return undefined
}

function optionsOf(name: string): object {
  return LONG_CONTIGS.test(name) ? { positions: 'int64' } : {}
}

const FLAGS = 4
const UNMAPPED = 4
const CIGAR = 5
const CHROM = 1
const START = 2
const END = 3
const MATE_CHROM = 7
const MATE_START = 8
const SEQUENCE = 9

/**
 * What samtools makes of a line on its way through BAM, and we leave as it stands: bases in capitals, 0 to 3 as ACGT and unknown ones N; the flag of an
 * unmapped read on a read without position or CIGAR; no contig where the header does not list it; no mate without a position.
 */
function asSamtools(found: readonly string[], wanted: readonly string[]): readonly string[] {
  const row = [...found]
  if (row[SEQUENCE] !== '*')
    row[SEQUENCE] = (row[SEQUENCE] ?? '')
      .replace(/[0-3]/g, digit => 'ACGT'.charAt(Number(digit)))
      .toUpperCase()
      .replace(/[^=ACMGRSVTWYHKDBN]/g, 'N')
  if (wanted[CHROM] === '*') row[CHROM] = '*'
  const isUnplaced = row[CHROM] === '*' || row[START] === '0' || row[CIGAR] === '*'
  if (isUnplaced && (Number(wanted[FLAGS]) & UNMAPPED) !== 0) {
    row[FLAGS] = String(Number(row[FLAGS]) | UNMAPPED)
    row[END] = wanted[END] ?? ''
  }
  if (wanted[MATE_CHROM] === '*' && (wanted[CHROM] !== row[MATE_CHROM] || row[MATE_START] === '0')) row[MATE_CHROM] = '*'
  return row
}

async function compareTags({ name, location }: SharedAlignment): Promise<string | undefined> {
  const wanted = samtoolsView(location).map(tagsOf)
  const tags = [...new Set(wanted.flatMap(line => [...line.keys()]))]
  if (tags.length === 0) return undefined
  // Every record is sampled, so that the types hold for all of them.
  const options = { ...optionsOf(name), tagFields: tags, inferTagSampleSize: Math.max(1, wanted.length) }
  const sql = `SELECT ${tags.map(tag => `"${tag.replaceAll('"', '""')}"`).join(', ')} FROM t`
  const rows = await withAlignments(location, options, table => table.rows(sql)).catch(error => String(error))
  if (typeof rows === 'string') return `${name}: ${rows}`
  for (const [index, row] of rows.entries()) {
    const line = wanted[index] ?? new Map()
    const odd = tags.find(tag => !sameTag(row[tag], line.get(tag)))
    if (odd !== undefined)
      return `${name}: row ${index + 1}, ${odd} is ${JSON.stringify(row[odd])} instead of ${JSON.stringify(line.get(odd))}`
  }
  return undefined
}
