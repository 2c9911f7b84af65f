import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { largeFilesNamed } from './large-files-named.ts'

let folder = ''
let large = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'locusql-large-'))
  large = path.join(folder, 'large.vcf.gz')
  // Holes: no bytes are written.
  for (const [file, bytes] of [
    [large, 20_000_000],
    [path.join(folder, 'small.vcf'), 19_999_999],
  ] as const) {
    const handle = openSync(file, 'w')
    ftruncateSync(handle, bytes)
    closeSync(handle)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a large file between quotes', () => {
  expect(largeFilesNamed(['-csv', '-c', `SELECT chrom FROM '${large}'`])).toEqual([large])
  expect(largeFilesNamed(['-c', `SELECT * FROM overlap('${path.join(folder, 'small.vcf')}', '${large}')`])).toEqual([large])
})

test.each([
  ['a condition on no position', () => `SELECT count(*), sum(start) FROM '${large}' WHERE mapping_quality >= 30`],
  ['a condition of an aggregate', () => `SELECT count(*) FILTER (qual > 30) FROM '${large}'`],
])('also with %s', (_, sql) => {
  expect(largeFilesNamed(['-c', sql()])).toEqual([large])
})

test.each([
  ['a small file', () => `SELECT chrom FROM '${path.join(folder, 'small.vcf')}'`],
  ['no file', () => `SELECT 'it''s' || '${folder}/none.vcf'`],
  ['a folder', () => `SELECT * FROM '${folder}'`],
  ['one partition', () => `SET execution.target_partitions = 1; SELECT chrom FROM '${large}'`],
  ['one thread', () => `SET threads = 1; SELECT chrom FROM '${large}'`],
  ['no workers', () => `SET execution.workers = off; SELECT chrom FROM '${large}'`],
  ['a region', () => `SELECT chrom FROM '${large}' WHERE chrom = '1' AND start < 1000`],
  ['a region in lines', () => `SELECT *\nFROM '${large}'\nWHERE qual > 3\n  AND Chrom = '1'`],
  ['the first rows', () => `SELECT chrom FROM '${large}' LIMIT 5`],
  ['a plan', () => `EXPLAIN SELECT chrom FROM '${large}'`],
  ['a name that no file can have', () => `SELECT '\0'`],
])('not for %s', (_, sql) => {
  expect(largeFilesNamed(['-c', sql()])).toEqual([])
})
