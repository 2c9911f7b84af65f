import { describe, expect, test } from 'vitest'
import { bgzf } from '../../tests/support/bgzf.ts'
import { IndexWriter } from '../../tests/support/index-writer.ts'
import { MemorySource } from '../io/memory-source.ts'
import { createNodeCodecs } from '../platform/node/node-codecs.ts'
import type { IndexRequest } from './index-request.ts'
import { readBaiIndex } from './read-bai-index.ts'
import { readCsiIndex } from './read-csi-index.ts'
import { readTabixIndex } from './read-tabix-index.ts'

const codecs = createNodeCodecs()
const VCF_COLUMNS = [2, 1, 2, 0, 35, 0] as const
const request = (bytes: Uint8Array, more: Partial<IndexRequest> = {}): IndexRequest => ({
  source: new MemorySource('calls.tbi', bytes),
  codecs,
  ...more,
})

function tabixHeader(contigs: readonly string[], nameBytes?: number): IndexWriter {
  const names = contigs.map(name => `${name}\0`).join('')
  return new IndexWriter()
    .text('TBI\x01')
    .int32(contigs.length, ...VCF_COLUMNS, nameBytes ?? names.length)
    .text(names)
}

/** Two leaf bins far apart, one parent, the counts, and a linear index of three windows. */
function twoWindows(): IndexWriter {
  return tabixHeader(['chr1', 'chr2'])
    .int32(4)
    .int32(4681, 1)
    .offset(100, 5)
    .offset(300, 0) // window 0
    .int32(4683, 1)
    .offset(900_000, 0)
    .offset(900_100, 7) // window 2
    .int32(0, 1)
    .offset(600_000, 0)
    .offset(600_050, 0) // everywhere
    .int32(37_450, 2)
    .offset(100)
    .offset(900_100)
    .uint64(42n)
    .uint64(3n)
    .int32(3)
    .offset(100, 5)
    .offset(0)
    .offset(600_000)
    .int32(0, 0)
}

describe('TBI', () => {
  test('reads names, columns and counts', async () => {
    const index = await readTabixIndex(request(bgzf(twoWindows().bytes(), [50])))
    expect(index).toMatchObject({ kind: 'tbi', location: 'calls.tbi', contigs: ['chr1', 'chr2'] })
    expect(index.textColumns).toEqual({
      format: 'vcf',
      isZeroBased: false,
      contigColumn: 1,
      startColumn: 2,
      endColumn: 0,
      commentCharacter: '#',
      skippedLines: 0,
    })
    expect(index.counts('chr1')).toEqual({ mapped: 42, unmapped: 3 })
    expect(index.counts('chr2')).toBeUndefined()
  })

  test('gives the chunks of the bins that overlap, not before the linear index allows', async () => {
    const index = await readTabixIndex(request(bgzf(twoWindows().bytes())))
    const chunk = (start: readonly number[], end: readonly number[]) => ({
      kind: 'bgzf',
      start: { block: start[0], within: start[1] },
      end: { block: end[0], within: end[1] },
    })
    const everywhere = chunk([600_000, 0], [600_050, 0])
    const query = (start: number, end: number) => index.query({ contig: 'chr1', interval: { start, end } })
    expect(query(0, 1)).toEqual([chunk([100, 5], [300, 0]), everywhere])
    expect(query(16_383, 16_384)).toEqual([chunk([100, 5], [300, 0]), everywhere])
    expect(query(16_384, 32_768)).toEqual([everywhere])
    expect(query(16_384, 32_769)).toEqual([everywhere, chunk([900_000, 0], [900_100, 7])])
    expect(query(40_000, 40_000)).toEqual([everywhere, chunk([900_000, 0], [900_100, 7])])
    expect(query(2 ** 29, 2 ** 30)).toEqual([])
    expect(index.query({ contig: 'chr1' })).toEqual([chunk([100, 5], [300, 0]), everywhere, chunk([900_000, 0], [900_100, 7])])
    expect(index.query({ contig: 'chr2' })).toEqual([])
    expect(index.query({ contig: 'chr3' })).toEqual([])
  })

  test('estimates bytes and cuts where they are enough', async () => {
    const index = await readTabixIndex(request(bgzf(twoWindows().bytes())))
    expect(index.estimateBytes({ contig: 'chr1', interval: { start: 0, end: 10 } })).toBe(200 + 50)
    expect(index.estimateBytes({ contig: 'chr1' })).toBe(200 + 50 + 100 + 16_384)
    expect(index.cutPositions({ contig: 'chr1' }, 500_000)).toEqual([32_768])
    expect(index.cutPositions({ contig: 'chr1' }, 700_000)).toEqual([])
    expect(index.cutPositions({ contig: 'chr1', interval: { start: 0, end: 32_768 } }, 1)).toEqual([])
    expect(index.cutPositions({ contig: 'chr3' }, 1)).toEqual([])
  })

  test('says when it points beyond the data', async () => {
    const index = await readTabixIndex(request(bgzf(twoWindows().bytes())))
    index.checkFits(900_101, 'calls.vcf.gz')
    expect(() => index.checkFits(900_100, 'calls.vcf.gz')).toThrow(
      'The index calls.tbi does not fit calls.vcf.gz: it points to byte 900100, but the file has 900100 bytes. ' +
        'Build the index again, or give the right one by index_path.',
    )
  })

  test.each([
    ['other magic', new IndexWriter().text('CSI\x01').int32(0, 0, 0), 'it does not begin with "TBI\\u0001", so it is no TBI index'],
    ['huge l_nm', tabixHeader(['chr1'], 0x7fff_ffff), 'field l_nm says 2147483647, but only 5 bytes are left'],
    ['negative l_nm', tabixHeader(['chr1'], -1), 'field l_nm says -1, but only 5 bytes are left'],
    [
      'too many contigs',
      new IndexWriter()
        .text('TBI\x01')
        .int32(7, ...VCF_COLUMNS, 2)
        .text('a\0'),
      'n_ref says 7 contigs, but there are 1 names',
    ],
    ['no bins', tabixHeader(['chr1']), 'n_ref says 1 contigs, but only 0 bytes are left'],
    ['huge n_bin', tabixHeader(['chr1']).int32(0x7fff_ffff, 0), 'field n_bin says 2147483647, but only 4 bytes are left'],
    ['huge n_chunk', tabixHeader(['chr1']).int32(1, 4681, 0x1000_0000, 0), 'field n_chunk says 268435456, but only 4 bytes are left'],
    ['a bin outside', tabixHeader(['chr1']).int32(1, 37_449, 0, 0), 'bin 37449 lies outside the scheme, whose last bin is 37448'],
    ['a bin twice', tabixHeader(['chr1']).int32(2, 5, 0, 5, 0, 0), 'bin 5 comes twice'],
    ['a chunk backwards', tabixHeader(['chr1']).int32(1, 5, 1).offset(9).offset(8).int32(0), 'a chunk ends before it begins'],
    ['huge n_intv', tabixHeader(['chr1']).int32(0, 0x7fff_ffff), 'field n_intv says 2147483647, but only 0 bytes are left'],
    [
      'an unknown format',
      new IndexWriter().text('TBI\x01').int32(0, 9, 1, 2, 0, 35, 0, 0),
      'format 9 is unknown; 0, 1 and 2 are generic, SAM and VCF',
    ],
  ])('broken: %s', async (_what, writer, fault) => {
    // Lengths are checked at once, the content of a contig when it is asked for.
    const ask = async () => (await readTabixIndex(request(bgzf(writer.bytes())))).query({ contig: 'chr1' })
    await expect(ask()).rejects.toMatchObject({
      code: 'FORMAT',
      reason: 'index',
      message: expect.stringMatching(/^Broken index file calls\.tbi at byte \d+ of its content: /),
      at: { indexLocation: 'calls.tbi' },
    })
    await expect(ask()).rejects.toThrow(fault)
  })

  test('a name twice, and a file cut anywhere', async () => {
    await expect(readTabixIndex(request(bgzf(tabixHeader(['a', 'a']).int32(0, 0, 0, 0).bytes())))).rejects.toThrow(
      'Broken index file calls.tbi: it names a contig twice.',
    )
    const content = twoWindows().bytes()
    for (let cut = 0; cut < content.length; cut++) {
      await expect(readTabixIndex(request(bgzf(content.slice(0, cut)))), `cut at ${cut}`).rejects.toMatchObject({ code: 'FORMAT' })
    }
  })
})

describe('CSI', () => {
  const csi = (minShift: number, depth: number, aux = '') => new IndexWriter().text('CSI\x01').int32(minShift, depth, aux.length).text(aux)

  test('reads other bin sizes, and names from the data', async () => {
    // Depth 1, windows of 16: bins 1 to 8 are leaves; 10 holds the counts.
    const bytes = csi(4, 1)
      .int32(1)
      .int32(4)
      .int32(0)
      .offset(10)
      .int32(1)
      .offset(10)
      .offset(20)
      .int32(1)
      .offset(10)
      .int32(1)
      .offset(20)
      .offset(30)
      .int32(8)
      .offset(500_000)
      .int32(1)
      .offset(500_000)
      .offset(500_010)
      .int32(10)
      .offset(0)
      .int32(2)
      .offset(10)
      .offset(20)
      .uint64(7n)
      .uint64(0n)
      .bytes()
    const index = await readCsiIndex(request(bgzf(bytes), { contigs: ['one', 'two'] }))
    expect(index.contigs).toEqual(['one'])
    expect(index.counts('one')).toEqual({ mapped: 7, unmapped: 0 })
    const blocks = (start: number, end: number) =>
      index
        .query({ contig: 'one', interval: { start, end } })
        .map(chunk => (chunk.kind === 'bgzf' ? [chunk.start.block, chunk.end.block] : []))
    expect(blocks(0, 16)).toEqual([[10, 30]])
    expect(blocks(16, 17)).toEqual([[10, 20]])
    expect(blocks(112, 128)).toEqual([[500_000, 500_010]])
    expect(blocks(128, 129)).toEqual([])
    expect(index.cutPositions({ contig: 'one' }, 1000)).toEqual([112])
  })

  test.each([
    ['min_shift', csi(0, 5).int32(0), 'min_shift is 0; 1 to 40 make sense'],
    ['depth', csi(14, 40).int32(0), 'depth is 40; 0 to 9 make sense'],
    ['l_aux', new IndexWriter().text('CSI\x01').int32(14, 5, 0x7fff_ffff), 'field l_aux says 2147483647, but only 0 bytes are left'],
    ['n_ref', csi(14, 5).int32(0x7fff_ffff), 'field n_ref says 2147483647, but only 0 bytes are left'],
    ['names', csi(14, 5).int32(2, 0, 0), 'it has 2 contigs, but there are 1 names: it is the index of another file'],
  ])('broken: %s', async (_what, writer, fault) => {
    await expect(readCsiIndex(request(bgzf(writer.bytes()), { contigs: ['one'] }))).rejects.toThrow(fault)
  })
})

test('BAI is read without compression', async () => {
  const bytes = new IndexWriter().text('BAI\x01').int32(1, 1, 4681, 1).offset(100).offset(200).int32(1).offset(100).uint64(5n).bytes()
  const index = await readBaiIndex(request(bytes, { contigs: ['chr1'] }))
  expect(index.query({ contig: 'chr1' })).toEqual([{ kind: 'bgzf', start: { block: 100, within: 0 }, end: { block: 200, within: 0 } }])
  await expect(readBaiIndex(request(bytes))).rejects.toMatchObject({ code: 'INTERNAL' })
})
