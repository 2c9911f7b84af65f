// Which bases of the panel are covered less than 10-fold? As BED on standard output.
// In the shell: locusql -tsv -c "SELECT …" > uncallable.bed
import path from 'node:path'
import { open } from 'locusql'

process.chdir(path.join(import.meta.dirname, '../fixtures/scenarios'))
const db = await open()

const sql = `
  SELECT chrom, start - 1 AS start, "end"
  FROM subtract('panel.bed', (SELECT * FROM merge((SELECT * FROM depth('panel.bam') WHERE depth >= 10))))
`
for await (const { chrom, start, end } of db.sql(sql)) console.log([chrom, start, end].join('\t'))

await db.close()
