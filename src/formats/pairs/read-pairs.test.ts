import { expect, test } from 'vitest'
import { type ReadRequest, readVcfFile } from '../../../tests/support/vcf-text.ts'
import { createMemoryStore } from '../../io/memory-store.ts'

const read = (text: string, request: ReadRequest = {}) =>
  readVcfFile(createMemoryStore({ 'a.pairs': new TextEncoder().encode(text) }), 'a.pairs', { format: 'pairs', ...request })

const HEAD =
  '## pairs format v1.0\n#sorted: chr1-chr2-pos1-pos2\n#shape: upper triangle\n#genome_assembly: hg38\n#chromsize: c1 1000\n#chromsize:\tc2\t500\n'
const LINE = 'r1\tc1\t10\tc2\t20\t+\t-'

test('the reserved columns, where the header names none', async () => {
  expect((await read(`${HEAD}${LINE}\n`)).rows).toEqual([
    { readID: 'r1', chr1: 'c1', pos1: 10, chr2: 'c2', pos2: 20, strand1: '+', strand2: '-' },
  ])
})

test('named columns, numbers among them, and the names of pairtools', async () => {
  const text = `${HEAD}#columns: readID chrom1 pos1 chrom2 pos2 strand1 strand2 pair_type mapq1 frag2\n${LINE}\tUU\t60\t.\n`
  const { rows, table } = await read(text)
  expect(rows[0]).toMatchObject({ chr1: 'c1', chr2: 'c2', pair_type: 'UU', mapq1: 60, frag2: null })
  expect(table.schema.fields.slice(-3).map(field => field.type.kind)).toEqual(['utf8', 'uint32', 'uint32'])
})

test('a side without a place is NULL, in both coordinate systems', async () => {
  const text = `${HEAD}.\t!\t0\tc2\t20\t.\t+\n`
  for (const [options, pos2] of [
    [{}, 20],
    [{ zero_based: true }, 19],
  ] as const) {
    expect((await read(text, { options })).rows).toEqual([
      { readID: null, chr1: null, pos1: null, chr2: 'c2', pos2, strand1: null, strand2: '+' },
    ])
  }
})

test('metadata', async () => {
  const { metadata = {} } = (await read(`${HEAD}${LINE}\n`)).table.schema
  expect(metadata).toMatchObject({
    'bio.pairs.format_version': '1.0',
    'bio.pairs.sorted': 'chr1-chr2-pos1-pos2',
    'bio.pairs.shape': 'upper triangle',
    'bio.pairs.genome_assembly': 'hg38',
    'bio.pairs.chromsizes': '[{"name":"c1","length":1000},{"name":"c2","length":500}]',
    'bio.pairs.columns': '["readID","chr1","pos1","chr2","pos2","strand1","strand2"]',
  })
})

test('line ends, no records, nothing', async () => {
  const wanted = (await read(`${HEAD}${LINE}\n`)).rows
  for (const text of [`${HEAD}${LINE}`, `${HEAD}${LINE}\n`.replaceAll('\n', '\r\n'), `\ufeff${HEAD}\n${LINE}\n#x\n`]) {
    expect((await read(text)).rows).toEqual(wanted)
  }
  expect((await read(HEAD)).rows).toEqual([])
  expect((await read('')).rows).toEqual([])
})

test.each([
  ['a position', LINE.replace('10', 'x'), 'a.pairs, line 7: pos1 is "x", which is not a position.'],
  ['few columns', 'r1\tc1\t10', 'a.pairs, line 7: the line has 3 columns, and Pairs has 7.'],
])('%s is an error', async (_, line, message) => {
  await expect(read(`${HEAD}${line}\n`)).rejects.toThrow(message)
})

test('more columns than the header names are an error, names that come twice too', async () => {
  const columns = '#columns: readID chr1 pos1 chr2 pos2 strand1 strand2\n'
  await expect(read(`${columns}${LINE}\tmore\n`)).rejects.toThrow('a.pairs, line 2: the line has 8 columns, and the header names 7.')
  await expect(read(`${columns.replace('pos2', 'pos1')}${LINE}\n`)).rejects.toThrow('the header line #columns names "pos1" twice')
})
