import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { type ReadRequest, readVcfFile } from '../../../tests/support/vcf-text.ts'
import type { Expr } from '../../expr/expr.ts'
import { createMemoryStore } from '../../io/memory-store.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const read = (content: string | Uint8Array, request?: ReadRequest) =>
  readVcfFile(createMemoryStore({ 'a.vcf': typeof content === 'string' ? encode(content) : content }), 'a.vcf', request)

const INFO = ['N 1 Integer', 'F 1 Float', 'S 1 String', 'C 1 Character', 'NS . Integer', 'FS A Float', 'SS R String', 'X 0 Flag']
const HEADER = [
  '##fileformat=VCFv4.3',
  ...INFO.map(text => text.split(' ')).map(([id, number, type]) => `##INFO=<ID=${id},Number=${number},Type=${type},Description="">`),
]
const CHROM = '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO'
const vcf = (...records: string[]) => [...HEADER, CHROM, ...records, ''].join('\n')
const record = (info: string, pos: number | string = 10) => `1\t${pos}\trs1\tAC\tA,<DEL>\t29.5\tq10;s50\t${info}`

test('core columns: the text of the file, and NULL for a dot', async () => {
  const { rows } = await read(vcf(record('.'), '2\t20\t.\tG\t.\t.\t.\t.'))
  const core = rows.map(({ chrom, start, end, id, ref, alt, qual, filter }) => [chrom, start, end, id, ref, alt, qual, filter])
  expect(core).toEqual([
    ['1', 10, 11, 'rs1', 'AC', 'A,<DEL>', 29.5, 'q10;s50'],
    ['2', 20, 20, null, 'G', null, null, null],
  ])
})

test('zero_based shifts start alone; positions => int64 gives bigints', async () => {
  expect((await read(vcf(record('.')), { options: { zero_based: true } })).rows[0]).toMatchObject({ start: 9, end: 11 })
  expect((await read(vcf(record('.', 5_000_000_000)), { options: { positions: 'int64' } })).rows[0]).toMatchObject({
    start: 5_000_000_000n,
  })
})

test('INFO values by type', async () => {
  const { rows } = await read(vcf(record('N=-5;F=1.5e-1;S=a%3Bb%zz;C=x;NS=1,.,3;FS=.5,.,inf;SS=a,.,b%2C;X')))
  expect(rows[0]).toMatchObject({
    N: -5,
    F: Math.fround(0.15),
    S: 'a;b%zz',
    C: 'x',
    NS: [1, null, 3],
    FS: [0.5, null, Number.POSITIVE_INFINITY],
    SS: ['a', null, 'b,'],
    X: true,
  })
})

test('INFO without values: absent, bare, dotted, empty, a flag with a value, a repeated and an undeclared key', async () => {
  const records = ['.', 'N;F;S;NS', 'N=.;F=.;S=.;NS=.', 'N=;S=;NS=', 'X=1', 'N=1;N=2;NX=5;XN=6', ';;N=7;', 'N=12.0;F=+nan']
  const { rows } = await read(vcf(...records.map(info => record(info))), { projection: ['N', 'F', 'S', 'NS', 'X'] })
  expect(rows.map(({ N, F, S, NS, X }) => [N, F, S, NS, X])).toEqual([
    [null, null, null, null, false],
    [null, null, null, null, false],
    [null, null, null, null, false],
    [null, null, null, null, false],
    [null, null, null, null, true],
    [1, null, null, null, false],
    [7, null, null, null, false],
    [12, Number.NaN, null, null, false],
  ])
})

test('text before VCF 4.3 is not decoded', async () => {
  const { rows } = await read(vcf(record('S=a%3Bb')).replace('VCFv4.3', 'VCFv4.2'))
  expect(rows[0]?.S).toBe('a%3Bb')
})

test('ends: INFO END, SVLEN of symbolic alleles, else REF', async () => {
  const header = ['END 1', 'SVLEN .']
    .map(text => text.split(' '))
    .map(([id, n]) => `##INFO=<ID=${id},Number=${n},Type=Integer,Description="">`)
  const lines = [
    'ACG\tA\t.', // REF
    'A\t<DEL>\tEND=50;SVLEN=-7', // END counts first
    'A\t<DEL>\tSVLEN=-7',
    'A\t<DUP:TANDEM>\tSVLEN=7',
    'A\t<INV>\tSVLEN=7',
    'A\t<INS>\tSVLEN=7', // no length on the reference
    'A\t<DELTA>\tSVLEN=7', // not a deletion
    'A\t<INS>,<DEL>\tSVLEN=99,7', // one length an allele
    'ACGTACGTACGT\t<DEL>\tSVLEN=3', // not shorter than REF
    'A\tC\tEND=5', // before POS: it says nothing
    'A\tC\tXEND=50;END=.',
  ].map(line => {
    const [ref, alt, info] = line.split('\t')
    return `1\t10\t.\t${ref}\t${alt}\t.\t.\t${info}`
  })
  const text = ['##fileformat=VCFv4.2', ...header, CHROM, ...lines].join('\n')
  const { rows } = await read(text, { projection: ['end'] })
  expect(rows.map(row => row.end)).toEqual([12, 50, 17, 17, 17, 10, 10, 17, 21, 10, 10])
})

test('position 0, the telomere, is shown 1-based and does not fit 0-based', async () => {
  expect((await read(vcf(record('.', 0)))).rows[0]).toMatchObject({ start: 0, end: 1 })
  await expect(read(vcf(record('.', 0)), { options: { zero_based: true } })).rejects.toThrow(
    "a.vcf, line 11: start -1 does not fit into UInt32; give the table the option positions => 'int64'.",
  )
  const { rows } = await read(vcf(record('.', 0)), { options: { zero_based: true, positions: 'int64' } })
  expect(rows[0]?.start).toBe(-1n)
})

test('line ends, empty lines, a missing last newline, gzip of several members', async () => {
  const text = vcf(record('N=1'), record('N=2;S=z'))
  const expected = (await read(text)).rows
  const variants = [text.replaceAll('\n', '\r\n'), text.trimEnd(), `${text}\n\n`, text.replace('N=1\n', 'N=1\n\n'), `\ufeff${text}`]
  for (const variant of variants) expect((await read(variant)).rows).toEqual(expected)
  const half = text.length >> 1
  const members = Buffer.concat([gzipSync(text.slice(0, half)), gzipSync(text.slice(half))])
  expect((await read(members)).rows).toEqual(expected)
})

test('header only, and nothing at all', async () => {
  expect((await read(vcf())).rows).toEqual([])
  expect((await read(vcf().trimEnd())).rows).toEqual([])
  await expect(read('')).rejects.toThrow('a.vcf is empty: a VCF file has at least a header.')
})

const FORMATS = ['GT 1 String', 'DP 1 Integer', 'AD R Integer', 'NM 1 String']
const samplesVcf = (samples: string, ...lines: string[]) =>
  [
    '##fileformat=VCFv4.2',
    ...FORMATS.map(text => text.split(' ')).map(([id, n, type]) => `##FORMAT=<ID=${id},Number=${n},Type=${type},Description="">`),
    `${CHROM}\tFORMAT\t${samples}`,
    ...lines.map(line => `1\t5\t.\tA\tC\t.\t.\t.\t${line}`),
    '',
  ].join('\n')

test('FORMAT of one sample: dropped values, missing keys, other orders', async () => {
  const { rows } = await read(samplesVcf('s', 'GT:DP:AD\t0|1:5:1,.', 'GT:DP:AD\t./.', 'AD:XX:DP\t.:9:7', 'GT:AD\t.:.'))
  expect(rows.map(({ GT, DP, AD, NM }) => [GT, DP, AD, NM])).toEqual([
    ['0|1', 5, [1, null], null],
    ['./.', null, null, null],
    [null, 7, null, null],
    [null, null, null, null],
  ])
})

test('FORMAT of several samples: lists in sample order, chosen and ordered samples, one field of the struct', async () => {
  const text = samplesVcf('s\tt\tu', 'GT:AD\t0/1:1,2\t1/1\t.:.,4', 'DP\t1\t.\t3')
  expect((await read(text, { projection: ['genotypes'] })).rows).toEqual([
    { genotypes: { GT: ['0/1', '1/1', null], DP: [null, null, null], AD: [[1, 2], null, [null, 4]], NM: [null, null, null] } },
    { genotypes: { GT: [null, null, null], DP: [1, null, 3], AD: [null, null, null], NM: [null, null, null] } },
  ])
  const chosen = await read(text, { options: { samples: ['u', 's'] }, projection: ['genotypes.GT', 'start', 'genotypes.DP'] })
  expect(chosen.rows).toEqual([
    { genotypes: { GT: [null, '0/1'], DP: [null, null] }, start: 5 },
    { genotypes: { GT: [null, null], DP: [3, 1] }, start: 5 },
  ])
})

const column = (name: string, kind: 'int32' | 'float64'): Expr => ({ kind: 'column', id: 1, name, type: { kind } })
const above = (name: string, kind: 'int32' | 'float64', value: number): Expr => ({
  kind: 'compare',
  op: '>',
  left: column(name, kind),
  right: { kind: 'literal', type: { kind }, value },
})

test('filters, limits, batches and empty projections', async () => {
  const text = vcf(...Array.from({ length: 50 }, (_, i) => record(`N=${i}`, i + 1)))
  const filtered = await read(text, { filters: [above('N', 'int32', 40)], projection: ['start'], batchSize: 7 })
  expect(filtered.rows.map(row => row.start)).toEqual([42, 43, 44, 45, 46, 47, 48, 49, 50])
  expect((await read(text, { projection: [], filters: [above('N', 'int32', 40)] })).count).toBe(9)
  expect((await read(text, { projection: [] })).count).toBe(50)
  const limited = await read(text, { filters: [above('N', 'int32', 9)], limit: 3, projection: ['N', 'start'], batchSize: 4 })
  expect(limited.rows).toEqual([
    { N: 10, start: 11 },
    { N: 11, start: 12 },
    { N: 12, start: 13 },
  ])
  expect(limited.report.rowsRead).toBeLessThan(50)
})

test('projection_pushdown off builds every column and shows the same', async () => {
  const text = vcf(record('N=x'))
  expect((await read(text, { projection: ['start'] })).rows).toEqual([{ start: 10 }])
  await expect(read(text, { projection: ['start'], options: { projection_pushdown: false } })).rejects.toThrow('INFO field N is "x"')
})

const ADVICE = "Mend the file, or read it with on_malformed => 'skip' or 'null'."

test.each([
  ['1\tabc\t.\tA\tC\t.\t.\t.', 'POS is "abc", which is not a position.'],
  ['1\t-5\t.\tA\tC\t.\t.\t.', 'POS is "-5", which is not a position.'],
  ['1\t5000000000\t.\tA\tC\t.\t.\t.', "start 5000000000 does not fit into UInt32; give the table the option positions => 'int64'."],
  ['1\t5\t.\tA\tC\thigh\t.\t.', 'QUAL is "high", which is not a number.'],
  ['1\t5\t.\tA\tC', 'the line has 5 columns, and the header names 8.'],
  ['1\t5\t.\tA\tC\t.\t.\t.\tGT', 'the line has 9 columns, and the header names 8.'],
  ['\t5\t.\tA\tC\t.\t.\t.', 'CHROM is empty.'],
  ['1\t5\t.\t\tC\t.\t.\t.', 'REF is empty.'],
  ['1\t5\t.\tA\tC\t.\t.\tN=x', 'INFO field N is "x", where the header says Type=Integer, Number=1.'],
  ['1\t5\t.\tA\tC\t.\t.\tN=1,2', 'INFO field N is "1,2", where the header says Type=Integer, Number=1.'],
  ['1\t5\t.\tA\tC\t.\t.\tN=3000000000', 'INFO field N is "3000000000", where the header says Type=Integer, Number=1.'],
  ['1\t5\t.\tA\tC\t.\t.\tFS=1,y', 'INFO field FS is "1,y", where the header says Type=Float, Number=A.'],
])('a faulty record: %j', async (line, message) => {
  const text = vcf(record('N=1'), line, record('N=2', 'xyz'))
  await expect(read(text)).rejects.toThrow(`a.vcf, line 12: ${message} ${ADVICE}`)
  await expect(read(text)).rejects.toMatchObject({ code: 'FORMAT', at: { location: 'a.vcf', line: 12 } })
  const skipped = await read(text, { options: { on_malformed: 'skip' } })
  expect(skipped.rows).toHaveLength(1)
  expect(skipped.report.rowsSkipped).toBe(2)
  const nulled = await read(text, { options: { on_malformed: 'null' } })
  expect(nulled.rows).toHaveLength(3)
  expect(nulled.report.fieldsNulled).toBeGreaterThan(1)
})

test('what is not decoded is not judged', async () => {
  const text = vcf('1\tabc\t.\tA\tC\thigh\t.\tN=x', '1\t5\t.\tA')
  expect((await read(text, { projection: [] })).count).toBe(2)
  expect((await read(text, { projection: ['chrom', 'id'] })).rows).toHaveLength(2)
})

test('the first faulty record is told, whatever column it is found in', async () => {
  const text = vcf(record('N=x', 1), record('N=1', 'no'))
  await expect(read(text, { projection: ['start', 'N'] })).rejects.toThrow('a.vcf, line 11: INFO field N is "x"')
})

test('a limit that is reached before the fault asks for nothing more', async () => {
  expect((await read(vcf(record('N=1'), record('N=x')), { limit: 1 })).rows).toHaveLength(1)
})

test('a faulty filter column: skipped or counted, never silent', async () => {
  const text = vcf('1\t1\t.\tA\tC\thigh\t.\t.', '1\t2\t.\tA\tC\t9\t.\t.')
  const filters = [above('qual', 'float64', 5)]
  const nulled = await read(text, { filters, projection: ['start', 'qual'], options: { on_malformed: 'null' } })
  expect([nulled.rows, nulled.report.fieldsNulled]).toEqual([[{ start: 2, qual: 9 }], 1])
  const skipped = await read(text, { filters, projection: ['start'], options: { on_malformed: 'skip' } })
  expect([skipped.rows, skipped.report.rowsSkipped]).toEqual([[{ start: 2 }], 1])
})

test('samples: too few, too many, too many values; a tab at the end is none', async () => {
  await expect(read(samplesVcf('s\tt', 'GT\t0/1'))).rejects.toThrow('the line has 1 sample columns, and the header names 2 samples.')
  await expect(read(samplesVcf('s', 'GT\t0/1\t1/1'))).rejects.toThrow('the line has 2 sample columns, and the header names 1 samples.')
  await expect(read(samplesVcf('s', 'GT:DP\t0/1:1:2'))).rejects.toThrow('sample s holds 3 values, and FORMAT names 2.')
  await expect(read(samplesVcf('s', 'GT:DP\t0/1:x'))).rejects.toThrow(
    'FORMAT field DP of sample s is "x", where the header says Type=Integer, Number=1.',
  )
  expect((await read(samplesVcf('s', 'GT:DP\t0/1:4\t'))).rows[0]).toMatchObject({ GT: '0/1', DP: 4 })
  expect((await read(vcf(`${record('N=1')}\t`))).rows[0]).toMatchObject({ N: 1 })
})

test('a header line among the records', async () => {
  const text = vcf(record('N=1'), '##late=1', record('N=2'))
  await expect(read(text, { projection: [] })).rejects.toThrow('a.vcf, line 12: a header line stands among the records.')
  expect((await read(text, { options: { on_malformed: 'skip' } })).report.rowsSkipped).toBe(1)
})

test('bytes that are not UTF-8 read as U+FFFD, with a warning that names the place', async () => {
  const text = vcf(record('S=é'), record('S=aQb'))
  const broken = encode(text)
  broken[broken.lastIndexOf(81)] = 0xe9
  const { rows, warnings } = await read(broken)
  expect(rows.map(row => row.S)).toEqual(['é', 'a\ufffdb'])
  expect(warnings[0]).toMatch(/^a\.vcf, byte \d+: this line holds bytes that are not UTF-8; they read as U\+FFFD\.$/)
  expect((await read(broken, { projection: ['S'] })).warnings).toEqual([
    'a.vcf: column S holds bytes that are not UTF-8; they read as U+FFFD.',
  ])
  expect((await read(broken, { projection: ['start'] })).warnings).toEqual([])
})

test('names as attack: columns called __proto__ and constructor', async () => {
  const before = Object.getOwnPropertyNames(Object.prototype)
  const text = vcf(record('__proto__=1;constructor=2')).replace(
    '##INFO=<ID=N,',
    '##INFO=<ID=__proto__,Number=1,Type=Integer,Description="">\n##INFO=<ID=constructor,Number=1,Type=Integer,Description="">\n##INFO=<ID=N,',
  )
  const { table, rows } = await read(text)
  expect(table.schema.fields.slice(8, 10).map(field => field.name)).toEqual(['__proto__', 'constructor'])
  expect(rows[0]?.constructor).toBe(2)
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
})

test('a header beyond the limit is an error, a record longer than a header is not', async () => {
  const long = '##note='.padEnd(17 << 20, 'x')
  await expect(read(vcf().replace('#CHROM', `${long}\n#CHROM`))).rejects.toThrow(
    'a.vcf: the header is longer than 16777216 bytes, the limit for headers. Raise execution.max_header_bytes if the file is right.',
  )
  const { rows } = await read(vcf(record(`S=${'x'.repeat(18 << 20)}`)), { projection: ['start'] })
  expect(rows).toEqual([{ start: 10 }])
})
