// A BAM file without an index, cut anywhere: the pieces together give each record once, in order, whatever stands in the records.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Chunk } from '../../src/io/chunk.ts'
import { type BamRecord, bytesOf, encodeBam, encodeHeader, encodeRecord, int32, readBamBytes } from '../support/bam.ts'
import { blockAddresses, join } from '../support/bgzf.ts'

const references = [
  ['chr1', 100_000],
  ['chr2', 50_000],
] as const
const header = encodeHeader(references)

const arbitraryRecord: fc.Arbitrary<BamRecord> = fc
  .record({
    refId: fc.integer({ min: -1, max: 1 }),
    position: fc.integer({ min: -1, max: 60_000 }),
    flags: fc.integer({ min: 0, max: 4095 }),
    length: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 300 }) },
      { weight: 1, arbitrary: fc.integer({ min: 5_000, max: 40_000 }) },
    ),
    quality: fc.integer({ min: 0, max: 93 }),
    filler: fc.constantFrom(0, 1, 32, 255),
    fillerBytes: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2_000 })),
  })
  .map(({ length, quality, filler, fillerBytes, ...fields }) => ({
    ...fields,
    name: 'read',
    sequence: 'ACGTN'.repeat(Math.ceil(length / 5)).slice(0, length),
    qualities: Array.from({ length }, () => quality),
    // An array of bytes that look like anything.
    tags: fillerBytes === 0 ? new Uint8Array(0) : join([bytesOf('XBBC'), int32(fillerBytes), new Uint8Array(fillerBytes).fill(filler)]),
  }))

/** Numbered names, so that a lost or doubled record is seen. */
function encodeAll(records: readonly BamRecord[], blocks: readonly number[]): Uint8Array {
  return encodeBam(
    header,
    records.map((record, i) => encodeRecord({ ...record, name: `read.${i}` })),
    blocks,
  )
}

function piecesAt(size: number, cuts: readonly number[]): readonly Chunk[] {
  const borders = [...new Set([0, ...cuts.map(cut => Math.floor(cut * size)), size])].sort((a, b) => a - b)
  return borders.slice(1).map((end, i) => ({ kind: 'bytes', start: borders[i] ?? 0, end }))
}

const names = (rows: Awaited<ReturnType<typeof readBamBytes>>) => rows.map(row => row[0])

describe('pieces of a BAM file', () => {
  test('hold each record once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitraryRecord, { maxLength: 120 }),
        fc.array(fc.integer({ min: 50, max: 9_000 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
        async (records, blocks, cuts) => {
          const file = encodeAll(records, blocks)
          const wanted = records.map((_, i) => `read.${i}`)
          expect(names(await readBamBytes(file))).toEqual(wanted)
          const found: unknown[] = []
          for (const piece of piecesAt(file.length, cuts)) found.push(...names(await readBamBytes(file, { chunks: [piece] })))
          expect(found).toEqual(wanted)
        },
      ),
      { seed: 5, numRuns: 150 },
    )
  })

  test('cut at every block border and beside it', async () => {
    const records = Array.from({ length: 60 }, (_, i): BamRecord => ({ name: '', refId: i % 2, position: i, sequence: 'ACGT'.repeat(i) }))
    const file = encodeAll(records, [700])
    const wanted = records.map((_, i) => `read.${i}`)
    for (const address of blockAddresses(file)) {
      for (const cut of [address - 1, address, address + 1].filter(at => at > 0 && at < file.length)) {
        const pieces: readonly Chunk[] = [
          { kind: 'bytes', start: 0, end: cut },
          { kind: 'bytes', start: cut, end: file.length },
        ]
        const found = [
          ...names(await readBamBytes(file, { chunks: pieces.slice(0, 1) })),
          ...names(await readBamBytes(file, { chunks: pieces.slice(1) })),
        ]
        expect(found, `cut at ${cut}`).toEqual(wanted)
      }
    }
  })

  test('a file that hides whole records in a tag is an error where a cut falls into it, never other rows', async () => {
    const hidden = Array.from({ length: 400 }, (_, i) => encodeRecord({ name: `hidden.${i}`, refId: 0, position: i, sequence: 'ACGT' }))
    const array = join(hidden)
    const tags = join([bytesOf('XBBC'), int32(array.length), array])
    const records = [
      encodeRecord({ name: 'first', refId: 0, position: 1 }),
      encodeRecord({ name: 'second', refId: 0, position: 2, tags }),
      encodeRecord({ name: 'third', refId: 0, position: 3 }),
    ]
    const file = encodeBam(header, records, [1_000])
    expect(names(await readBamBytes(file))).toEqual(['first', 'second', 'third'])
    const cut = Math.floor(file.length / 2)
    const first = readBamBytes(file, { chunks: [{ kind: 'bytes', start: 0, end: cut }] })
    await expect(first).rejects.toMatchObject({ code: 'FORMAT', reason: 'record_chain' })
  })
})
