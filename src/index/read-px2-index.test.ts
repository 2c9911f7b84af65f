import { expect, test } from 'vitest'
import { bgzf } from '../../tests/support/bgzf.ts'
import { px2Header } from '../../tests/support/px2.ts'
import { MemorySource } from '../io/memory-source.ts'
import { createNodeCodecs } from '../platform/node/node-codecs.ts'
import { readPx2Index } from './read-px2-index.ts'

const read = (bytes: Uint8Array) => readPx2Index({ source: new MemorySource('a.px2', bgzf(bytes)), codecs: createNodeCodecs() })
const CONF = [3, 2, 3, 3, 4, 5, 5] as const
const withNames = (conf: readonly number[], delimiters: string, names: string) =>
  px2Header(names.split('\0').length - 1, 9, { conf, delimiters })
    .int32(names.length)
    .text(names)
const header = (names: string) => withNames(CONF, '\t|\0\0', names)

/** Two pairs of chr1, far apart, and one of chr2. */
const content = header('chr1|chr1\0chr1|chr2\0chr2|chr2\0')
  .int32(1, 4681, 1)
  .offset(10)
  .offset(20)
  .int32(1)
  .offset(10)
  .int32(2, 4681, 1)
  .offset(500_000)
  .offset(500_010, 3)
  .int32(4682, 1)
  .offset(500_010, 3)
  .offset(500_020)
  .int32(2)
  .offset(500_000)
  .offset(500_010, 3)
  .int32(0, 0)
  .bytes()

test('a region of a contig has the chunks of all its pairs', async () => {
  const index = await read(content)
  expect(index).toMatchObject({ kind: 'px2', location: 'a.px2', contigs: ['chr1', 'chr2'], unusable: undefined })
  expect(index.textColumns).toMatchObject({ contigColumn: 2, startColumn: 3, secondContigColumn: 4 })
  const blocks = (contig: string, start: number, end: number) =>
    index.query({ contig, interval: { start, end } }).map(chunk => (chunk.kind === 'bgzf' ? [chunk.start.block, chunk.end.block] : []))
  expect(blocks('chr1', 0, 32_768)).toEqual([
    [10, 20],
    [500_000, 500_010],
  ])
  expect(blocks('chr1', 32_768, 32_769)).toEqual([[500_010, 500_020]])
  expect(blocks('chr2', 0, 100)).toEqual([])
  expect(index.runs('chr1').map(run => run.query({ contig: 'chr1' }).length)).toEqual([1, 1])
  expect([index.hasRecords('chr1'), index.hasRecords('chr2')]).toEqual([true, false])
  expect(() => index.checkFits(500_019, 'a.pairs.gz')).toThrow('it points to byte 500020, but the file has 500019 bytes')
})

test('older versions have fewer bytes for the number of lines', async () => {
  for (const [version, window] of [
    ['3', 32_768],
    ['2', 16_384],
  ] as const) {
    const older = Uint8Array.from([...content.subarray(0, 16), ...content.subarray(20)])
    older[6] = version.charCodeAt(0)
    const index = await read(older)
    expect(index.query({ contig: 'chr1', interval: { start: window, end: window + 1 } })).toHaveLength(1)
    expect(index.query({ contig: 'chr1', interval: { start: window - 1, end: window } })).toHaveLength(2)
  }
})

test.each([
  ['intervals', withNames([3, 2, 3, 5, 4, 5, 5], '\t|\0\0', 'a|a\0'), 'it was built for intervals, not for points'],
  ['blanks', withNames(CONF, ' |\0\0', 'a|a\0'), 'it was built for lines that are not parted by tabs'],
  ['zero-based', withNames([0x10000, 2, 3, 3, 4, 5, 5], '\t|\0\0', 'a|a\0'), 'it was built for positions that count from 0'],
  ['names', withNames(CONF, '\t|\0\0', 'a|b|a\0'), 'a|b|a is not two contigs with one | between'],
])('not usable: %s', async (_what, writer, why) => {
  expect((await read(writer.int32(0, 0).bytes())).unusable).toBe(why)
})

test.each([
  ['other magic', header('').bytes().fill(65, 0, 3), 'so it is no PX2 index'],
  ['too many pairs', px2Header(7, 1).int32(4).text('a|a\0').bytes(), 'n says 7 pairs, but there are 1 names'],
  ['huge l_nm', px2Header(1, 1).int32(0x7fff_ffff).bytes(), 'field l_nm says 2147483647, but only 0 bytes are left'],
  ['no bins', header('a|a\0').bytes(), 'n says 1 pairs, but only 0 bytes are left'],
  ['huge n_bin', header('a|a\0').int32(0x7fff_ffff, 0).bytes(), 'field n_bin says 2147483647, but only 4 bytes are left'],
  ['beyond the scheme', header('a|a\0').int32(1, 37_450, 0, 0).bytes(), 'bin 37450 lies outside the scheme'],
  ['a pair twice', header('a|a\0a|a\0').int32(0, 0, 0, 0).bytes(), 'it names a contig twice'],
])('broken: %s', async (_what, bytes, fault) => {
  const ask = async () => (await read(bytes)).query({ contig: 'a' })
  await expect(ask()).rejects.toMatchObject({ code: 'FORMAT', reason: 'index' })
  await expect(ask()).rejects.toThrow(fault)
})

test('a file cut anywhere', async () => {
  for (let cut = 0; cut < content.length; cut++)
    await expect(read(content.slice(0, cut)), `cut at ${cut}`).rejects.toMatchObject({ code: 'FORMAT' })
})
