import { expect, test } from 'vitest'
import { parseStructuredLine } from './parse-structured-line.ts'
import { parseVcfHeader } from './parse-vcf-header.ts'

const CHROM = '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO'
const parse = (...lines: string[]) => parseVcfHeader(['##fileformat=VCFv4.3', ...lines, CHROM], 'a.vcf')

test('reads fields, filters, contigs and samples in order', () => {
  const header = parseVcfHeader(
    [
      '##contig=<ID=chr1,length=1000,assembly=B37>',
      '##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth, all reads">',
      '##fileformat=VCFv4.2',
      '##FORMAT=<ID=GT,Number=1,Type=String,Description="say \\"GT\\" \\\\ ok">',
      '##INFO=<ID=DB,Number=0,Type=Flag,Description="">',
      '##FILTER=<ID=q10,Description="low">',
      '##ALT=<ID=DEL,Description="Deletion">',
      '##contig=<ID=chr2>',
      `${CHROM}\tFORMAT\tb\ta`,
    ],
    'a.vcf',
  )
  expect(header).toMatchObject({
    fileFormat: 'VCFv4.2',
    version: 402,
    infoFields: [
      { id: 'DP', number: '1', type: 'Integer', description: 'Depth, all reads' },
      { id: 'DB', number: '0', type: 'Flag', description: '' },
    ],
    formatFields: [{ id: 'GT', description: 'say "GT" \\ ok' }],
    filters: [{ id: 'q10', description: 'low' }],
    alternativeAlleles: [{ id: 'DEL', description: 'Deletion' }],
    contigs: [{ name: 'chr1', length: 1000 }, { name: 'chr2' }],
    samples: ['b', 'a'],
    columnCount: 11,
    warnings: [],
  })
})

test('what does no harm is a warning', () => {
  const header = parse(
    '##INFO=<ID=A,Number=1,Type=Integer,Description="not closed>',
    '##INFO=<ID=B,Number=1,Type=Text,Description="x">',
    '##INFO=<ID=C,Type=Integer>',
    '##INFO=<ID=D,Number=1>',
    '##INFO=<Number=1,Type=Integer>',
    '##INFO=free text',
    '##INFO=<ID=A,Number=1,Type=Float,Description="again">',
    '##source="never closed',
  )
  expect(header.infoFields.map(({ id, number, type }) => `${id} ${number} ${type}`)).toEqual([
    'A 1 Integer',
    'B 1 String',
    'C . Integer',
    'D 1 String',
  ])
  expect(header.infoFields[0]?.description).toBe('not closed')
  expect(header.warnings).toEqual([
    'a.vcf, line 2: a quote or bracket is not closed.',
    'a.vcf, line 3: B has the unknown Type Text; it is read as String.',
    'a.vcf, line 4: C has no Number; it is read as a list.',
    'a.vcf, line 5: D has no Type; it is read as String.',
    'a.vcf, line 6: a line without an ID is ignored.',
    'a.vcf, line 7: a line without an ID is ignored.',
    'a.vcf, line 8: A is declared again with another type; the first line counts.',
  ])
})

test('a repeated definition of the same type says nothing', () => {
  const line = '##INFO=<ID=A,Number=1,Type=Float,Description="x">'
  expect(parse(line, line)).toMatchObject({ warnings: [], infoFields: [{ id: 'A' }] })
})

test('other versions are read with a warning', () => {
  expect(parseVcfHeader(['##fileformat=VCFv3.3', CHROM], 'a.vcf').warnings).toEqual([
    'a.vcf: the header says ##fileformat=VCFv3.3; it is read as VCFv4.2.',
  ])
  expect(parseVcfHeader([CHROM], 'a.vcf').warnings).toEqual(['a.vcf: the header has no ##fileformat line; it is read as VCFv4.2.'])
})

test.each([
  [['##fileformat=VCFv4.2'], 'a.vcf, line 2: the header has no #CHROM line. Is this a VCF file?'],
  [['#CHROM POS ID REF ALT QUAL FILTER INFO'], 'a.vcf, line 1: the names of the #CHROM line must be parted by tabs.'],
  [['#CHROM\tPOS\tID'], 'a.vcf, line 1: column 4 of the #CHROM line must be REF, and it ends there.'],
  [[CHROM.replace('QUAL', 'QUALITY')], 'a.vcf, line 1: column 6 of the #CHROM line must be QUAL, and it says "QUALITY".'],
  [[`${CHROM}\ts1`], 'a.vcf, line 1: column 9 of the #CHROM line must be FORMAT, and it says "s1".'],
  [[`${CHROM}\tFORMAT\tx\ty\tx`], 'a.vcf, line 1: the sample "x" stands twice in the #CHROM line.'],
  [[`${CHROM}\tFORMAT\tx\t`], 'a.vcf, line 1: sample 2 of the #CHROM line has no name; is there a tab at its end?'],
  [[CHROM, CHROM], 'a.vcf, line 2: a second #CHROM line.'],
  [['##INFO=<Description="ID=A, never closed>', CHROM], 'a.vcf, line 1: a quote or bracket is not closed, so its ID is lost.'],
])('refuses %j', (lines, message) => {
  expect(() => parseVcfHeader(lines, 'a.vcf')).toThrow(message)
})

test('structured lines: brackets, blanks, unquoted commas, attack names', () => {
  const line = parseStructuredLine('<ID=Assay, Values=[WholeGenome, Exome],__proto__=x,Description=a, b,ID=twice>')
  expect([...line.values]).toEqual([
    ['ID', 'Assay'],
    ['Values', '[WholeGenome, Exome]'],
    ['__proto__', 'x'],
    ['Description', 'a'],
  ])
  expect(line.closed).toBe(true)
})
