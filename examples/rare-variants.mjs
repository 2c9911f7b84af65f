// Which of my variants are rare or unknown in a population? Only the blocks around mine are read of its indexed file.
import path from 'node:path'
import { open } from 'locusql'

process.chdir(path.join(import.meta.dirname, '../fixtures/scenarios'))
const db = await open()

const sql = `
  SELECT m.chrom, m.start, m.ref, m.alt, round(CAST(p.AF[1] AS DOUBLE), 6) AS frequency
  FROM 'trio.vcf' AS m LEFT JOIN 'population.vcf.gz' AS p
    ON overlaps(m.chrom, m.start, m.end, p.chrom, p.start, p.end) AND m.start = p.start AND m.ref = p.ref AND m.alt = p.alt
  WHERE m.filter = 'PASS' AND (p.AF IS NULL OR p.AF[1] < 1e-4)
  ORDER BY m.start
`
for await (const row of db.sql(sql)) console.log(JSON.stringify(row))

const plan = await db.sql(sql).explain({ analyze: true })
console.log(/population.vcf.gz.*rows_read=\d+/.exec(plan)?.[0].replace(/.*rows_read=/, 'read of 20,064 records of the population: '))

await db.close()
