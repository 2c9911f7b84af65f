// How many reads of each read group are mapped, duplicates, proper pairs?
import path from 'node:path'
import { open } from 'locusql'

process.chdir(path.join(import.meta.dirname, '../fixtures/scenarios'))
const db = await open()

const sql = `
  SELECT RG, count(*) AS total,
         count(*) FILTER (WHERE is_mapped(flags)) AS mapped,
         count(*) FILTER (WHERE is_duplicate(flags)) AS duplicates,
         count(*) FILTER (WHERE is_proper_pair(flags)) AS proper,
         round(avg(mapping_quality) FILTER (WHERE is_primary(flags)), 2) AS quality
  FROM read_bam('panel.bam', tag_fields => ['RG'])
  GROUP BY RG ORDER BY RG
`
for await (const row of db.sql(sql)) console.log(JSON.stringify(row))

await db.close()
