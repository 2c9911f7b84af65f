// Results as Arrow record batches and tables, and Arrow tables as SQL tables.
import path from 'node:path'
import { Table, tableFromArrays } from 'apache-arrow'
import { open } from 'locusql'

const db = await open()
const file = path.join(import.meta.dirname, '../fixtures/vcf/calls.vcf.gz')

let rows = 0
for await (const batch of db.scanVcf(file).select('chrom', 'start', 'qual').batches()) rows += batch.numRows
console.log('rows in batches:', rows)

const table = await db.scanVcf(file, { infoFields: ['DP'] }).filter("chrom = 'chrX' AND DP > 57").toArrow()
console.log('an Arrow table:', table instanceof Table, table.numRows, 'rows,', table.schema.fields.map(field => field.name).join(' '))
console.log('its positions as a typed array:', table.getChild('start').toArray().slice(0, 3))

await db.registerArrow('depths', tableFromArrays({ depth: Int32Array.of(58, 59), label: ['deep', 'deeper'] }))
await db.registerArrow('found', table)
const sql = 'SELECT d.label, count(*) AS n FROM found f JOIN depths d ON f.DP = d.depth GROUP BY d.label ORDER BY d.label'
for (const row of await db.sql(sql).toArray()) console.log(row.label, row.n)
await db.close()
