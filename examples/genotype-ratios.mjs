// Transitions by transversions, and heterozygous by homozygous genotypes, of every sample.
import path from 'node:path'
import { open } from 'locusql'

process.chdir(path.join(import.meta.dirname, '../fixtures/scenarios'))
const db = await open()

const sql = `
  WITH genotypes AS (
    SELECT ref, alt, unnest(['mother', 'father', 'child']) AS sample, unnest(genotypes.GT) AS gt
    FROM 'trio.vcf' WHERE is_snv(ref, alt)
  )
  SELECT sample, count(*) AS variants,
         round(count(*) FILTER (WHERE is_transition(ref, alt)) * 1.0 / nullif(count(*) FILTER (WHERE is_transversion(ref, alt)), 0), 3) AS ti_tv,
         round(count(*) FILTER (WHERE is_het(gt)) * 1.0 / nullif(count(*) FILTER (WHERE is_hom_alt(gt)), 0), 3) AS het_hom
  FROM genotypes WHERE is_het(gt) OR is_hom_alt(gt)
  GROUP BY sample ORDER BY sample
`
for await (const row of db.sql(sql)) console.log(JSON.stringify(row))

await db.close()
