// Random records as SAM text, made into BAM by samtools: both files give the same rows, with tags, whatever their pieces.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { open } from '../../../src/node.ts'

const hasSamtools = spawnSync('samtools', ['--version']).status === 0
if (!hasSamtools) console.warn('SKIPPED: there is no samtools; SAM is not made into BAM.')

const folder = mkdtempSync(path.join(tmpdir(), 'locusql-sam-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const CONTIGS = [
  ['chr1', 248_956_422],
  ['HLA-A*01:01', 3_503],
  ['chrUn,odd|name', 2_000_000_000],
] as const
const TAGS = ['NM', 'AS', 'RG', 'XA', 'XF', 'XH', 'XB', 'XS', 'XG', 'XI', 'CO']

test.skipIf(!hasSamtools).each([1, 2, 3])('seed %i', async seed => {
  const text = randomSam(seed, 2_000)
  const sam = path.join(folder, `${seed}.sam`)
  const bam = path.join(folder, `${seed}.bam`)
  writeFileSync(sam, text)
  const made = spawnSync('samtools', ['view', '--no-PG', '-b', '-o', bam, sam], { encoding: 'utf8' })
  expect(made.stderr).toBe('')
  const db = await open()
  try {
    db.setOption('execution.workers', 'off')
    const options = { tagFields: TAGS, inferTagSampleSize: 2_000 }
    // Small pieces, so that many borders are crossed.
    db.setOption('execution.partition_bytes', 7_000)
    await db.registerSam(sam, 's', options)
    await db.registerBam(bam, 'b', options)
    const rows = async (table: string) => (await db.sql(`SELECT * FROM ${table}`).toArray()).map(row => JSON.stringify(row))
    const fromSam = await rows('s')
    expect(fromSam).toHaveLength(2_000)
    expect(await rows('b')).toEqual(fromSam)
  } finally {
    await db.close()
  }
})

function randomSam(seed: number, count: number): string {
  const random = generator(seed)
  const lines = [...CONTIGS.map(([name, length]) => `@SQ\tSN:${name}\tLN:${length}`), '@RG\tID:g1', '@RG\tID:g2']
  for (let i = 0; i < count; i++) lines.push(randomLine(i, random))
  return `${lines.join('\n')}\n`
}

type Random = (below: number) => number

function randomLine(i: number, random: Random): string {
  const isPlaced = random(10) > 0
  const isMapped = isPlaced && random(10) > 0
  const [contig, length] = CONTIGS[random(CONTIGS.length)] ?? CONTIGS[0]
  const position = 1 + random(length)
  const { cigar, bases } = isMapped ? randomCigar(random) : { cigar: '*', bases: random(50) }
  const hasBases = bases > 0 && random(20) > 0
  const sequence = hasBases ? letters(bases, 'ACGTNRYKMSWBDHV=', random) : '*'
  const quality = hasBases && random(10) > 0 ? String.fromCharCode(...Array.from({ length: bases }, () => 33 + random(94))) : '*'
  const flags = (isMapped ? 0 : 4) | (random(2) * 16) | (random(8) === 0 ? 256 : 0) | (random(8) === 0 ? 2048 : 0)
  const mate = isPlaced && random(3) > 0 ? (random(2) === 0 ? ['=', 1 + random(length)] : [CONTIGS[1][0], 1 + random(3_000)]) : ['*', 0]
  const core = [
    random(50) === 0 ? '*' : `read.${i}`,
    flags,
    isPlaced ? contig : '*',
    isPlaced ? position : 0,
    isMapped ? random(256) : 0,
    cigar,
    ...mate,
    random(2_000_000) - 1_000_000,
    sequence,
    // A lone score '*' would say that there is none.
    bases === 1 && quality === '*' ? '*' : quality,
  ]
  return [...core, ...randomTags(random)].join('\t')
}

function randomCigar(random: Random): { readonly cigar: string; readonly bases: number } {
  let cigar = ''
  let bases = 0
  for (let operations = 1 + random(6); operations > 0; operations--) {
    const letter = 'MIDNSP=X'.charAt(random(8))
    const length = 1 + random(letter === 'N' ? 100_000 : 40)
    cigar += `${length}${letter}`
    if ('MIS=X'.includes(letter)) bases += length
  }
  return { cigar, bases }
}

function randomTags(random: Random): readonly string[] {
  const numbers = (count: number, below: number, offset = 0) => Array.from({ length: count }, () => random(below) + offset).join(',')
  const all = [
    `NM:i:${random(300)}`,
    `AS:i:${random(4_000_000) - 2_000_000}`,
    `RG:Z:g${1 + random(2)}`,
    `XA:A:${letters(1, '!az~', random)}`,
    `XF:f:${random(1000) / 8}`,
    `XH:H:${letters(4, '0123456789ABCDEF', random)}`,
    `XB:B:c,${numbers(1 + random(5), 256, -128)}`,
    `XS:B:S,${numbers(1 + random(5), 65_536)}`,
    `XG:B:f,${random(100) / 4},${-random(100) / 4}`,
    `XI:B:I,${numbers(2, 2 ** 32 - 1)}`,
    `CO:Z:${letters(random(30), 'abc: ;"', random)}`,
  ]
  return all.filter(() => random(3) > 0)
}

function letters(count: number, from: string, random: Random): string {
  return Array.from({ length: count }, () => from.charAt(random(from.length))).join('')
}

/** The same numbers at every run: a linear congruential generator (Numerical Recipes). */
function generator(seed: number): Random {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
