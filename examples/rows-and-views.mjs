// Objects as a table, a view over a file, and a join of both.
import path from 'node:path'
import { open } from 'locusql'

const db = await open()
await db.registerVcf(path.join(import.meta.dirname, '../fixtures/vcf/calls.vcf.gz'), 'calls')
db.registerRows('panel', [
  { gene: 'TP53', tier: 1 },
  { gene: 'KRAS', tier: 2 },
])
await db.registerView('good', "SELECT chrom, start, GENE FROM calls WHERE filter = 'PASS' AND qual > 95")

const sql = 'SELECT p.tier, g.GENE, count(*) AS variants FROM good g JOIN panel p ON g.GENE = p.gene GROUP BY ALL ORDER BY ALL'
for await (const row of db.sql(sql)) console.log(row.tier, row.GENE, row.variants)

// Leaving a loop early ends the query and frees what it holds.
for await (const row of db.table('good')) {
  console.log('first:', row.chrom, row.start)
  break
}

// An AbortSignal does so from outside.
const stop = AbortSignal.timeout(50)
await db
  .sql('SELECT count(*) FROM calls a, calls b, calls c', [], { signal: stop })
  .toArray()
  .catch(error => console.log('cancelled:', error.name))
await db.close()
