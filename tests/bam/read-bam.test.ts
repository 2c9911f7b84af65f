// Records made by hand: what each column shows of them, and what is said of bytes that are no record.
import { describe, expect, test } from 'vitest'
import { type BamRecord, bytesOf, encodeBam, encodeHeader, encodeRecord, int32, readBamBytes } from '../support/bam.ts'
import { bgzfBlock, join } from '../support/bgzf.ts'

const header = encodeHeader([
  ['chr1', 1_000],
  ['chr2', 2 ** 31 - 1],
])
const file = (...records: readonly BamRecord[]) => encodeBam(header, records.map(encodeRecord))
const op = (length: number, letter: string) => (length << 4) | 'MIDNSHP=XB'.indexOf(letter)

async function oneRow(record: BamRecord, projection: readonly string[], options = {}) {
  const rows = await readBamBytes(file(record), { projection, options })
  expect(rows).toHaveLength(1)
  return rows[0]
}

describe('columns', () => {
  test('positions: shown from 1 or 0, absent where there is none', async () => {
    const columns = ['chrom', 'start', 'end', 'mate_chrom', 'mate_start']
    const record = { name: 'r', refId: 1, position: 99, cigar: [op(10, 'M')], nextRefId: 0, nextPosition: 0 }
    expect(await oneRow(record, columns)).toEqual(['chr2', 100, 109, 'chr1', 1])
    expect(await oneRow(record, columns, { zeroBased: true })).toEqual(['chr2', 99, 109, 'chr1', 0])
    expect(await oneRow(record, columns, { positions: 'int64' })).toEqual(['chr2', 100n, 109n, 'chr1', 1n])
    expect(await oneRow({ name: 'r' }, columns)).toEqual([null, null, null, null, null])
  })

  test('the end: by the CIGAR, one base without one, and of an unmapped read', async () => {
    const placed = { name: 'r', refId: 0, position: 9 }
    const end = async (record: object) => (await oneRow({ ...placed, ...record }, ['end']))?.[0]
    expect(await end({ cigar: [op(5, 'S'), op(4, 'M'), op(2, 'I'), op(3, 'D'), op(100, 'N'), op(1, '='), op(2, 'X'), op(7, 'H')] })).toBe(
      119,
    )
    expect(await end({})).toBe(10)
    expect(await end({ cigar: [op(5, 'S')] })).toBe(10)
    expect(await end({ flags: 4, cigar: [op(50, 'M')] })).toBe(10)
  })

  test('bases and qualities of every length', async () => {
    for (let length = 0; length < 40; length++) {
      const sequence = '=ACMGRSVTWYHKDBN'.repeat(3).slice(0, length)
      const qualities = Array.from({ length }, (_, i) => (i * 7) % 94)
      const text = String.fromCharCode(...qualities.map(score => score + 33))
      const wanted = length === 0 ? [null, null] : [sequence, text]
      expect(await oneRow({ name: 'r', sequence, qualities }, ['sequence', 'quality_scores'])).toEqual(wanted)
    }
  })

  test('scores that are no characters read as U+FFFD, with a warning', async () => {
    const warnings: string[] = []
    const record = { name: 'r', sequence: 'ACGTACGT', qualities: [1, 2, 3, 4, 5, 6, 250, 7] }
    const rows = await readBamBytes(file(record), { projection: ['quality_scores'], warnings })
    expect(rows[0]?.[0]).toBe(`"#$%&'\u001b(`)
    const odd = { ...record, qualities: [1, 2, 3, 4, 5, 120, 6, 7] }
    expect((await readBamBytes(file(odd), { projection: ['quality_scores'], warnings }))[0]?.[0]).toBe(`"#$%&\ufffd'(`)
    expect(warnings).toEqual(['test.bam: column quality_scores holds bytes that are not UTF-8; they read as U+FFFD.'])
  })

  test('numbers, names and what stands for nothing', async () => {
    const record = { name: '*', flags: 65_535, mappingQuality: 255, templateLength: -(2 ** 31) }
    const columns = ['name', 'flags', 'mapping_quality', 'template_length', 'cigar', 'sequence', 'quality_scores']
    expect(await oneRow(record, columns)).toEqual([null, 65_535, 255, -(2 ** 31), null, null, null])
    const longName = 'x'.repeat(254)
    expect((await oneRow({ name: longName }, ['name']))?.[0]).toBe(longName)
  })

  test('a CIGAR of long operations', async () => {
    const cigar = [op(2 ** 28 - 1, 'N'), op(10, 'M')]
    expect((await oneRow({ name: 'r', refId: 0, position: 0, cigar }, ['cigar']))?.[0]).toBe('268435455N10M')
  })

  test('the CIGAR in the tag CG counts only where its placeholder stands', async () => {
    const words = [op(3, 'M'), op(2, 'D'), op(1, 'M')]
    const tags = join([bytesOf('CGBI'), int32(words.length), new Uint8Array(Uint32Array.from(words).buffer)])
    const record = { name: 'r', refId: 0, position: 0, sequence: 'ACGT', tags }
    expect(await oneRow({ ...record, cigar: [op(4, 'S'), op(6, 'N')] }, ['cigar', 'end'])).toEqual(['3M2D1M', 6])
    expect(await oneRow({ ...record, cigar: [op(4, 'M')] }, ['cigar', 'end'])).toEqual(['4M', 4])
  })
})

describe('tags', () => {
  const read = async (tags: Uint8Array, names: readonly string[], options = {}) =>
    oneRow({ name: 'r', tags }, names, { tagFields: names, ...options })

  test('every type', async () => {
    const tags = join([
      bytesOf('AAAz'),
      bytesOf('BBc\xff'),
      bytesOf('CCC\xff'),
      bytesOf('DDs\xff\xff'),
      bytesOf('EES\xff\xff'),
      bytesOf('FFi\xff\xff\xff\xff'),
      bytesOf('GGI\xff\xff\xff\xff'),
      bytesOf('HHf\0\0\xc0\x3f'),
      bytesOf('IIZtext\0'),
      bytesOf('JJH1AE3\0'),
      bytesOf('KKBc\x02\0\0\0\xff\x01'),
      bytesOf('LLBS\x01\0\0\0\xff\xff'),
      bytesOf('MMBf\x01\0\0\0\0\0\xc0\x3f'),
      bytesOf('NNBI\0\0\0\0'),
      bytesOf('OOZ\0'),
    ])
    const names = [...'ABCDEFGHIJKLMNO'].map(letter => letter + letter)
    expect(await read(tags, names)).toEqual([
      'z',
      -1,
      255,
      -1,
      65_535,
      -1,
      4_294_967_295n,
      1.5,
      'text',
      '1AE3',
      [-1, 1],
      [65_535],
      [1.5],
      [],
      '',
    ])
    expect(await read(new Uint8Array(0), names)).toEqual(names.map(() => null))
  })

  test('mixed types among the first records', async () => {
    const rows = (...tags: readonly string[]) =>
      readBamBytes(file(...tags.map(tag => ({ name: 'r', tags: bytesOf(tag) }))), { projection: ['XX'], options: { tagFields: ['XX'] } })
    expect(await rows('XXi\x05\0\0\0', 'XXf\0\0\xc0\x3f')).toEqual([[5], [1.5]])
    expect(await rows('XXi\x05\0\0\0', 'XXZfive\0')).toEqual([['5'], ['five']])
    expect(await rows('XXBC\x01\0\0\0\x05', 'XXBs\x01\0\0\0\xff\xff')).toEqual([[[5]], [[-1]]])
  })

  test('the first of two tags of one name counts', async () => {
    expect(await read(bytesOf('NMC\x01NMC\x02'), ['NM'])).toEqual([1])
  })

  test.each([
    ['XBBC\xff\xff\xff\x7f', 'tag XB is an array of 2147483647 values of type C, which do not fit into the record.'],
    ['XBBA\x01\0\0\0\x01', 'tag XB is an array of 1 values of type A, which do not fit into the record.'],
    ['XBB', 'tag XB is an array that ends before its count.'],
    ['RGZno end', 'tag RG is text of type Z without the NUL at its end.'],
    ['NMi\x01', 'tag NM of type i does not fit into the record.'],
    ['NMq\x01', 'tag NM has the unknown type "q".'],
    ['NM', '2 bytes are left behind the tags, too few for one.'],
  ])('%j is told', async (tags, fault) => {
    const rows = read(bytesOf(tags), ['NM', 'ZZ'])
    await expect(rows).rejects.toThrow(`test.bam, record 1 at virtual offset`)
    await expect(rows).rejects.toThrow(fault)
  })
})

describe('headers', () => {
  const headerOf = (bytes: Uint8Array) => readBamBytes(encodeBam(bytes, []))

  test.each([
    [bytesOf('BAM\x02'), 'its inflated bytes begin with "BAM\\u0002", where a BAM file has "BAM\\1"'],
    [bytesOf('BA'), 'the file ends in field magic of the header: it is truncated'],
    [join([bytesOf('BAM\x01'), int32(-1)]), 'field l_text is -1'],
    [join([bytesOf('BAM\x01'), int32(50), bytesOf('@HD')]), 'the file ends in field text of the header: it is truncated'],
    [join([bytesOf('BAM\x01'), int32(0), int32(-2)]), 'field n_ref is -2'],
    [join([bytesOf('BAM\x01'), int32(0), int32(1), int32(0)]), 'field l_name of sequence 1 is 0'],
    [join([bytesOf('BAM\x01'), int32(0), int32(1), int32(3), bytesOf('abc'), int32(9)]), 'the name of sequence 1 does not end with NUL'],
    [join([bytesOf('BAM\x01'), int32(0), int32(2), int32(2), bytesOf('a\0'), int32(9)]), 'the file ends in field l_name of sequence 2'],
  ])('%#', async (bytes, fault) => {
    await expect(headerOf(bytes)).rejects.toMatchObject({ code: 'FORMAT', message: expect.stringContaining(fault) })
  })

  test('one that would be too long is a limit, and is not read', async () => {
    const error = headerOf(join([bytesOf('BAM\x01'), int32(2 ** 31 - 1), new Uint8Array(60_000)]))
    await expect(error).rejects.toMatchObject({ code: 'RESOURCE', reason: 'header_limit' })
  })

  test('text padded with NUL, and a file that ends behind the header', async () => {
    const padded = encodeHeader([['chr1', 10]], '@HD\tVN:1.6\n\0\0\0\0')
    expect(await readBamBytes(encodeBam(padded, [encodeRecord({ name: 'r', refId: 0, position: 1 })]), { projection: ['chrom'] })).toEqual([
      ['chr1'],
    ])
    expect(await headerOf(padded)).toEqual([])
  })
})

describe('sizes', () => {
  test('a record that the file cuts short', async () => {
    const whole = encodeRecord({ name: 'r', sequence: 'ACGT' })
    const bytes = encodeBam(header, [whole, whole.subarray(0, 20)])
    const rows = readBamBytes(bytes, { projection: [] })
    await expect(rows).rejects.toMatchObject({ code: 'FORMAT', at: { record: 2, virtualOffset: expect.any(String) } })
    await expect(rows).rejects.toThrow('the file ends 20 bytes into the record')
  })

  test('records longer than many blocks', async () => {
    const sequence = 'ACGTN'.repeat(100_000)
    const rows = await readBamBytes(encodeBam(header, [encodeRecord({ name: 'a', sequence }), encodeRecord({ name: 'b' })], [5_000]), {
      projection: ['name', 'sequence'],
    })
    expect(rows.map(row => [row[0], String(row[1]).length])).toEqual([
      ['a', 500_000],
      ['b', 4],
    ])
  })

  test('a missing end-of-file marker is a warning', async () => {
    const warnings: string[] = []
    const bytes = bgzfBlock(join([header, encodeRecord({ name: 'r' })]))
    expect(await readBamBytes(bytes, { warnings })).toEqual([['r']])
    expect(warnings.join()).toMatch(/end-of-file marker is missing/)
  })
})
