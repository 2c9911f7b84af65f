// How do quality and uncalled bases change along the reads of both files of a lane?
import path from 'node:path'
import { open } from 'locusql'

process.chdir(path.join(import.meta.dirname, '../fixtures/scenarios'))
const db = await open()

const sql = `
  SELECT filename, cycle, round(avg(ascii(substr(quality_scores, cycle, 1)) - 33), 2) AS mean_quality,
         avg(CAST(substr(sequence, cycle, 1) = 'N' AS INTEGER)) AS n_rate, count(*) AS reads
  FROM read_fastq('lane_R[12].fastq.gz', filename => true) AS r, LATERAL generate_series(1, length(r.sequence)) AS c(cycle)
  GROUP BY ALL ORDER BY ALL
`
for await (const row of db.sql(sql)) console.log(JSON.stringify(row))

await db.close()
