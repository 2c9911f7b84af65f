// Every FASTQ file of the shared data, as seqtk reads it; cut into pieces of any size, the same records.
import { afterAll, describe, expect, test } from 'vitest'
import { open } from '../../../src/node.ts'
import { hasTools, run, sharedSequenceFiles } from './shared-sequence-files.ts'

const files = sharedSequenceFiles('fastq')

/** Broken files, which seqtk reads up to the fault and no further, without a word. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  'adam/fastq_sample2.fq': /line 1: a record begins with "@", and not with "GTTAGGG/,
  'polars-bio/fastq/test.fastq': /line 8: record "SEQ_ID_2" has 12 quality scores for 11 letters/,
  'nucleus/malformed2.fastq': /line 7: behind the sequence of record "okheader" comes "#" in place of "\+"/,
}

describe.skipIf(files.length === 0 || !hasTools('seqtk'))('FASTQ files', async () => {
  const db = await open({ 'execution.workers': 'off' })
  const pieces = await open({ 'execution.workers': 'off', 'execution.partition_bytes': 700 })
  afterAll(async () => {
    await db.close()
    await pieces.close()
  })

  test('there are many', () => expect(files.length).toBeGreaterThan(40))

  test.each(files)('$name: every record as seqtk reads it', async ({ name, location }) => {
    const sql = `SELECT name, description, sequence, quality_scores FROM '${location}'`
    if (REFUSED[name] !== undefined) return expect(db.sql(sql).toArray()).rejects.toThrow(REFUSED[name])
    const rows = await db.sql(sql).toArray()
    const found = rows.flatMap(row => [
      `@${row.name}${row.description === null ? '' : ` ${row.description}`}`,
      row.sequence,
      '+',
      row.quality_scores,
    ])
    expect(found).toEqual(seqtkLines(location))
    expect(await pieces.sql(sql).toArray()).toEqual(rows)
    const [count] = await pieces.sql(`SELECT count(*) AS n FROM '${location}'`).toArray()
    expect(count?.n).toBe(rows.length)
  })
})

/** seqtk keeps blanks in front of a description, and prints a record without letters as FASTA. */
function seqtkLines(location: string): readonly string[] {
  const lines = run('seqtk', 'seq', location).split('\n').slice(0, -1)
  return lines.flatMap((line, i) => {
    if (line.startsWith('>') && lines[i + 1] === '') return [`@${line.slice(1)}`, '', '+', '']
    return line === '' && lines[i - 1]?.startsWith('>') ? [] : [line.replace(/^(@\S*)[ \t]+/, '$1 ')]
  })
}
