// Real Parquet files: the sums that pyarrow 26.0.1 gives (pc.sum, pc.count_distinct), read as one table of part files.
import { afterAll, describe, expect, test } from 'vitest'
import { open } from '../../src/node.ts'
import { sharedData } from '../support/shared-data.ts'

const folder = sharedData('parquet/polars-bio')

const TABLES = [
  { name: 'exons', parts: 2, rows: 438_694, starts: 33_068_055_106_823, ends: 33_068_191_800_188 },
  { name: 'fBrain-DS14718', parts: 2, rows: 198_621, starts: 15_851_690_057_233, ends: 15_851_781_491_469 },
]

describe.skipIf(folder === undefined)('Parquet files', async () => {
  const db = await open({ 'execution.workers': 'off' })
  afterAll(() => db.close())

  test.each(TABLES)('$name', async ({ name, parts, rows, starts, ends }) => {
    const files = `read_parquet('${folder}/${name}/*.parquet', filename => true)`
    const [sums] = await db.sql(`SELECT count(*) AS n, sum(pos_start) AS starts, sum(pos_end) AS ends FROM ${files}`).toArray()
    expect(sums).toEqual({ n: rows, starts, ends })
    const byFile = await db.sql(`SELECT filename, count(*) AS n FROM ${files} GROUP BY filename ORDER BY filename`).toArray()
    expect(byFile.length).toBe(parts)
    expect(byFile.reduce((sum, row) => sum + Number(row.n), 0)).toBe(rows)
  })

  test('a filter gives what it gives without pushdown', async () => {
    const location = `${folder}/exons/*.parquet`
    for (const where of ["contig = 'chr1' AND pos_start < 1000000", 'pos_end > 249000000', "contig > 'chr8'", 'pos_start = 11873']) {
      const [pushed] = await db.sql(`SELECT count(*) AS n, sum(pos_end) AS s FROM read_parquet('${location}') WHERE ${where}`).toArray()
      const [above] = await db
        .sql(`SELECT count(*) AS n, sum(pos_end) AS s FROM read_parquet('${location}', predicate_pushdown => false) WHERE ${where}`)
        .toArray()
      expect(pushed).toEqual(above)
      expect(Number(pushed?.n)).toBeGreaterThan(0)
    }
  })
})
