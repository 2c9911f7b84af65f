// Reads every record batch of an alignment file through the API and drops it: one whole process of what a program does that takes Arrow.
// node bench/scan-batches.mjs FILE PARTITIONS [TAG,TAG] [REFERENCE]      or, with `table` in front, one Arrow table of all rows
import { open } from '../dist/bundle/node.js'

const whole = process.argv[2] === 'table'
const [file, partitions, tags = '', reference = ''] = process.argv.slice(whole ? 3 : 2)
const format = file.slice(file.lastIndexOf('.') + 1)
const options = [
  ...(tags === '' ? [] : [`tag_fields => [${tags.split(',').map(tag => `'${tag}'`)}]`]),
  ...(reference === '' ? [] : [`reference_path => '${reference}'`]),
]
const db = await open()
await db.sql(`SET execution.target_partitions = ${partitions}`).run()
const relation = db.sql(`SELECT * FROM read_${format}(${[`'${file}'`, ...options].join(', ')})`)
let rows = 0
if (whole) rows = (await relation.toArrow()).numRows
else for await (const batch of relation.batches()) rows += batch.numRows
console.log(rows)
await db.close()
