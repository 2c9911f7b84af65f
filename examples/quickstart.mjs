// Registers a VCF, asks for a region of it, and shows what the index saved.
import path from 'node:path'
import { open } from 'locusql'

const file = path.join(import.meta.dirname, '../fixtures/vcf/calls.vcf.gz')
const db = await open()
await db.registerVcf(file, 'calls', { infoFields: ['DP', 'AF', 'GENE'] })

const sql = `SELECT chrom, start, ref, alt, DP, AF, GENE
             FROM calls
             WHERE chrom = 'chr2' AND start BETWEEN 500000 AND 510000 AND filter = 'PASS'`

const relation = db.sql(sql)
const rows = await relation.toArray()
for (const row of rows) console.log(row.chrom, row.start, row.ref, row.alt, `DP=${row.DP}`, `AF=${row.AF.map(af => af.toFixed(3))}`, row.GENE ?? '')

console.log(`\n${await db.explain(sql)}`)

const { bytesRead, blocksInflated, rowsRead } = relation.stats
const all = db.sql('SELECT avg(qual) FROM calls')
await all.toArray()
console.log(`
With the index: ${rowsRead} records looked at, ${blocksInflated} blocks inflated, ${kilobytes(bytesRead)} KiB read.
The whole file: ${all.stats.rowsRead} records, ${all.stats.blocksInflated} blocks, ${kilobytes(all.stats.bytesRead)} KiB.`)
await db.close()

function kilobytes(bytes) {
  return Math.round(bytes / 1024)
}
