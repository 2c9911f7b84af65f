// Which genes are hit in an exon by rare variants of high impact, as an annotator's CSQ field tells?
import path from 'node:path'
import { open } from 'locusql'

process.chdir(path.join(import.meta.dirname, '../fixtures/scenarios'))
const db = await open()

const sql = `
  WITH consequences AS (
    SELECT chrom, start, "end", id, AC[1] AS allele_count, string_split(unnest(CSQ), '|') AS csq
    FROM 'trio.vcf' WHERE filter = 'PASS'
  ),
  exons AS (SELECT e.chrom, e.start, e.end, g.gene_name
            FROM read_gff('genes.gff3', attr_fields => ['ID', 'Parent', 'gene_name']) AS g
            JOIN read_gff('genes.gff3', attr_fields => ['ID', 'Parent']) AS t ON t.Parent = g.ID
            JOIN read_gff('genes.gff3', attr_fields => ['Parent']) AS e ON e.Parent = t.ID AND e.type = 'exon'),
  hits AS (
    SELECT DISTINCT csq[4] AS gene, id, allele_count, try_cast(nullif(csq[5], '') AS DOUBLE) AS frequency
    FROM consequences AS v JOIN exons AS e
      ON overlaps(v.chrom, v.start, v.end, e.chrom, e.start, e.end) AND e.gene_name = v.csq[4]
    WHERE csq[3] = 'HIGH'
  )
  SELECT gene, count(*) AS variants, sum(allele_count) AS alleles, min(frequency) AS rarest
  FROM hits WHERE coalesce(frequency, 0) < 0.001
  GROUP BY gene ORDER BY variants DESC, gene
`
for await (const row of db.sql(sql)) console.log(JSON.stringify(row))

await db.close()
