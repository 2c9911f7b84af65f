// How far apart are the ends of proper pairs on chr20?
import path from 'node:path'
import { open } from 'locusql'

process.chdir(path.join(import.meta.dirname, '../fixtures/scenarios'))
const db = await open()

const sql = `
  SELECT template_length // 10 * 10 AS insert_size, count(*) AS pairs
  FROM 'panel.bam'
  WHERE chrom = 'chr20' AND is_proper_pair(flags) AND is_first(flags) AND template_length BETWEEN 1 AND 1500
  GROUP BY ALL ORDER BY insert_size
`
for await (const row of db.sql(sql)) console.log(JSON.stringify(row))

await db.close()
