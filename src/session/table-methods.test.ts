import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open } from '../node.ts'
import type { SessionContext } from './session-context.ts'

let folder = ''
let db: SessionContext

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'locusql-table-'))
  db = await open()
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

function file(content: string): string {
  const location = path.join(folder, 'table.txt')
  writeFileSync(location, content)
  return location
}

test('a schema of the BED family is read as BED: starts count from 1', async () => {
  const location = file('chr1\t9\t20\tpeak\t7\t+\n')
  expect(await db.scanTable(location, { schema: 'bed6' }).toArray()).toEqual([
    { chrom: 'chr1', start: 10, end: 20, name: 'peak', score: 7, strand: '+' },
  ])
  const message = 'There is no table schema "BED3+". Did you mean "bed3"?'
  expect(() => db.scan_table(location, { schema: 'BED3+' })).toThrow(message)
  await expect(db.readTable(location, { schema: 'BED3+' })).rejects.toThrow(message)
  expect((await db.readTable(location, { schema: 'bed', zeroBased: true })).get(0)?.toJSON()).toMatchObject({ start: 9 })
})

test('a schema without a format of its own names the columns of a TSV file, which counts from 0', async () => {
  const location = file('#chrom1\tand so on\nchr1\t9\t20\tchr2\t5\t6\tpair\t.\t+\n')
  const relation = db.scanTable(location, { schema: 'bedpe' })
  expect(await relation.toArray()).toEqual([
    { chrom1: 'chr1', start1: 9, end1: 20, chrom2: 'chr2', start2: 5, end2: 6, name: 'pair', score: null, strand1: '+', strand2: null },
  ])
  expect((await db.readTable(location, { schema: 'bedpe' })).schema.metadata.get('bio.coordinate_system_zero_based')).toBe('true')
})

test('columns by name, and with types', async () => {
  const location = file('chr1\t9\t1e2\nchr2\t.\t3\n')
  expect(await db.scanTable(location, { schema: ['c', 's', 'x'] }).toArray()).toEqual([
    { c: 'chr1', s: 9, x: 100 },
    { c: 'chr2', s: null, x: 3 },
  ])
  expect(await db.scanTable(location, { schema: { c: 'VARCHAR', s: 'BIGINT', x: 'VARCHAR' } }).toArray()).toEqual([
    { c: 'chr1', s: 9n, x: '1e2' },
    { c: 'chr2', s: null, x: '3' },
  ])
})

test('without a schema the format goes by the file', async () => {
  const vcf = path.join(import.meta.dirname, '../../fixtures/vcf/small.vcf')
  expect((await db.read_table(vcf)).numRows).toBe(5)
  expect((await db.readTable(vcf, { schema: 'vcf', infoFields: ['DP'] })).schema.fields.map(field => field.name)).toContain('DP')
})
