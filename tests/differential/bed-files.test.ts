// Every BED file of the shared data, told by an independent reading: a few lines of awk for all fields, bedtools for the number of records.
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { open } from '../../src/node.ts'
import { sharedData } from '../support/shared-data.ts'

const folder = sharedData('bed') ?? ''
const hasData = folder !== ''
const hasTools = isInstalled('awk') && isInstalled('zcat') && isInstalled('bedtools')
if (!hasTools) console.warn('SKIPPED: awk, zcat and bedtools are needed to read BED files independently.')

const files = hasData
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => /\.(bed|bedgraph|narrowpeak|broadpeak|bedmethyl)(\.gz)?$/i.test(name))
      .sort()
  : []

/** Files that no reader of BED should read, and why. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  'bedtools2/groupby/noPosvalues.header.bed': /start is "chr1", which is not a position/,
  'bedtools2/groupby/values3.unmarked_header.bed': /start is "start", which is not a position/,
  'htsjdk/tribble/bed/NA12878.deletions.10kbp.het.gq99.hand_curated.hg19.bed': /line 34: end is "", which is not a position/,
  'htsjdk/tribble/test.tabix.bed': /line 6: start is "100B20", which is not a position/,
}

/** Files whose lines differ in length: refused where their schema is told from the file, read as BED3 and the rest. */
const RAGGED: Readonly<Record<string, RegExp>> = {
  'nucleus/malformed2.bed': /line 5: the line has 4 columns, and the table \(bed12\) has 12/,
}

describe.skipIf(!hasData || !hasTools)('BED files', async () => {
  const db = await open({ 'execution.workers': 'off' })
  afterAll(() => db.close())

  test('there are many', () => expect(files.length).toBeGreaterThan(200))

  test.each(files)('%s: every field as awk reads it', async name => {
    const file = path.join(folder, name)
    const rows = db
      .sql(`SELECT chrom, start, "end", rest FROM read_bed('${file}', schema => 'rest', zero_based => true, positions => 'int64')`)
      .toArray()
    const refusal = REFUSED[name]
    if (refusal !== undefined) return expect(rows).rejects.toThrow(refusal)
    const lines = (await rows).map(({ chrom, start, end, rest }) =>
      [chrom, start, end, ...(rest === null ? [] : [rest])].join('\t').replace(/\t+$/, ''),
    )
    expect(lines).toEqual(awkRows(file))
  })

  test.each(files)('%s: the columns of its schema hold the same text', async name => {
    const file = path.join(folder, name)
    const asked = db.sql(`SELECT * FROM read_bed('${file}', zero_based => true, positions => 'int64')`).toArray()
    const refusal = REFUSED[name] ?? RAGGED[name]
    if (refusal !== undefined) return expect(asked).rejects.toThrow(refusal)
    const rows = await asked
    const expected = awkRows(file).map(line => line.split('\t'))
    expect(rows.length).toBe(expected.length)
    for (const [i, row] of rows.entries()) {
      const values = Object.entries(row).flatMap(([column, value]) => (column === 'rest' ? String(value ?? '').split('\t') : [value]))
      const fields = expected[i] ?? []
      for (const [k, field] of fields.entries())
        expect(sameField(values[k], field), `row ${i}, field ${k}: ${values[k]} and ${field}`).toBe(true)
    }
  })

  test.each(files)('%s: as many records as bedtools counts', async name => {
    const file = path.join(folder, name)
    const counted = bedtoolsCount(file)
    if (counted === undefined || REFUSED[name] !== undefined) return
    const [row] = await db.sql(`SELECT count(*) AS n FROM read_bed('${file}')`).toArray()
    expect(row?.n).toBe(counted)
  })
})

/** Records as text, tabs between fields, without the tabs that end some lines. */
function awkRows(file: string): readonly string[] {
  const program = String.raw`{ sub(/\r$/, ""); sub(/^\xef\xbb\xbf/, "") } /^#/ || /^(track|browser)([ \t]|$)/ || /^[ \t]*$/ { next } !/\t/ { $1 = $1; gsub(/ /, "\t") } { sub(/\t+$/, ""); print }`
  const text = execFileSync('sh', ['-c', `zcat -f -- "$1" | LC_ALL=C awk '${program}'`, 'sh', file], { maxBuffer: 1 << 28 }).toString()
  return text === '' ? [] : text.replace(/\n$/, '').split('\n').map(normalized)
}

/** Numbers without signs or zeros in front, as an integer prints. */
function normalized(line: string): string {
  const [chrom, start, end, ...rest] = line.split('\t')
  return [chrom, Number(start), Number(end), ...rest].join('\t')
}

function sameField(value: unknown, field: string): boolean {
  if (value === null || value === undefined) return field === '' || field === '.' || field === '*'
  if (typeof value === 'number') return Object.is(value, Number(field)) || value === Number(field)
  if (Array.isArray(value)) return value.join(',') === field.replace(/,$/, '')
  return value === field || (value === '' && field === '')
}

/** Undefined where bedtools refuses the file. */
function bedtoolsCount(file: string): number | undefined {
  try {
    const text = execFileSync('bedtools', ['sort', '-i', file], { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }).toString()
    return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length
  } catch {
    return undefined
  }
}

function isInstalled(tool: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
