// Runs the built shell and a worker once on the fixtures, so that the code which V8 compiles for common queries is kept beside the bundles.
// Other versions of Node keep theirs at their first run (src/platform/node/bundle-loader.ts).
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const fixture = name => `'${path.join(root, 'fixtures', name)}'`
const SITES = fixture('vcf/calls.vcf.gz')
const GENES = fixture('bed/genes.bed')

/** Milliseconds after which a worker keeps its code, and some more. */
const WORKER_KEEPS_CODE = 1500

const queries = [
  'SELECT 1',
  `SELECT chrom, start, ref, alt, qual FROM ${SITES} WHERE qual > 10 AND chrom IN ('chr1', 'chr2') ORDER BY start DESC LIMIT 5`,
  `SELECT count(*) FROM ${fixture('vcf/small.vcf')} WHERE AF[1] < 0.01`,
  `SELECT chrom, count(*) AS n, sum("end" - start), min(start), avg("end") FROM ${GENES} GROUP BY chrom HAVING n > 0 ORDER BY n DESC, chrom`,
  `SELECT * FROM overlap(${GENES}, ${GENES})`,
  `SELECT count(*) FROM ${GENES} a JOIN ${GENES} b ON a.chrom = b.chrom AND a.start < b."end" AND b.start < a."end"`,
  `SELECT count(*), sum(length(sequence)) FROM ${fixture('fastq/reads.fq.gz')}`,
  `SELECT chrom, start, "end", strand FROM ${fixture('gff/genes.gff3')} WHERE type = 'exon'`,
  `SELECT count(*) FROM ${fixture('bam/reads.bam')} WHERE mapping_quality >= 30`,
  `WITH t AS (SELECT * FROM (VALUES (1, 'a'), (2, NULL)) v(i, s))
   SELECT i, coalesce(upper(s), 'none'), CASE WHEN i > 1 THEN 2 END FROM t UNION ALL SELECT 3, 'b', 0`,
]

execFileSync(process.execPath, [path.join(root, 'bin/locusql.js'), '-csv', '-c', queries.join(';\n')], {
  stdio: ['ignore', 'ignore', 'inherit'],
})

const { open } = await import('../dist/bundle/node.js')
const db = await open({ 'execution.workers': 'always', 'execution.target_partitions': 1 })
for (const query of queries) await db.sql(query).toArray()
await setTimeout(WORKER_KEEPS_CODE)
await db.close()
