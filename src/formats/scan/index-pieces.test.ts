import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readVcfFile } from '../../../tests/support/vcf-text.ts'
import type { Region } from '../../genomics/region.ts'
import type { GenomicIndex } from '../../index/genomic-index.ts'
import { createNodeCodecs } from '../../platform/node/node-codecs.ts'
import { createNodeFileStore } from '../../platform/node/node-file-store.ts'
import { readIndex } from './find-index.ts'
import { indexPieces } from './index-pieces.ts'

const store = createNodeFileStore()
const codecs = createNodeCodecs()
const fixtures = path.join(import.meta.dirname, '../../../fixtures')

interface Indexed {
  readonly file: string
  readonly format: string
  readonly kind: GenomicIndex['kind']
  /** Of the header: indexes of BAM hold no names. */
  readonly contigs?: readonly string[]
  /** So many chunks, of 60 sets of regions, are read from the end of another one on, at least. */
  readonly parted: number
}

const files: readonly Indexed[] = [
  { file: 'bam/many.bam', format: 'bam', kind: 'bai', contigs: ['chr1', 'chr2', 'empty', 'chrX'], parted: 20 },
  { file: 'bam/many-csi.bam', format: 'bam', kind: 'csi', contigs: ['chr1', 'chr2', 'empty', 'chrX'], parted: 0 },
  { file: 'bcf/calls.bcf', format: 'bcf', kind: 'csi', contigs: ['chr1', 'chr2', 'chrX'], parted: 20 },
  { file: 'bcf/windows.bcf', format: 'bcf', kind: 'csi', contigs: ['a', 'b:1-5', 'c'], parted: 0 },
  { file: 'vcf/calls.vcf.gz', format: 'vcf', kind: 'tbi', parted: 20 },
  { file: 'vcf/calls-csi.vcf.gz', format: 'vcf', kind: 'csi', parted: 20 },
  { file: 'pairs/contacts-px2.pairs.gz', format: 'pairs', kind: 'px2', parted: 0 },
]

/** Disjoint and sorted, some of them touching, some of one base. */
const regionsOf = (contigs: readonly string[]): fc.Arbitrary<Region[]> =>
  fc
    .array(fc.tuple(fc.constantFrom(0, 1, 40, 3000, 16_384, 200_000), fc.constantFrom(1, 2, 100, 5000, 16_384, 120_000)), {
      minLength: 1,
      maxLength: 8,
    })
    .chain(steps => fc.constantFrom(...contigs).map(contig => ({ contig, steps })))
    .map(({ contig, steps }) => {
      let at = 500
      return steps.map(([gap, length]) => {
        const start = at + gap
        at = start + length
        return { contig, interval: { start, end: at } }
      })
    })

test.each(files)('$file: regions that are read each to its end give the records that they give in one go', async indexed => {
  const location = path.join(fixtures, indexed.file)
  const { index } = await readIndex(`${location}.${indexed.kind}`, {
    location,
    indexPath: `${location}.${indexed.kind}`,
    kinds: [indexed.kind],
    contigs: indexed.contigs,
    store,
    codecs,
  })
  const parted: unknown[] = []
  const read = (regions: readonly Region[], near: number) => {
    const pieces = indexPieces(regions, index, { small: 1e9, cut: 1e9, large: 1e9, near })
    for (const { chunks } of pieces) parted.push(...chunks.filter(chunk => chunk.kind === 'bgzf' && (chunk.places?.from ?? -1) > -1))
    return readVcfFile(store, location, {
      format: indexed.format,
      replan: ([whole]) =>
        whole
          ? pieces.map(({ regions, chunks }) => ({ ...whole, regions, chunks, options: { ...whole.options, indexPath: index.location } }))
          : [],
    })
  }
  await fc.assert(
    fc.asyncProperty(regionsOf(index.contigs), async regions => {
      const inOneGo = await read(regions, Number.POSITIVE_INFINITY)
      for (const near of [0, 5000]) {
        expect((await read(regions, near)).rows).toEqual(inOneGo.rows)
      }
    }),
    { seed: 11, numRuns: 60 },
  )
  expect(parted.length).toBeGreaterThanOrEqual(indexed.parted)
})
