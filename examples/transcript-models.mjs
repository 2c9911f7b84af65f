// Of every gene the transcript that codes for most: its exons, and its coding bases.
import path from 'node:path'
import { open } from 'locusql'

process.chdir(path.join(import.meta.dirname, '../fixtures/scenarios'))
const db = await open()

const sql = `
  WITH features AS (SELECT * FROM read_gff('genes.gff3', attr_fields => ['ID', 'Parent', 'gene_name'])),
  models AS (
    SELECT g.gene_name, t.ID AS transcript, count(*) FILTER (WHERE x.type = 'exon') AS exons,
           sum(x.end - x.start + 1) FILTER (WHERE x.type = 'CDS') AS coding_bases
    FROM features AS t JOIN features AS x ON x.Parent = t.ID JOIN features AS g ON g.ID = t.Parent
    WHERE t.type = 'transcript'
    GROUP BY ALL
  )
  SELECT * FROM models
  QUALIFY row_number() OVER (PARTITION BY gene_name ORDER BY coding_bases DESC NULLS LAST, transcript) = 1
  ORDER BY gene_name
`
for await (const row of db.sql(sql)) console.log(JSON.stringify(row))

await db.close()
