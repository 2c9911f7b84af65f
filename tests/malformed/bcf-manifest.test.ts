// Every broken BCF file of the shared data is an error that names the file and the record, for count(*) as for all columns.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { QueryError } from '../../src/common/errors.ts'
import { open } from '../../src/node.ts'
import { sharedData } from '../support/shared-data.ts'

const folder = sharedData('malformed')
const demands = (folder === undefined ? '' : readFileSync(path.join(folder, 'MANIFEST.tsv'), 'utf8')).split('\n').flatMap(line => {
  const [name = '', , , demand = '', , where = ''] = line.split('\t')
  return name.startsWith('bcf/') ? [{ name, demand, where }] : []
})

describe.skipIf(folder === undefined)('broken BCF files', () => {
  test.each(demands)('$name gives $demand', async ({ name, demand, where }) => {
    const location = path.join(folder ?? '', name)
    const db = await open()
    try {
      for (const columns of ['count(*)', '*']) {
        const error = await db
          .sql(`SELECT ${columns} FROM '${location}'`)
          .toArray()
          .catch((thrown: unknown) => thrown)
        expect(demand).toBe('ERR')
        if (!(error instanceof QueryError)) throw new Error(`${columns} was read`)
        expect(error.code).toBe('FORMAT')
        expect(error.message).toContain(location)
        if (where === 'record 1') expect(error.at.record).toBe(1)
        else if (where === 'record') expect(error.at.record).toBeGreaterThan(1)
        else expect(error.at.byteOffset).toBe(0)
      }
    } finally {
      await db.close()
    }
  })
})
