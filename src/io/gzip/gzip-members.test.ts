import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { join } from '../../../tests/support/bgzf.ts'
import { ALL_CODECS } from '../../../tests/support/codecs.ts'
import { collectLines } from '../../../tests/support/collect-lines.ts'
import { MemorySource } from '../memory-source.ts'
import { GzipMembers } from './gzip-members.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const lines = Array.from({ length: 3000 }, (_, i) => `line ${i} ${(i * 7919) % 1009}`)
const member = gzipSync(lines.map(line => `${line}\n`).join(''))

describe.each(ALL_CODECS)('%s', (_name, codecs) => {
  const read = (bytes: Uint8Array) => collectLines({ bytes, codecs, compression: 'gzip' })

  test('reads members one after another, also empty ones', async () => {
    const bytes = join([gzipSync(''), member, gzipSync(''), member, gzipSync('end')])
    expect(await read(bytes)).toEqual([...lines, ...lines, 'end'])
  })

  test('reads any text in any members', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ size: 'large' }), { maxLength: 6 }), async texts => {
        const bytes = join([...texts.map(text => gzipSync(text)), gzipSync('')])
        expect(await inflated(bytes, codecs)).toEqual(texts.join(''))
      }),
      { numRuns: 40, seed: 7 },
    )
  })

  test('takes names, comments, extra fields and header checks', async () => {
    // FTEXT, FHCRC, FEXTRA, FNAME and FCOMMENT, then the deflate data of a plain member.
    const header = Uint8Array.of(0x1f, 0x8b, 8, 31, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9, 110, 0, 99, 0, 7, 7)
    expect(await read(join([header, member.subarray(10)]))).toEqual(lines)
  })

  test('zeros behind the last member are padding', async () => {
    expect(await read(join([member, new Uint8Array(1000)]))).toEqual(lines)
  })

  test('other bytes behind the last member are an error at their place', async () => {
    for (const garbage of [bytesOf('garbage'), Uint8Array.of(0, 0, 1), Uint8Array.of(0x1f, 7)]) {
      await expect(read(join([member, garbage]))).rejects.toMatchObject({
        code: 'FORMAT',
        reason: 'compression',
        message: expect.stringContaining('bytes behind the last gzip member that are no gzip data'),
      })
    }
    await expect(read(join([member, bytesOf('garbage')]))).rejects.toMatchObject({
      at: { location: 'test.txt', byteOffset: member.length },
    })
  })

  test('a file cut anywhere is truncated', async () => {
    for (let cut = 1; cut < member.length; cut += cut < 40 || cut > member.length - 20 ? 1 : 997) {
      await expect(read(member.subarray(0, cut)), `cut at ${cut}`).rejects.toMatchObject({
        code: 'FORMAT',
        message: expect.stringContaining('truncated'),
      })
    }
  })

  test('a wrong CRC32 and a wrong size are errors at the footer', async () => {
    const footer = member.length - 8
    for (const [at, message] of [
      [footer, `test.txt: broken gzip data at byte ${footer}: wrong CRC32.`],
      [footer + 4, `test.txt: broken gzip data at byte ${footer}: the footer says`],
    ] as const) {
      const bytes = new Uint8Array(member)
      bytes[at] = (bytes[at] ?? 0) ^ 1
      await expect(read(bytes)).rejects.toMatchObject({
        code: 'FORMAT',
        message: expect.stringContaining(message),
        at: { byteOffset: footer },
      })
    }
  })

  test('broken data in a later member names the member', async () => {
    const broken = new Uint8Array(member)
    broken[10] = 7 // block type 3
    await expect(read(join([member, broken]))).rejects.toMatchObject({
      code: 'FORMAT',
      message: expect.stringContaining(`(member at byte ${member.length}): invalid deflate data`),
    })
  })

  test('unknown methods and reserved flags are errors', async () => {
    await expect(read(join([Uint8Array.of(0x1f, 0x8b, 9), member.subarray(3)]))).rejects.toThrow(/unknown compression method 9/)
    await expect(read(join([Uint8Array.of(0x1f, 0x8b, 8, 0x80), member.subarray(4)]))).rejects.toThrow(/reserved flags/)
  })

  test('inflates zeros without end in bounded steps', async () => {
    const bomb = gzipSync(new Uint8Array(80_000_000), { level: 9 })
    const members = new GzipMembers({ source: new MemorySource('bomb', bomb), codecs })
    const first = await members.next()
    expect(first?.reduce((sum, chunk) => sum + chunk.length, 0)).toBeLessThan(40_000_000)
    await members.close()
    await expect(collectLines({ bytes: bomb, codecs, compression: 'gzip', lineBytes: 1_000_000 })).rejects.toMatchObject({
      code: 'RESOURCE',
      at: { byteOffset: 0 },
    })
  })
})

async function inflated(bytes: Uint8Array, codecs: (typeof ALL_CODECS)[number][1]): Promise<string> {
  const members = new GzipMembers({ source: new MemorySource('t', bytes), codecs })
  const parts: Uint8Array[] = []
  for (let chunks = await members.next(); chunks; chunks = await members.next()) parts.push(...chunks)
  await members.close()
  return new TextDecoder().decode(join(parts))
}
