import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bgzf } from '../../../tests/support/bgzf.ts'
import { type ReadRequest, readVcfFile } from '../../../tests/support/vcf-text.ts'
import { createMemoryStore } from '../../io/memory-store.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const read = (content: string | Uint8Array, request: ReadRequest = {}) =>
  readVcfFile(createMemoryStore({ 'a.gff3': typeof content === 'string' ? encode(content) : content }), 'a.gff3', {
    format: 'gff',
    ...request,
  })

const feature = (attributes: string, place = '10\t20') => `c1\tsrc\tgene\t${place}\t1.5\t+\t0\t${attributes}\n`
const HEAD = '##gff-version 3\n##sequence-region c1 1 1000\n'
const attributesOf = async (text: string, request?: ReadRequest) =>
  (await read(HEAD + feature(text), { projection: ['attributes'], ...request })).rows[0]?.attributes

test('the columns', async () => {
  const { rows } = await read(`${HEAD}${feature('ID=a')}c2\t.\t.\t1\t1\t.\t.\t.\t.\n`)
  expect(rows).toEqual([
    {
      chrom: 'c1',
      start: 10,
      end: 20,
      type: 'gene',
      source: 'src',
      score: 1.5,
      strand: '+',
      phase: 0,
      attributes: [{ tag: 'ID', value: 'a' }],
    },
    { chrom: 'c2', start: 1, end: 1, type: null, source: null, score: null, strand: null, phase: null, attributes: null },
  ])
})

test('zero_based shifts start alone; positions => int64 gives bigints', async () => {
  expect((await read(feature('ID=a'), { options: { zero_based: true } })).rows[0]).toMatchObject({ start: 9, end: 20 })
  const far = feature('ID=a', '5000000000\t5000000001')
  expect((await read(far, { options: { positions: 'int64' } })).rows[0]).toMatchObject({ start: 5_000_000_000n, end: 5_000_000_001n })
  await expect(read(far)).rejects.toThrow(
    "a.gff3, line 1: start 5000000000 does not fit into UInt32; give the table the option positions => 'int64'.",
  )
})

test('percent escapes are decoded, in any case, in types and sources too; what is none stays, with a warning', async () => {
  expect(await attributesOf('Note=a%2Cb%20c%3b%25;100%25=%C3%A9')).toEqual([
    { tag: 'Note', value: 'a,b c;%' },
    { tag: '100%', value: 'é' },
  ])
  const { rows } = await read('c%201\ta%20b\tx%2Cy\t1\t2\t.\t.\t.\t.\n')
  expect(rows[0]).toMatchObject({ chrom: 'c%201', source: 'a b', type: 'x,y' })
  const { warnings } = await read(feature('Note=50%;ID=%ZZ'))
  expect(warnings).toEqual(['a.gff3: attributes hold a "%" that begins no escape ("%"); it is kept as it stands.'])
})

test('attr_fields: columns in place of attributes, lists on request, names that are taken', async () => {
  const text = feature('ID=a;Parent=p1,p%2C2;score=7;ID=b')
  const options = { attr_fields: ['ID', 'Parent', 'Parent[]', 'score', 'none', 'attributes'] }
  await expect(read(text, { options })).rejects.toThrow('Option attr_fields of gff names "Parent" twice.')
  const { rows } = await read(text, { options: { attr_fields: ['ID', 'Parent[]', 'score', 'none', 'attributes'] } })
  expect(rows[0]).toMatchObject({ ID: 'a,b', Parent: ['p1', 'p,2'], attr_score: '7', none: null, score: 1.5 })
  expect(Object.keys(rows[0] ?? {}).at(-1)).toBe('attributes')
  expect((await read(text, { options: { attr_fields: 'Parent' } })).rows[0]?.Parent).toBe('p1,p,2')
})

test('GTF: quotes, repeated tags, no escapes', async () => {
  const line = 'c1\ts\texon\t1\t2\t.\t-\t.\tgene_id "g%201"; tag "a"; tag "b; c"; level 2;\n'
  const store = createMemoryStore({ 'a.gtf': encode(line) })
  const options = { attr_fields: ['gene_id', 'tag', 'level'] }
  expect((await readVcfFile(store, 'a.gtf', { format: 'gtf', options })).rows[0]).toMatchObject({
    gene_id: 'g%201',
    tag: 'a,b; c',
    level: '2',
  })
  const lists = await readVcfFile(store, 'a.gtf', { format: 'gtf', options: { attr_fields: ['tag[]'] } })
  expect(lists.rows[0]?.tag).toEqual(['a', 'b; c'])
})

test('line ends, comments, directives, browser lines, gzip of several members', async () => {
  const text = `${HEAD}# note\n${feature('ID=a')}###\n\ntrack name=x\n${feature('ID=b')}`
  const wanted = (await read(text)).rows
  expect(wanted.length).toBe(2)
  for (const variant of [text.replaceAll('\n', '\r\n'), text.trimEnd(), `\ufeff${text}`]) expect((await read(variant)).rows).toEqual(wanted)
  expect((await read(Buffer.concat([gzipSync(text.slice(0, 60)), gzipSync(text.slice(60))]))).rows).toEqual(wanted)
  expect((await read('')).rows).toEqual([])
  expect((await read(HEAD)).rows).toEqual([])
})

test('##FASTA, or a line with ">", ends the features; such a file is read in one go', async () => {
  const features = Array.from({ length: 50 }, (_, i) => feature(`ID=f${i}`)).join('')
  for (const end of ['##FASTA\n>c1 x\ty\nACGT\n', '>c1\nACGT\n']) {
    const text = HEAD + features + end + 'ACGT\n'.repeat(200)
    for (const content of [text, bgzf(encode(text), [300])]) {
      const { rows, partitionCounts } = await read(content, { pieceBytes: 100 })
      expect([rows.length, partitionCounts.length]).toEqual([50, 1])
      expect((await read(content, { pieceBytes: 100, projection: [] })).count).toBe(50)
    }
  }
  const { rows, partitionCounts } = await read(HEAD + features, { pieceBytes: 100 })
  expect(rows.length).toBe(50)
  expect(partitionCounts.length).toBeGreaterThan(10)
})

test('metadata: version, sequence regions, contigs where they are complete', async () => {
  const { metadata = {} } = (await read(HEAD + feature('ID=a'))).table.schema
  expect(metadata['bio.gff.version']).toBe('3')
  expect(metadata['bio.gff.sequence_regions']).toBe('[{"id":"c1","start":1,"end":1000}]')
  expect(metadata['bio.gff.contigs']).toBe('[{"id":"c1","length":1000}]')
  // Some files name each contig in front of its own features.
  const parted = `${HEAD}${feature('ID=a')}##sequence-region c2 1 500\nc2\ts\tgene\t1\t2\t.\t.\t.\t.\n`
  expect((await read(parted)).table.schema.metadata?.['bio.gff.contigs']).toBe('[]')
})

test.each([
  ['few columns', 'c1\ts\tgene\t1\t2\t.\t+\t.\n', 'the line has 8 columns, and GFF3 has 9.'],
  ['many columns', `${feature('ID=a').trimEnd()}\tx\n`, 'the line has 10 columns, and GFF3 has 9.'],
  ['a start', feature('ID=a', 'x\t2'), 'start is "x", which is not a position.'],
  ['an end', feature('ID=a', '1\t'), 'end is "", which is not a position.'],
  ['the end before the start', feature('ID=a', '9\t2'), 'end 2 lies before start 9.'],
  ['a score', feature('ID=a').replace('1.5', 'high'), 'score is "high", which is not a number.'],
])('%s is an error with its line, skipped or NULL on request', async (_, line, message) => {
  const text = HEAD + feature('ID=a') + line + feature('ID=b')
  await expect(read(text)).rejects.toThrow(`a.gff3, line 4: ${message}`)
  const skipped = await read(text, { options: { on_malformed: 'skip' } })
  expect([skipped.rows.length, skipped.report.rowsSkipped]).toEqual([2, 1])
  const nulled = await read(text, { options: { on_malformed: 'null' } })
  expect([nulled.rows.length, nulled.report.fieldsNulled > 0]).toEqual([3, true])
  expect((await read(text, { projection: ['type'] })).rows.length).toBe(3)
})
