// What is known about a table: its file, its coordinate system, and the header as data.
import { open } from 'locusql'

const db = await open()
await db.registerVcf('fixtures/vcf/small.vcf')
await db.printMetadataSummary('small')

const { header } = await db.metadata('small')
console.log('AF:', JSON.stringify(header.info_fields.AF))

// Kept through select, filter and limit.
const relation = db.table('small').filter('start > 100').select('chrom', 'start').limit(2)
console.log('of the relation:', (await relation.metadata()).header.sample_names.join())

console.log('columns:', (await db.table('small').schema()).fields.map(field => `${field.name}: ${field.type}`).slice(0, 4).join(', '))

// Rows of your own can say where they come from.
db.registerRows('mine', [{ chrom: 'chr1', start: 4, end: 9 }], { zeroBased: true })
await db.setSourceMetadata('mine', { format: 'bed', path: 'mine.bed' })
console.log('mine:', JSON.stringify(await db.metadata('mine')))

for (const row of await db.sql("SELECT * FROM table_metadata('mine')").toArray()) console.log(row.key, '=', row.value)
await db.close()
