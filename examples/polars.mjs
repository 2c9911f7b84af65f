// To nodejs-polars and back: frames travel as Arrow IPC.
import path from 'node:path'
import { open } from 'locusql'
import pl from 'nodejs-polars'

const db = await open()
const file = path.join(import.meta.dirname, '../fixtures/vcf/calls.vcf.gz')

const bytes = await db.scanVcf(file, { infoFields: ['DP'], formatFields: [] }).filter("chrom = 'chrX'").select('chrom', 'start', 'ref', 'DP').toIPC()
const frame = pl.readIPCStream(Buffer.from(bytes))
console.log('in polars:', frame.height, 'rows,', frame.columns.join(' '))

const depths = frame.groupBy('ref').agg(pl.col('DP').mean().alias('mean_depth'), pl.col('start').count().alias('n')).sort('ref')
await db.registerArrow('depths', depths.writeIPC({ compression: 'uncompressed' }))
for (const row of await db.sql('SELECT ref, n, round(mean_depth, 2) AS depth FROM depths ORDER BY ref').toArray()) {
  console.log(row.ref, Number(row.n), row.depth)
}
await db.close()
