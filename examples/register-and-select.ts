import { open } from 'locusql'

const db = await open()
await db.registerVcf('fixtures/vcf/calls.vcf.gz', 'calls', { infoFields: ['AF', 'DP'] })

const rows = await db.sql('SELECT chrom, start, ref, alt, DP FROM calls WHERE chrom = $1 AND start < 2000', ['chr1']).toArray()
console.log(JSON.stringify(rows[0]))

for await (const row of db.table('calls').filter('qual > 99').select('chrom', 'start', 'qual').limit(3))
  console.log(row.chrom, row.start, row.qual)

await db.close()
