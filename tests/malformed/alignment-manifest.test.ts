// Every broken BAM and SAM file of the shared data gives what its manifest demands.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { QueryError } from '../../src/common/errors.ts'
import { open } from '../../src/node.ts'
import { sharedData } from '../support/shared-data.ts'

const folder = sharedData('malformed')
const demands = (folder === undefined ? '' : readFileSync(path.join(folder, 'MANIFEST.tsv'), 'utf8')).split('\n').flatMap(line => {
  const [name = '', , , demand = '', , where = '', query = ''] = line.split('\t')
  return /^(bam|sam)\//.test(name) ? [{ name, demand, where, isRegion: query.startsWith('region query') }] : []
})
/** Faults of framing, compression, header or index are seen by every query; those of a field only by one that decodes it. */
const FIELD_FAULTS = /aux_|cigar_|l_read_name|l_seq|n_cigar|refid_|few_columns|qual_len|tag_bad/

describe.skipIf(folder === undefined)('broken BAM and SAM files', () => {
  test.each(demands)('$name gives $demand', async ({ name, demand, where, isRegion }) => {
    const location = path.join(folder ?? '', name)
    const filter = isRegion ? " WHERE chrom = 'ctg11a' AND start <= 3000" : ''
    const db = await open()
    try {
      const started = performance.now()
      const ask = (columns: string) =>
        db
          .sql(`SELECT ${columns} FROM '${location}'${filter}`)
          .toArray()
          .catch((thrown: unknown) => thrown)
      const error = await ask('*')
      expect(performance.now() - started).toBeLessThan(20_000)
      // A warning may be an error, as it is in samtools: what it must not be is fewer rows.
      expect(['ERR', 'LIMIT', 'WARN']).toContain(demand)
      if (!(error instanceof QueryError)) throw new Error('it was read')
      expect(['FORMAT', 'RESOURCE']).toContain(error.code)
      expect(error.message).toContain(location)
      const record = /^record (\d+)$/.exec(where)?.[1]
      if (record !== undefined) expect(error.at.record).toBe(Number(record))
      const line = /^line (\d+)$/.exec(where)?.[1]
      if (line !== undefined) expect(error.at.line).toBe(Number(line))
      if (/^(byte )?offset of /.test(where)) expect(error.at.byteOffset).toBeGreaterThan(0)
      const counted = await ask('count(*) AS n')
      if (FIELD_FAULTS.test(name)) expect(counted).toEqual([{ n: 120 }])
      else expect(counted).toBeInstanceOf(QueryError)
    } finally {
      await db.close()
    }
  })
})
