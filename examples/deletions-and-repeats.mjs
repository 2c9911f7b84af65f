// Which kind of repeat covers most of each long deletion?
import path from 'node:path'
import { open } from 'locusql'

process.chdir(path.join(import.meta.dirname, '../fixtures/scenarios'))
const db = await open()

const sql = `
  SELECT sv.id, sv.SVLEN, r.name AS repeat,
         round(sum(overlap_length(sv.chrom, sv.start, sv.end, r.chrom, r.start, r.end)) / (sv.end - sv.start + 1.0), 3) AS fraction
  FROM read_vcf('structural.vcf', info_fields => ['SVTYPE', 'SVLEN', 'END']) AS sv
  JOIN 'repeats.bed' AS r ON overlaps(sv.chrom, sv.start, sv.end, r.chrom, r.start, r.end)
  WHERE sv.SVTYPE = 'DEL' AND abs(sv.SVLEN) > 1000
  GROUP BY sv.id, sv.SVLEN, sv.start, sv.end, r.name
  QUALIFY fraction = max(fraction) OVER (PARTITION BY sv.id)
  ORDER BY fraction DESC
`
for await (const row of db.sql(sql)) console.log(JSON.stringify(row))

await db.close()
