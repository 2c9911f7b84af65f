// Functions of your own, in SQL: one of a row, one of a group.
import path from 'node:path'
import { open } from 'locusql'

const db = await open()
await db.registerVcf(path.join(import.meta.dirname, '../fixtures/vcf/calls.vcf.gz'), 'calls')

db.registerFunction({
  name: 'substitution',
  args: ['VARCHAR', 'VARCHAR'],
  returns: 'VARCHAR',
  evaluate: (ref, alt) => (ref.length === 1 && alt.length === 1 ? (/^(AG|GA|CT|TC)$/.test(ref + alt) ? 'transition' : 'transversion') : null),
})
db.registerFunction({
  kind: 'aggregate',
  name: 'geometric_mean',
  args: ['DOUBLE'],
  returns: 'DOUBLE',
  start: () => ({ sum: 0, n: 0 }),
  step: (state, x) => ({ sum: state.sum + Math.log(x), n: state.n + 1 }),
  finish: ({ sum, n }) => (n === 0 ? null : Math.exp(sum / n)),
})

const sql = `SELECT substitution(ref, alt) AS kind, count(*) AS n, round(geometric_mean(qual), 3) AS quality
             FROM calls WHERE qual > 0 GROUP BY kind ORDER BY kind`
for (const row of await db.sql(sql).toArray()) console.log(row.kind, row.n, row.quality)

// A function that throws names itself, the row and the arguments.
db.registerFunction({ name: 'fussy', args: ['VARCHAR'], returns: 'BIGINT', evaluate: ref => BigInt(ref.length > 1 ? 'x' : ref.length) })
await db
  .sql('SELECT fussy(ref) FROM calls')
  .toArray()
  .catch(error => console.log(error.message))
await db.close()
