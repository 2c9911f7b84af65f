import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { makeRandom, type Random } from '../../../tests/inflate/random.ts'
import { bgzf, blockAddresses } from '../../../tests/support/bgzf.ts'
import { type ReadRequest, readVcfFile } from '../../../tests/support/vcf-text.ts'
import { createMemoryStore } from '../../io/memory-store.ts'

const encode = (text: string) => new TextEncoder().encode(text)
type Content = string | Uint8Array
const bytesOf = (content: Content) => (typeof content === 'string' ? encode(content) : content)

function read(content: Content, request: ReadRequest = {}, beside: Readonly<Record<string, Content>> = {}) {
  const files = Object.entries({ 'a.fa': content, ...beside }).map(([name, file]) => [name, bytesOf(file)])
  return readVcfFile(createMemoryStore(Object.fromEntries(files)), 'a.fa', { format: 'fasta', ...request })
}

const TWO = '>s1 first one\nACGT\nAC\n>s2\nGG\n'
const named = (value: string) =>
  ({
    kind: 'compare',
    op: '=',
    left: { kind: 'column', id: 0, name: 'name', type: { kind: 'utf8' } },
    right: { kind: 'literal', type: { kind: 'utf8' }, value },
  }) as const

test('name, description, sequence', async () => {
  expect((await read(TWO)).rows).toEqual([
    { name: 's1', description: 'first one', sequence: 'ACGTAC' },
    { name: 's2', description: null, sequence: 'GG' },
  ])
})

test('line ends, empty lines, blanks, comments, a missing last newline, gzip of several members', async () => {
  const wanted = (await read(TWO)).rows
  const variants = [
    TWO.replaceAll('\n', '\r\n'),
    TWO.trimEnd(),
    `; a comment\n\n${TWO}`,
    TWO.replace('AC\n', 'AC\n\n \n'),
    TWO.replace('ACGT', 'AC GT '),
    `\ufeff${TWO}`,
  ]
  for (const variant of variants) expect((await read(variant)).rows, JSON.stringify(variant)).toEqual(wanted)
  expect((await read(Buffer.concat([gzipSync(TWO.slice(0, 9)), gzipSync(TWO.slice(9))]))).rows).toEqual(wanted)
})

test('nothing, and records without letters', async () => {
  expect((await read('')).rows).toEqual([])
  expect((await read('>a\n>b x\n\n>c')).rows.map(row => [row.name, row.description, row.sequence])).toEqual([
    ['a', null, ''],
    ['b', 'x', ''],
    ['c', null, ''],
  ])
})

test('a file that begins otherwise is an error', async () => {
  await expect(read('\nACGT\n>a\n')).rejects.toThrow('a.fa, line 2: a FASTA file begins with ">", and not with "ACGT".')
})

test('a name that comes twice is a warning, where names are read', async () => {
  const text = '>a\nA\n>b\nC\n>a\nG\n'
  expect((await read(text)).warnings).toEqual(['a.fa: the sequence name "a" comes more than once.'])
  expect((await read(text, { projection: ['sequence'] })).warnings).toEqual([])
})

describe('records beyond 4 MiB', () => {
  const long = 'ACGTN'.repeat(1_200_000)
  const text = `>s0\nAC\n>long one\n${long.replaceAll(/.{60}/g, '$&\n')}\n>flat\n${long}\n>s3\nGG`

  test('are read in pieces', async () => {
    const { rows } = await read(text)
    expect(rows.map(row => [row.name, row.description])).toEqual([
      ['s0', null],
      ['long', 'one'],
      ['flat', null],
      ['s3', null],
    ])
    expect(rows.map(row => row.sequence)).toEqual(['AC', long, long, 'GG'])
    expect((await read(text, { projection: [] })).count).toBe(4)
    expect((await read(text, { projection: ['name'] })).rows.map(row => row.name)).toEqual(['s0', 'long', 'flat', 's3'])
  })

  test('are skipped where the filter on the header fails, kept where it passes', async () => {
    expect((await read(text, { filters: [named('flat')], projection: ['sequence'] })).rows).toEqual([{ sequence: long }])
    expect((await read(text, { filters: [named('s3')] })).rows.map(row => row.name)).toEqual(['s3'])
    expect((await read(text, { limit: 2 })).rows.map(row => row.name)).toEqual(['s0', 'long'])
  })
})

describe('pieces of any size give what the whole file gives', () => {
  test.each([1, 2, 3])('seed %i', async seed => {
    const { text, fai } = randomFasta(makeRandom(seed))
    const { rows } = await read(text)
    expect(rows.length).toBe(40)
    const packed = bgzf(encode(text), [1 + ((seed * 37) % 200), 50, 3])
    const gzi = gziOf(packed, encode(text))
    for (const pieceBytes of [1, 7, 64, 200, 1000]) {
      expect((await read(text, { pieceBytes })).rows, `plain, ${pieceBytes}`).toEqual(rows)
      expect((await read(packed, { pieceBytes })).rows, `BGZF, ${pieceBytes}`).toEqual(rows)
      expect((await read(text, { pieceBytes }, { 'a.fa.fai': fai })).rows, `FAI, ${pieceBytes}`).toEqual(rows)
      expect((await read(packed, { pieceBytes }, { 'a.fa.fai': fai, 'a.fa.gzi': gzi })).rows, `GZI, ${pieceBytes}`).toEqual(rows)
    }
    for (const row of rows) {
      const filters = [named(String(row.name))]
      const byFai = await read(text, { filters }, { 'a.fa.fai': fai })
      expect(byFai.rows).toEqual([row])
      expect(byFai.plan.notes).toMatchObject({ index: 'fai', parts: '1 of 40' })
      expect((await read(packed, { filters }, { 'a.fa.fai': fai, 'a.fa.gzi': gzi })).rows).toEqual([row])
    }
  })
})

describe('an index that does not fit', () => {
  const fai = 's1\t6\t14\t4\t5\ns2\t2\t26\t2\t3\n'

  test('fits', async () => expect((await read(TWO, {}, { 'a.fa.fai': fai })).rows.length).toBe(2))

  test.each([
    ['another name', fai.replace('s2', 's3'), 'it does not know the sequence "s2"'],
    ['another length', fai.replace('s1\t6', 's1\t5'), 'the last base of "s1" is byte 7 behind its header, and the index says 6'],
    ['beyond the end', fai.replace('s2\t2', 's2\t9'), 'sequence "s2" ends at byte 40, but the file has 29 bytes'],
    ['one inside another', fai.replace('26', '20'), 'sequence "s2" begins inside the one before it'],
    ['words', fai.replace('26', 'x'), 'Broken index file a.fa.fai, line 2: "s2\t2\tx\t2\t3" is not a name and four numbers'],
  ])('%s', async (_, index, message) => {
    await expect(read(TWO, {}, { 'a.fa.fai': index })).rejects.toThrow(message)
  })

  test('a sequence that is not there', async () => {
    const moved = TWO.replace('>s2', 'xs2')
    await expect(read(moved, { filters: [named('s2')] }, { 'a.fa.fai': fai })).rejects.toThrow('the sequence "s2" is not where it says')
  })

  test('sequences that it does not list: those without letters are found, others are an error', async () => {
    const text = '>s1 first one\nACGT\nAC\n>none\n>s2\nGG\n>last\n'
    const index = fai.replace('26', '32')
    for (const [name, count] of [
      ['none', 1],
      ['last', 1],
      ['s2', 1],
      ['s9', 0],
    ] as const) {
      expect((await read(text, { filters: [named(name)] }, { 'a.fa.fai': index })).rows.length, name).toBe(count)
    }
    expect((await read(text, { pieceBytes: 5 }, { 'a.fa.fai': index })).rows.length).toBe(4)
  })

  test('a bgzipped file without GZI is read whole', async () => {
    const { rows, plan } = await read(bgzf(encode(TWO)), { filters: [named('s2')] }, { 'a.fa.fai': fai })
    expect(rows.map(row => row.sequence)).toEqual(['GG'])
    expect(plan.notes).toMatchObject({ index: 'not used: there is no a.fa.gzi' })
  })
})

function randomFasta(random: Random): { readonly text: string; readonly fai: string } {
  let text = ''
  let fai = ''
  for (let i = 0; i < 40; i++) {
    text += `>s${i}${random.pick(['', ' a > b', '\tx'])}\n`
    const width = random.pick([1, 7, 60])
    const sequence = Array.from({ length: random.pick([0, 1, 7, 59, 60, 61, 400]) }, () => random.pick([...'ACGTN*-'])).join('')
    fai += `s${i}\t${sequence.length}\t${text.length}\t${width}\t${width + 1}\n`
    for (let at = 0; at < sequence.length; at += width) text += `${sequence.slice(at, at + width)}\n`
  }
  return { text, fai }
}

/** As bgzip -i writes it. */
function gziOf(packed: Uint8Array, text: Uint8Array): Uint8Array {
  const addresses = blockAddresses(packed).slice(1, -2)
  const view = new DataView(new ArrayBuffer(8 + 16 * addresses.length))
  view.setBigUint64(0, BigInt(addresses.length), true)
  let size = 0
  for (const [i, address] of addresses.entries()) {
    const previous = i === 0 ? 0 : (addresses[i - 1] ?? 0)
    size += new DataView(packed.buffer, packed.byteOffset).getUint32(address - 4, true)
    view.setBigUint64(8 + 16 * i, BigInt(address), true)
    view.setBigUint64(16 + 16 * i, BigInt(size), true)
    if (previous >= address || size > text.length) throw new Error('the blocks do not ascend')
  }
  return new Uint8Array(view.buffer)
}
