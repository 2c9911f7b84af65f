import { copyFileSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ReadRequest, type Row, readVcfFile } from '../../tests/support/vcf-text.ts'
import type { ComparisonOperator, Expr } from '../expr/expr.ts'
import type { Chunk } from '../io/chunk.ts'
import { createNodeCodecs } from '../platform/node/node-codecs.ts'
import { createNodeFileStore } from '../platform/node/node-file-store.ts'
import { readIndex } from './scan/find-index.ts'
import { indexPieces } from './scan/index-pieces.ts'

const fixtures = path.join(import.meta.dirname, '../../fixtures/vcf')
const store = createNodeFileStore()
const read = (location: string, request?: ReadRequest) => readVcfFile(store, path.resolve(fixtures, location), request)

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'locusql-provider-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const column = (name: string): Expr => ({ kind: 'column', id: 0, name, type: { kind: name === 'chrom' ? 'dictionary' : 'uint32' } })
const number = (value: number): Expr => ({ kind: 'literal', type: { kind: 'uint32' }, value })
const compare = (op: ComparisonOperator, name: string, value: number): Expr => ({
  kind: 'compare',
  op,
  left: column(name),
  right: number(value),
})
const onContig = (contig: string): Expr => {
  return { kind: 'compare', op: '=', left: column('chrom'), right: { kind: 'literal', type: { kind: 'utf8' }, value: contig } }
}
const and = (...operands: Expr[]): Expr => ({ kind: 'and', operands })
const overlaps = (contig: string, from: number, to: number) => and(onContig(contig), compare('<=', 'start', to), compare('>=', 'end', from))

interface Place {
  readonly contig: string
  readonly from: number
  readonly to: number
}
const inPlace = (row: Row, { contig, from, to }: Place) => row.chrom === contig && Number(row.start) <= to && Number(row.end) >= from

/** Near the borders of windows, of all lengths. */
const place = fc
  .tuple(
    fc.constantFrom('a', 'b:1-5', 'c', 'chr1', 'none'),
    fc.nat(190),
    fc.integer({ min: -2, max: 3 }),
    fc.constantFrom(1, 2, 3, 16_383, 16_384, 16_385, 300_000),
  )
  .map(([contig, window, shift, length]) => ({ contig, from: window * 16_384 + shift, to: window * 16_384 + shift + length - 1 }))

test.each(['windows.vcf.gz', 'windows-csi.vcf.gz'])('%s: an indexed scan is a full scan', async name => {
  const columns = ['chrom', 'start', 'end', 'N']
  const { rows: all } = await read(name, { projection: columns })
  expect(all.length).toBeGreaterThan(1500)
  await fc.assert(
    fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 4 }), async places => {
      const filters: Expr[] = [{ kind: 'or', operands: places.map(({ contig, from, to }) => overlaps(contig, from, to)) }]
      const { rows, plan } = await read(name, { projection: columns, filters })
      expect(rows).toEqual(all.filter(row => places.some(at => inPlace(row, at))))
      expect(plan.notes?.index ?? 'none').toMatch(/tbi|csi/)
    }),
    { seed: 7, numRuns: 150 },
  )
})

test.each(['windows.vcf.gz', 'windows-csi.vcf.gz', 'calls.vcf.gz'])(
  '%s: cut by the index, every record lies in exactly one piece',
  async name => {
    const location = path.join(fixtures, name)
    const kinds = ['tbi', 'csi'] as const
    const found = await readIndex(`${location}.${name.includes('csi') ? 'csi' : 'tbi'}`, {
      location,
      indexPath: undefined,
      kinds,
      store,
      codecs: createNodeCodecs(),
    })
    const { rows: all } = await read(name, { projection: ['chrom', 'start', 'end'] })
    const regions = found.index.contigs.flatMap(contig => [
      { contig, interval: { start: 20_000, end: 700_000 } },
      { contig, interval: { start: 700_001, end: 700_010 } },
      { contig, interval: { start: 800_000, end: 1_900_000 } },
    ])
    const wanted = all.filter(row =>
      regions.some(({ contig, interval }) => inPlace(row, { contig, from: interval.start + 1, to: interval.end })),
    )
    for (const cut of [1, 300, 2_000, 20_000]) {
      const pieces = indexPieces(regions, found.index, { small: cut / 2, cut, large: cut * 2, near: cut / 4 })
      const replan: ReadRequest['replan'] = ([whole]) => {
        if (whole === undefined) throw new Error('there is one partition')
        return pieces.map(({ regions, chunks }) => ({
          ...whole,
          regions,
          chunks,
          options: { ...whole.options, indexPath: found.index.location },
        }))
      }
      const { rows, partitionCounts } = await read(name, { projection: ['chrom', 'start', 'end'], replan })
      expect(partitionCounts.length, `cut ${cut}`).toBe(pieces.length)
      expect(rows, `cut ${cut}`).toEqual(wanted)
      if (cut <= 300) expect(pieces.length).toBeGreaterThan(12)
    }
  },
)

test.each(['windows.vcf.gz', 'windows.vcf'])('%s: cut anywhere by bytes, every record lies in exactly one piece', async name => {
  const location = path.join(folder, name)
  const packed = readFileSync(path.join(fixtures, 'windows.vcf.gz'))
  const content = name.endsWith('.gz') ? packed : gunzipSync(packed)
  writeFileSync(location, content)
  const { rows: all } = await read(location, { projection: ['N'] })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(content.length), { maxLength: 12 }), async cuts => {
      const borders = [0, ...cuts.sort((a, b) => a - b), content.length]
      const chunks = borders.slice(1).map((end, i): Chunk => ({ kind: 'bytes', start: borders[i] ?? 0, end }))
      const replan: ReadRequest['replan'] = partitions => partitions.flatMap(whole => chunks.map(chunk => ({ ...whole, chunks: [chunk] })))
      expect((await read(location, { projection: ['N'], replan })).rows).toEqual(all)
    }),
    { seed: 7, numRuns: 40 },
  )
})

const notes = async (location: string, filters: readonly Expr[], options = {}) =>
  (await read(location, { projection: ['start'], filters, options })).plan.notes

test('EXPLAIN says what the index does, or why it does nothing', async () => {
  const filters = [overlaps('a', 100_000, 100_100)]
  expect(await notes('windows.vcf.gz', filters)).toEqual({
    file: 'windows.vcf.gz',
    regions: '[a:100000-100100]',
    index: 'tbi',
    chunks: '1',
    bytes: expect.stringMatching(/^\d+ KiB of 14 KiB$/),
  })
  expect(await notes('windows.vcf.gz', [])).toMatchObject({ index: 'not used: the filters name no region' })
  expect(await notes('windows.vcf.gz', filters, { predicate_pushdown: false })).toMatchObject({
    index: 'not used: predicate_pushdown is off',
  })
  expect(await notes('unindexed.vcf.gz', filters)).toMatchObject({
    regions: '[a:100000-100100]',
    index: 'none: there is no unindexed.vcf.gz.tbi or unindexed.vcf.gz.csi',
  })
  expect(await notes('windows.vcf.gz', [and(onContig('a'), onContig('c'))])).toMatchObject({
    regions: 'none: the filters contradict each other',
    bytes: expect.stringMatching(/^0 B of/),
  })
  expect(await notes('windows.vcf.gz', [overlaps('b:1-5', 1, 9)])).toMatchObject({ regions: '[{b:1-5}:1-9]' })
})

test('a contig that nobody knows is a warning, one without records is not', async () => {
  expect((await read('windows.vcf.gz', { filters: [onContig('chr1')] })).warnings).toEqual([
    `${path.join(fixtures, 'windows.vcf.gz')} has no contig chr1; its contigs are named like a, b:1-5, c.`,
  ])
  expect((await read('windows.vcf.gz', { filters: [overlaps('c', 2_999_000, 3_000_000)] })).warnings).toEqual([])
})

test('an index that is older than its data is a warning', async () => {
  const location = path.join(folder, 'old.vcf.gz')
  copyFileSync(path.join(fixtures, 'windows.vcf.gz'), location)
  copyFileSync(path.join(fixtures, 'windows.vcf.gz.tbi'), `${location}.tbi`)
  utimesSync(`${location}.tbi`, 1_000_000, 1_000_000)
  const { warnings, count } = await read(location, { filters: [onContig('b:1-5')] })
  expect(count).toBeGreaterThan(100)
  expect(warnings).toEqual([`The index ${location}.tbi is older than ${location}. Build it again if the file was changed.`])
})

test('index_path names the index; it must be there, and of a known kind', async () => {
  const location = path.join(folder, 'elsewhere.vcf.gz')
  copyFileSync(path.join(fixtures, 'windows.vcf.gz'), location)
  const filters = [overlaps('a', 1, 50_000)]
  const indexed = await read(location, { filters, options: { index_path: path.join(fixtures, 'windows-csi.vcf.gz.csi') } })
  expect(indexed.plan.notes?.index).toBe('csi')
  expect(indexed.rows).toEqual((await read(location, { filters })).rows)
  await expect(read(location, { filters, options: { index_path: '/nowhere.tbi' } })).rejects.toThrow(
    'Index not found: /nowhere.tbi, named by index_path.',
  )
  await expect(read(location, { filters, options: { index_path: location } })).rejects.toThrow(
    'Option index_path must name a file that ends in .tbi or .csi',
  )
})

test('gzip that is not BGZF is read whole, whatever index lies beside it', async () => {
  const location = path.join(folder, 'gzip.vcf.gz')
  writeFileSync(location, gzipSync(gunzipSync(readFileSync(path.join(fixtures, 'windows.vcf.gz')))))
  copyFileSync(path.join(fixtures, 'windows.vcf.gz.tbi'), `${location}.tbi`)
  const { plan, rows } = await read(location, { filters: [overlaps('a', 1, 50_000)] })
  expect(plan.notes?.index).toBe('not used: the file is gzip, not BGZF')
  expect(rows.length).toBeGreaterThan(10)
})

test('the index of other data is an error or gives the same rows, never fewer', async () => {
  const location = path.join(folder, 'changed.vcf.gz')
  const original = readFileSync(path.join(fixtures, 'windows.vcf.gz'))
  const tbi = readFileSync(path.join(fixtures, 'windows.vcf.gz.tbi'))
  const others = ['calls.vcf.gz', 'windows-csi.vcf.gz'].map(name => readFileSync(path.join(fixtures, name)))
  const block = (original.readUInt16LE(16) ?? 0) + 1
  for (const data of [...others, Buffer.concat([original.subarray(0, block), original]), original.subarray(0, block * 4)]) {
    writeFileSync(location, data)
    writeFileSync(`${location}.tbi`, tbi)
    for (const filters of [[onContig('a')], [overlaps('a', 900_000, 1_000_000)], [overlaps('c', 16_384, 16_384)]]) {
      const scanned = await read(location, { filters, projection: ['start'], options: { predicate_pushdown: false } }).catch(
        () => undefined,
      )
      const indexed = await read(location, { filters, projection: ['start'] }).catch((error: { code: string; reason?: string }) => error)
      if ('code' in indexed) expect(indexed.code).toBe('FORMAT')
      else expect(indexed.rows).toEqual(scanned?.rows)
    }
  }
})

test('the index of a file with other contigs is an error, not an empty result', async () => {
  // Small enough not to point beyond the end of the data.
  const options = { index_path: path.join(fixtures, 'svlen.vcf.gz.tbi') }
  await expect(read('calls.vcf.gz', { filters: [onContig('chr1')], options })).rejects.toThrow(
    'its contigs are a, and the file begins with chr1. Build the index again, or give the right one by index_path.',
  )
})

test('an end that only SVLEN knows is found, though the index does not know it', async () => {
  const filters = [and(onContig('a'), compare('>=', 'end', 50_000), compare('<=', 'start', 60_000))]
  const columns = ['start', 'end']
  const { rows, plan } = await read('svlen.vcf.gz', { filters, projection: columns })
  expect(rows).toEqual([{ start: 1000, end: 101_000 }])
  expect(rows).toEqual((await read('svlen.vcf.gz', { filters, projection: columns, options: { predicate_pushdown: false } })).rows)
  expect(plan.notes).toMatchObject({
    regions: '[a:1-60000]',
    index: 'tbi',
    endBound: 'not used: the header declares SVLEN, and the index may know other ends',
  })
})
