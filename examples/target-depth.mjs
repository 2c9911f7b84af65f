// How deep is every target of the panel sequenced, and how much of it at least 20-fold? The worst first.
// The same numbers as samtools depth -a -Q 20 -b panel.bed, added up.
import path from 'node:path'
import { open } from 'locusql'

process.chdir(path.join(import.meta.dirname, '../fixtures/scenarios'))
const db = await open()

const sql = `
  WITH covered AS (
    SELECT t.name, d.depth, overlap_length(t.chrom, t.start, t.end, d.chrom, d.start, d.end) AS bases
    FROM 'panel.bed' AS t
    JOIN depth('panel.bam', min_mapping_quality => 20, regions => 'panel.bed') AS d
      ON overlaps(t.chrom, t.start, t.end, d.chrom, d.start, d.end)
  )
  SELECT t.name, t.chrom, t.start, t.end,
         round(coalesce(sum(c.depth * c.bases), 0) / (t.end - t.start + 1.0), 2) AS mean_depth,
         round(coalesce(sum(c.bases) FILTER (WHERE c.depth >= 20), 0) / (t.end - t.start + 1.0), 3) AS breadth_20x
  FROM 'panel.bed' AS t LEFT JOIN covered AS c ON c.name = t.name
  GROUP BY ALL ORDER BY breadth_20x, mean_depth
`
for await (const row of db.sql(sql)) console.log(JSON.stringify(row))

await db.close()
