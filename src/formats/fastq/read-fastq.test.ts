import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { makeRandom, type Random } from '../../../tests/inflate/random.ts'
import { bgzf } from '../../../tests/support/bgzf.ts'
import { type ReadRequest, readVcfFile } from '../../../tests/support/vcf-text.ts'
import { createMemoryStore } from '../../io/memory-store.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const read = (content: string | Uint8Array, request?: ReadRequest) =>
  readVcfFile(createMemoryStore({ 'a.fq': typeof content === 'string' ? encode(content) : content }), 'a.fq', {
    format: 'fastq',
    ...request,
  })

const TWO = '@r1 first read\nACGT\n+\nI5!~\n@r2\nAC\n+r2\n@+\n'

test('name, description, sequence, quality_scores', async () => {
  expect((await read(TWO)).rows).toEqual([
    { name: 'r1', description: 'first read', sequence: 'ACGT', quality_scores: 'I5!~' },
    { name: 'r2', description: null, sequence: 'AC', quality_scores: '@+' },
  ])
})

test('line ends, empty lines between records, a missing last newline, gzip of several members', async () => {
  const wanted = (await read(TWO)).rows
  const variants = [TWO.replaceAll('\n', '\r\n'), TWO.trimEnd(), `\n${TWO}\n\n`, TWO.replace('~\n', '~\n\n\n'), `\ufeff${TWO}`]
  for (const variant of variants) expect((await read(variant)).rows, JSON.stringify(variant)).toEqual(wanted)
  const members = Buffer.concat([gzipSync(TWO.slice(0, 20)), gzipSync(TWO.slice(20))])
  expect((await read(members)).rows).toEqual(wanted)
  expect((await read('')).rows).toEqual([])
})

test('records without letters', async () => {
  const text = '@a\n\n+\n\n@b\nA\n+\nI\n@c\n\n+\n'
  expect((await read(text)).rows.map(row => [row.name, row.sequence, row.quality_scores])).toEqual([
    ['a', '', ''],
    ['b', 'A', 'I'],
    ['c', '', ''],
  ])
})

test('sequences on several lines are read as the format says, where the first records have them', async () => {
  const text = '@a x\nACGT\nAC\n+\n@III\n+I\n@b\nAC\n+\nII\n'
  const { rows, plan } = await read(text, { pieceBytes: 4 })
  expect(rows.map(row => [row.name, row.sequence, row.quality_scores])).toEqual([
    ['a', 'ACGTAC', '@III+I'],
    ['b', 'AC', 'II'],
  ])
  expect(plan.source.kind === 'partitions' && plan.source.partitions.length).toBe(1)
})

const BROKEN: readonly (readonly [string, string, string])[] = [
  ['no @', '@a\nA\n+\nI\nb\nA\n+\nI\n', 'a.fq, line 5: a record begins with "@", and not with "b".'],
  ['no +', '@a\nA\n+\nI\n@b\nA\nI\n@c\nA\n+\nI\n', 'a.fq, line 7: behind the sequence of record "b" comes "I" in place of "+".'],
  ['lengths', '@a\nACG\n+\nI\n', 'a.fq, line 4: record "a" has 1 quality scores for 3 letters.'],
  ['no sequence', '@a\n+\nI\n@b\nA\n+\nI\n', 'a.fq, line 2: the sequence of record "a" is "+".'],
  ['one line', '@a\nA\n+\nI\n@b\n', 'a.fq, line 5: the file ends inside record "b".'],
  ['three lines', '@a\nA\n+\nI\n@b\nA\n+', 'a.fq, line 7: the file ends inside record "b".'],
  ['a control byte', '@a\nAC\n+\nI\u0005\n', 'a.fq, line 4: quality_scores hold the byte 5 at position 2'],
  ['a blank', '@a\nAC\n+\n I\n', 'a.fq, line 4: quality_scores hold the byte 32 at position 1'],
]

test.each(BROKEN)('%s is an error with its line', async (_, text, message) => {
  await expect(read(text)).rejects.toThrow(message)
})

test("on_malformed => 'skip' goes on behind the broken record; 'null' keeps what can be read", async () => {
  const text = '@a\nAC\n+\nI\n@b\nA\n+\nI\n@c\nAC\nII\n@d\nAC\n+\nII\n@e\nA\n+\n\u0007\n@f\nA\n'
  const skipped = await read(text, { options: { on_malformed: 'skip' } })
  expect([skipped.rows.map(row => row.name), skipped.report.rowsSkipped]).toEqual([['b', 'd'], 4])
  const nulled = await read(text, { options: { on_malformed: 'null' } })
  expect(nulled.rows.map(row => [row.name, row.quality_scores])).toEqual([
    ['a', null],
    ['b', 'I'],
    ['d', 'II'],
    ['e', null],
  ])
  expect(nulled.report).toMatchObject({ rowsSkipped: 2, fieldsNulled: 2 })
})

test('a projection that does not decode the qualities does not judge them; framing is always judged', async () => {
  const bad = '@a\nAC\n+\nI\u0005\n'
  expect((await read(bad, { projection: ['name'] })).rows).toEqual([{ name: 'a' }])
  expect((await read(bad, { projection: [] })).count).toBe(1)
  await expect(read('@a\nAC\n+\nI\n', { projection: [] })).rejects.toThrow('line 4')
})

test('filters come first: what does not pass is not built, nor judged', async () => {
  const text = '@a\nAC\n+\nI\u0005\n@b\nA\n+\nI\n'
  const { rows } = await read(text, { filters: [equals('name', 'b')] })
  expect(rows.map(row => row.name)).toEqual(['b'])
})

describe('pieces of any size give what the whole file gives', () => {
  test.each([1, 2, 3, 4, 5, 6])('sound files, seed %i', async seed => {
    const text = randomFastq(makeRandom(seed))
    const { rows } = await read(text)
    expect(rows.length).toBe(60)
    // The smallest pieces, each of which looks through many blocks, only for two of the files.
    for (const pieceBytes of seed > 4 ? [1, 7, 23, 64] : [41, 200, 1000]) {
      expect((await read(text, { pieceBytes })).rows, `plain, ${pieceBytes}`).toEqual(rows)
      const packed = bgzf(encode(text), [1 + ((seed * 37) % 200), 50, 3])
      expect((await read(packed, { pieceBytes })).rows, `BGZF, ${pieceBytes}`).toEqual(rows)
    }
  })

  test.each([11, 12, 13, 14])('broken files, seed %i', async seed => {
    const random = makeRandom(seed)
    const text = damage(randomFastq(random), random)
    const whole = await read(text, { options: { on_malformed: 'skip' } })
    const error = await read(text).catch((thrown: Error) => thrown)
    for (const pieceBytes of [3, 41, 100, 350]) {
      const pieces = await read(text, { options: { on_malformed: 'skip' }, pieceBytes })
      expect([pieces.rows, pieces.report.rowsSkipped], `${pieceBytes}`).toEqual([whole.rows, whole.report.rowsSkipped])
      const again = await read(text, { pieceBytes }).catch((thrown: Error) => thrown)
      expect(again instanceof Error && again.message).toBe(error instanceof Error && error.message)
    }
  })
})

/** Qualities that look like headers and like separators, records of all sizes. */
function randomFastq(random: Random): string {
  const letters = (alphabet: string, length: number) => Array.from({ length }, () => random.pick([...alphabet])).join('')
  return Array.from({ length: 60 }, (_, i) => {
    const length = random.pick([0, 1, 2, 10, 40, 300])
    const name = `@r${i}${random.pick(['', ' @x', '\t+', ' 1:N:0'])}`
    return [name, letters('ACGTN', length), random.pick(['+', `+r${i}`, '+@']), letters('@+I!~#', length), ''].join('\n')
  }).join('')
}

/** Takes lines away, and cuts some short. */
function damage(text: string, random: Random): string {
  const lines = text.split('\n')
  for (let i = 0; i < 5; i++) {
    const line = random.below(lines.length - 8)
    if (random.below(2) === 0) lines.splice(line, 1)
    else lines[line] = `${lines[line]}x`
  }
  return lines.join('\n')
}

function equals(name: string, value: string) {
  return {
    kind: 'compare',
    op: '=',
    left: { kind: 'column', id: 0, name, type: { kind: 'utf8' } },
    right: { kind: 'literal', type: { kind: 'utf8' }, value },
  } as const
}
