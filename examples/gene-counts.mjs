// How many templates of an RNA library lie on the exons of each gene, on its strand?
// The first read of this library lies on the other strand (dUTP). A spliced read counts with all it spans, its introns too.
import path from 'node:path'
import { open } from 'locusql'

process.chdir(path.join(import.meta.dirname, '../fixtures/scenarios'))
const db = await open()

const sql = `
  WITH exons AS (
    SELECT * FROM merge((SELECT * FROM read_gtf('genes.gtf', attr_fields => ['gene_id']) WHERE type = 'exon'), on_cols => ['gene_id', 'strand'])
  )
  SELECT x.gene_id, count(DISTINCT r.name) AS templates
  FROM 'rna.bam' AS r
  JOIN exons AS x ON overlaps(r.chrom, r.start, r.end, x.chrom, x.start, x.end)
    AND x.strand = CASE WHEN is_first(r.flags) = is_reverse(r.flags) THEN '+' ELSE '-' END
  WHERE is_primary(r.flags) AND r.mapping_quality >= 10
  GROUP BY x.gene_id ORDER BY x.gene_id
`
for await (const row of db.sql(sql)) console.log(JSON.stringify(row))

await db.close()
