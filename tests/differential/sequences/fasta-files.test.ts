// Every FASTA file of the shared data, as seqtk reads it; random regions of those with an index, as samtools faidx prints them.
import { existsSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { open } from '../../../src/node.ts'
import { makeRandom } from '../../inflate/random.ts'
import { hasTools, run, sharedSequenceFiles } from './shared-sequence-files.ts'

const files = sharedSequenceFiles('fasta')
const REGIONS = 25

/** The first line is a comment, and the sequence follows: the oldest form of the format, which samtools does not read either. */
const REFUSED: Readonly<Record<string, RegExp>> = { 'adam/legacy.fa': /line 3: a FASTA file begins with ">", and not with "MDSKG/ }
/** samtools does not read this index, which says that lines have 0 bases. */
const NO_LINES = 'indexedfasta-js/no-newline.fa'

const indexed = files.filter(
  ({ name, location }) =>
    name !== NO_LINES && existsSync(`${location}.fai`) && (!location.endsWith('.gz') || existsSync(`${location}.gzi`)),
)

describe.skipIf(files.length === 0 || !hasTools('seqtk', 'samtools'))('FASTA files', async () => {
  const db = await open({ 'execution.workers': 'off' })
  afterAll(() => db.close())

  test('there are many', () => expect(files.length).toBeGreaterThan(60))

  test.each(files)('$name: names, descriptions and sequences as seqtk reads them', async ({ name, location }) => {
    const asked = db.sql(`SELECT name, description, sequence FROM '${location}'`).toArray()
    if (REFUSED[name] !== undefined) return expect(asked).rejects.toThrow(REFUSED[name])
    const rows = await asked
    const found = rows.flatMap(({ name, description, sequence }) => [`>${name}${description === null ? '' : ` ${description}`}`, sequence])
    const wanted = run('seqtk', 'seq', location).split('\n').slice(0, -1)
    // seqtk keeps blanks in front of a description, and those at the end of a line.
    expect(found).toEqual(wanted.map(line => line.trimEnd().replace(/^(>\S*)[ \t]+/, '$1 ')))
    const [count] = await db.sql(`SELECT count(*) AS n FROM '${location}'`).toArray()
    expect(count?.n).toBe(rows.length)
  })

  test.each(files)('$name: each sequence by its name', async ({ name: file, location }) => {
    if (REFUSED[file] !== undefined) return
    const rows = await db.sql(`SELECT name, sequence FROM '${location}'`).toArray()
    const random = makeRandom(rows.length)
    for (let i = 0; i < Math.min(10, rows.length); i++) {
      const { name } = random.pick(rows)
      const found = await db.sql(`SELECT name, sequence FROM '${location}' WHERE name = $1`, [name]).toArray()
      expect(found).toEqual(rows.filter(row => row.name === name))
    }
  })

  test.each(indexed)('$name: random regions as samtools prints them', async ({ location }) => {
    const lengths = await db.sql(`SELECT name, length(sequence) AS n FROM '${location}' WHERE length(sequence) > 0`).toArray()
    const random = makeRandom(lengths.length)
    const regions = Array.from({ length: REGIONS }, () => {
      const { name, n } = random.pick(lengths)
      const start = 1 + random.below(Number(n))
      return `${name}:${start}-${start + random.pick([0, 1, 59, 60, 61, 200, 70_000])}`
    })
    const sql = `SELECT chrom, start, "end", sequence FROM fasta_seq('${location}', ${regions.map(region => `'${region}'`).join(', ')})`
    const found = (await db.sql(sql).toArray()).map(row => row.sequence)
    const wanted = run('samtools', 'faidx', '-n', '0', location, ...regions)
      .split(/^>.*$/m)
      .slice(1)
      .map(text => text.replaceAll(/\s/g, ''))
    expect(found).toEqual(wanted)
  })
})
