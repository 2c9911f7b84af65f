// Do two files name the same contigs?
import path from 'node:path'
import { open } from 'locusql'

process.chdir(path.join(import.meta.dirname, '../fixtures/scenarios'))
const db = await open()

const sql = `
  SELECT coalesce(r.chrom, t.chrom) AS chrom, r.length, t.targets,
         CASE WHEN t.chrom IS NULL THEN 'only in the reads' WHEN r.chrom IS NULL THEN 'only in the targets' ELSE 'same' END AS status
  FROM idxstats('rna.bam') AS r FULL JOIN (SELECT chrom, count(*) AS targets FROM 'repeats.bed' GROUP BY chrom) AS t ON r.chrom = t.chrom
  WHERE r.chrom IS NOT NULL OR t.chrom IS NOT NULL
  ORDER BY chrom
`
for await (const row of db.sql(sql)) console.log(JSON.stringify(row))

await db.close()
