// Hi-C contacts by bins of a megabase.
import path from 'node:path'
import { open } from 'locusql'

process.chdir(path.join(import.meta.dirname, '../fixtures/scenarios'))
const db = await open()

const sql = `
  SELECT chr1, pos1 // 1_000_000 AS bin1, chr2, pos2 // 1_000_000 AS bin2, count(*) AS contacts
  FROM 'contacts.pairs.gz'
  WHERE chr1 IN ('chr1', 'chr2') AND pair_type = 'UU'
  GROUP BY ALL ORDER BY contacts DESC, chr1, bin1, chr2, bin2 LIMIT 6
`
for await (const row of db.sql(sql)) console.log(JSON.stringify(row))

await db.close()
