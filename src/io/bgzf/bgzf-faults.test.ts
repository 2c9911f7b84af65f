import { describe, expect, test } from 'vitest'
import { BGZF_END, bgzf, bgzfBlock, blockAddresses, join } from '../../../tests/support/bgzf.ts'
import { ALL_CODECS } from '../../../tests/support/codecs.ts'
import { collectLines } from '../../../tests/support/collect-lines.ts'
import type { Chunk } from '../chunk.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const text = 'ABABABABABABABABABAB some text to deflate, long enough to matter\nand a second line\n'
const good = bgzfBlock(bytesOf('first\n'))
const size = bytesOf(text).length

function edited(block: Uint8Array, at: number, value: number): Uint8Array {
  const copy = block.slice()
  copy[at] = value
  return copy
}

const FAULTS: readonly (readonly [string, Uint8Array, RegExp])[] = [
  ['wrong magic', edited(bgzfBlock(bytesOf(text)), 0, 30), /not a BGZF block/],
  ['no extra field', edited(bgzfBlock(bytesOf(text)), 3, 0), /not a BGZF block/],
  ['other flags', edited(bgzfBlock(bytesOf(text)), 3, 12), /not a BGZF block/],
  ['XLEN too small', bgzfBlock(bytesOf(text), { extraLength: 5 }), /extra field/],
  ['XLEN too large', bgzfBlock(bytesOf(text), { extraLength: 9 }), /extra field/],
  ['no BC subfield', edited(bgzfBlock(bytesOf(text)), 12, 67), /extra field/],
  ['BC of 3 bytes', edited(bgzfBlock(bytesOf(text)), 14, 3), /extra field/],
  ['BSIZE smaller than its header', bgzfBlock(bytesOf(text), { blockSize: 21 }), /BSIZE is too small/],
  ['BSIZE a little small', bgzfBlock(bytesOf(text), { blockSize: bgzfBlock(bytesOf(text)).length - 1 }), /./],
  ['BSIZE a little large', bgzfBlock(bytesOf(text), { blockSize: bgzfBlock(bytesOf(text)).length + 1 }), /./],
  ['ISIZE above 64 KiB', bgzfBlock(bytesOf(text), { size: 65_537 }), /ISIZE is above 64 KiB/],
  ['huge ISIZE', bgzfBlock(bytesOf(text), { size: 0xffff_ffff }), /ISIZE is above 64 KiB/],
  ['ISIZE too small', bgzfBlock(bytesOf(text), { size: size - 1 }), /more bytes than ISIZE says/],
  ['ISIZE much too small', bgzfBlock(bytesOf(text.repeat(9)), { size: 1 }), /more bytes than ISIZE says/],
  ['ISIZE too large', bgzfBlock(bytesOf(text), { size: size + 1 }), /fewer bytes than ISIZE says/],
  ['wrong CRC32', bgzfBlock(bytesOf(text), { crc: 1 }), /wrong CRC32/],
  ['unused bytes', bgzfBlock(bytesOf(text), { padding: 1 }), /unused bytes/],
  ['broken deflate data', edited(bgzfBlock(bytesOf(text)), 18, 7), /invalid deflate data/],
]

describe.each(ALL_CODECS)('%s', (_name, codecs) => {
  test.each(FAULTS)('%s', async (_fault, block, message) => {
    const bytes = join([good, block, good, BGZF_END])
    await expect(collectLines({ bytes, codecs, compression: 'bgzf' })).rejects.toMatchObject({
      code: 'FORMAT',
      reason: 'compression',
      message: expect.stringMatching(message),
      at: { location: 'test.txt', byteOffset: good.length },
    })
  })

  test('says the whole message', async () => {
    const bytes = join([good, bgzfBlock(bytesOf(text), { crc: 1 })])
    await expect(collectLines({ bytes, codecs, compression: 'bgzf' })).rejects.toThrow(
      `test.txt: broken BGZF block at byte ${good.length}: wrong CRC32.`,
    )
  })

  test('bytes behind the last block are an error at their place', async () => {
    for (const garbage of [Uint8Array.of(1, 2, 3), new Uint8Array(28), bytesOf('\x1f\x8bgarbage')]) {
      const bytes = join([good, BGZF_END, garbage])
      await expect(collectLines({ bytes, codecs, compression: 'bgzf' })).rejects.toMatchObject({
        code: 'FORMAT',
        at: { byteOffset: good.length + BGZF_END.length },
      })
    }
  })

  test('a file cut anywhere names the block that is not whole', async () => {
    const whole = bgzf(bytesOf(text.repeat(4)), [100])
    const addresses = blockAddresses(whole)
    for (let cut = 1; cut < whole.length; cut++) {
      const bytes = whole.slice(0, cut)
      const read = collectLines({ bytes, codecs, compression: 'bgzf' })
      const last = addresses.filter(address => address <= cut).at(-1) ?? 0
      if (last === cut) expect(await read).toBeDefined()
      else
        await expect(read).rejects.toMatchObject({
          code: 'FORMAT',
          at: { byteOffset: last },
          message: expect.stringContaining('truncated'),
        })
    }
  })

  test('pieces of a broken file never lose lines silently', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `line ${i} ${'x'.repeat(i % 17)}`)
    const whole = bgzf(bytesOf(`${lines.join('\n')}\n`), [70])
    for (let at = 0; at < whole.length; at += 3) {
      const bytes = edited(whole, at, (whole[at] ?? 0) ^ 0x41)
      const outcome = await readPieces(bytes, 150, codecs)
      if (Array.isArray(outcome)) expect(outcome).toEqual(lines)
      else expect(outcome).toMatchObject({ code: 'FORMAT' })
    }
  })

  test('blocks with other subfields are blocks', async () => {
    const before = Uint8Array.of(0x58, 0x58, 3, 0, 1, 2, 3)
    const lines = Array.from({ length: 40 }, (_, i) => `line ${i}`)
    const blocks = lines.map(line => bgzfBlock(bytesOf(`${line}\n`), { before }))
    const bytes = join([...blocks, BGZF_END])
    expect(await collectLines({ bytes, codecs, compression: 'bgzf' })).toEqual(lines)
    expect(await readPieces(bytes, 130, codecs)).toEqual(lines)
  })

  test('a block header inside stored data that misleads a piece is an error, not a loss', async () => {
    const inner = bgzf(bytesOf('not a line of this file\n'))
    const stored = bgzfBlock(join([bytesOf('a\n'), inner, bytesOf('\nb\n')]), { level: 0 })
    const bytes = join([stored, bgzfBlock(bytesOf('c\n')), BGZF_END])
    const chunk: Chunk = { kind: 'bytes', start: 0, end: 10 }
    await expect(collectLines({ bytes, codecs, compression: 'bgzf', chunk })).rejects.toMatchObject({
      code: 'FORMAT',
      message: expect.stringContaining(`broken BGZF block at byte ${stored.length}`),
    })
  })
})

async function readPieces(bytes: Uint8Array, pieceBytes: number, codecs: (typeof ALL_CODECS)[number][1]): Promise<string[] | unknown> {
  const lines: string[] = []
  try {
    for (let start = 0; start < bytes.length; start += pieceBytes) {
      const chunk: Chunk = { kind: 'bytes', start, end: Math.min(bytes.length, start + pieceBytes) }
      lines.push(...(await collectLines({ bytes, codecs, compression: 'bgzf', chunk })))
    }
  } catch (error) {
    return error
  }
  return lines
}
