import { afterAll, expect, test } from 'vitest'
import { open } from '../node.ts'

const db = await open()
afterAll(() => db.close())

test('depth is a relation, with options in camel case', async () => {
  const relation = db.depth('fixtures/bam/reads.bam', { minMappingQuality: 40, filterFlag: 0, zeroBased: true, region: 'chr1:101-112' })
  expect(await relation.filter('depth > 1').toArray()).toEqual([{ chrom: 'chr1', start: 109, end: 110, depth: 2 }])
})

test('depth by position', async () => {
  const rows = await db
    .depth('fixtures/bam/reads.bam', { perBase: true, regions: ['chr1:110', 'chr2:50-50'] })
    .limit(1)
    .toArray()
  expect(rows).toEqual([{ chrom: 'chr1', pos: 110, depth: 2 }])
})
