import { expect, test } from 'vitest'
import { typeName } from '../../columnar/type-name.ts'
import { parseFormatOptions } from '../parse-format-options.ts'
import { parseVcfHeader } from './parse-vcf-header.ts'
import { vcfOptionSchema } from './vcf-options.ts'
import { createVcfTable } from './vcf-schema.ts'

const header = (samples: readonly string[], ...lines: string[]) => {
  const names = samples.length > 0 ? ['FORMAT', ...samples] : []
  const chrom = ['#CHROM', 'POS', 'ID', 'REF', 'ALT', 'QUAL', 'FILTER', 'INFO', ...names].join('\t')
  return parseVcfHeader(['##fileformat=VCFv4.2', ...lines, chrom], 'a.vcf')
}
const info = (id: string, number: string, type: string) => `##INFO=<ID=${id},Number=${number},Type=${type},Description="d">`
const format = (id: string, number: string, type: string) => `##FORMAT=<ID=${id},Number=${number},Type=${type},Description="d">`
const table = (source: ReturnType<typeof header>, options = {}) =>
  createVcfTable(source, parseFormatOptions('vcf', vcfOptionSchema, options))
const columns = (source: ReturnType<typeof header>, options = {}) =>
  table(source, options).schema.fields.map(({ name, type, nullable }) => `${name} ${typeName(type)}${nullable ? '?' : ''}`)

const CORE = [
  'chrom Dictionary<Utf8>',
  'start UInt32',
  'end UInt32',
  'id Utf8?',
  'ref Utf8',
  'alt Utf8?',
  'qual Float64?',
  'filter Dictionary<Utf8>?',
]
const FIELDS = [
  info('AF', 'A', 'Float'),
  info('DP', '1', 'Integer'),
  info('DB', '0', 'Flag'),
  format('GT', '1', 'Integer'),
  format('AD', 'R', 'Integer'),
]

test('core columns, then INFO as the header has it', () => {
  expect(columns(header([], ...FIELDS))).toEqual([...CORE, 'AF List<Float32>?', 'DP Int32?', 'DB Boolean'])
  expect(columns(header([]), { positions: 'int64' }).slice(1, 3)).toEqual(['start Int64', 'end Int64'])
})

test('one sample gives columns, several a struct of lists', () => {
  expect(columns(header(['s'], ...FIELDS)).slice(11)).toEqual(['GT Utf8?', 'AD List<Int32>?'])
  expect(columns(header(['s', 't'], ...FIELDS)).slice(11)).toEqual(['genotypes Struct<GT: List<Utf8>, AD: List<List<Int32>>>'])
  expect(columns(header(['s', 't'], ...FIELDS), { samples: ['t'] }).slice(11)).toEqual([
    'genotypes Struct<GT: List<Utf8>, AD: List<List<Int32>>>',
  ])
})

test('fields and samples are chosen in the order given', () => {
  expect(columns(header(['s'], ...FIELDS), { info_fields: 'DP, AF', format_fields: ['AD'] }).slice(8)).toEqual([
    'DP Int32?',
    'AF List<Float32>?',
    'AD List<Int32>?',
  ])
  expect(columns(header(['s'], ...FIELDS), { infoFields: [], formatFields: '' })).toEqual(CORE)
  const chosen = table(header(['s', 't', 'u'], ...FIELDS), { samples: ['u', 'x', 's', 'u'] })
  expect(chosen.sampleIndexes).toEqual([2, 0])
  expect(chosen.warnings).toEqual(['Option samples names "x", which is not in the file; it is left out.'])
})

test('names that are taken get a prefix; case alone makes a difference', () => {
  const clash = header(
    ['s'],
    info('start', '1', 'Integer'),
    info('END', '1', 'Integer'),
    info('DP', '1', 'Integer'),
    format('DP', '1', 'Integer'),
    format('ref', '1', 'String'),
  )
  expect(columns(clash).slice(8)).toEqual(['info_start Int32?', 'END Int32?', 'DP Int32?', 'fmt_DP Int32?', 'fmt_ref Utf8?'])
  const thrice = header(
    ['s'],
    info('DP', '1', 'Integer'),
    info('fmt_DP', '1', 'Integer'),
    info('format_DP', '1', 'Integer'),
    format('DP', '1', 'Integer'),
  )
  expect(columns(thrice).at(-1)).toBe('format_DP_2 Int32?')
})

test('on_malformed => null makes every column nullable', () => {
  expect(columns(header([]), { on_malformed: 'null' }).slice(0, 3)).toEqual(['chrom Dictionary<Utf8>?', 'start UInt32?', 'end UInt32?'])
})

test('metadata of table and columns', () => {
  const { schema } = table(header(['s', 't'], ...FIELDS, '##contig=<ID=chr1,length=5>'), { zero_based: true, samples: 't' })
  expect(schema.metadata).toMatchObject({
    'bio.coordinate_system_zero_based': 'true',
    'bio.vcf.file_format': 'VCFv4.2',
    'bio.vcf.contigs': '[{"id":"chr1","length":5}]',
    'bio.vcf.genotypes.sample_names': '["t"]',
  })
  expect(schema.fields.find(field => field.name === 'AF')?.metadata).toEqual({
    'bio.vcf.field.description': 'd',
    'bio.vcf.field.type': 'Float',
    'bio.vcf.field.number': 'A',
    'bio.vcf.field.field_type': 'INFO',
  })
})

test.each([
  [{ info_fields: ['AFF'] }, 'Option info_fields names "AFF", which the header does not declare as INFO. Did you mean "AF"?'],
  [{ format_fields: 'XY' }, 'Option format_fields names "XY", which the header does not declare as FORMAT.'],
  [{ infofields: 'AF' }, 'There is no option "infofields" of vcf. Did you mean "info_fields"?'],
  [{ on_malformed: 'ignore' }, `Option on_malformed of vcf must be 'error', 'skip' or 'null', not "ignore".`],
  [{ zero_based: 3 }, 'Option zero_based of vcf must be true or false, not 3.'],
  [{ info_fields: 5 }, "Option info_fields of vcf must be a list of names such as ['AF', 'DP'] or 'AF,DP', not 5."],
  [{ zeroBased: true, zero_based: true }, 'Option zero_based of vcf is given twice.'],
])('refuses the options %j', (options, message) => {
  expect(() => table(header(['s'], ...FIELDS), options)).toThrow(message)
})

test('options may be text, and parsing them again changes nothing', () => {
  const once = parseFormatOptions('vcf', vcfOptionSchema, { zero_based: 'true', info_fields: 'AF,DP', samples: null })
  expect(once).toMatchObject({ zeroBased: true, infoFields: ['AF', 'DP'] })
  expect(parseFormatOptions('vcf', vcfOptionSchema, JSON.parse(JSON.stringify(once)))).toEqual(once)
})
