// Every broken GFF3, FASTA, FASTQ and Pairs file of the shared data gives what its manifest demands.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { QueryError } from '../../src/common/errors.ts'
import { open } from '../../src/node.ts'
import { sharedData } from '../support/shared-data.ts'

const folder = sharedData('malformed')
const demands = (folder === undefined ? '' : readFileSync(path.join(folder, 'MANIFEST.tsv'), 'utf8')).split('\n').flatMap(line => {
  const [name = '', , , demand = '', , where = '', query = ''] = line.split('\t')
  return /^(gff3|fasta|fa|fastq|pairs)\//.test(name) ? [{ name, demand, where, region: /^region query (.*)$/.exec(query)?.[1] }] : []
})

describe.skipIf(folder === undefined)('broken text files', () => {
  test.each(demands)('$name gives $demand', async ({ name, demand, where, region }) => {
    const location = path.join(folder ?? '', name)
    const db = await open({ 'execution.workers': 'off' })
    try {
      const relation = db.sql(region === undefined ? `SELECT * FROM '${location}'` : `SELECT * FROM fasta_seq('${location}', '${region}')`)
      const result = await relation.toArray().catch((thrown: unknown) => thrown)
      if (demand === 'ERR') {
        if (!(result instanceof QueryError)) throw new Error('it was read')
        expect(result.code).toBe('FORMAT')
        expect(result.message).toContain(location)
        const line = lineOf(where, location)
        if (line !== undefined) expect(result.at.line).toBe(line)
        return
      }
      if (!Array.isArray(result)) throw result
      const [count] = await db.sql(`SELECT count(*) AS n FROM '${location}'`).toArray()
      expect(count?.n).toBe(result.length)
      if (demand === 'WARN') expect(relation.warnings.join('\n')).toContain(location)
      else expect(demand).toBe(`OK:${result.length}`)
    } finally {
      await db.close()
    }
  })
})

/** Of the data; faults of an index have lines of their own. */
function lineOf(where: string, location: string): number | undefined {
  if (where === 'last line') return readFileSync(location, 'utf8').trimEnd().split('\n').length
  if (location.includes('/fa/')) return undefined
  const number = /^line (\d+)$/.exec(where)?.[1]
  return number === undefined ? undefined : Number(number)
}
