// Introns: what is left of a transcript without its own exons.
import path from 'node:path'
import { open } from 'locusql'

process.chdir(path.join(import.meta.dirname, '../fixtures/scenarios'))
const db = await open()

const sql = `
  WITH features AS (SELECT * FROM read_gtf('genes.gtf', attr_fields => ['transcript_id']))
  SELECT transcript_id, chrom, start, "end", row_number() OVER (PARTITION BY transcript_id ORDER BY start) AS intron
  FROM subtract(
    (SELECT * FROM features WHERE type = 'transcript'), (SELECT * FROM features WHERE type = 'exon'), on_cols => ['transcript_id'])
  ORDER BY transcript_id, start
`
for await (const row of db.sql(sql)) console.log(JSON.stringify(row))

await db.close()
