// fasta_seq row by row against samtools faidx, on random regions in random order, plain and bgzipped.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { open } from '../../../src/node.ts'

const db = await open()
afterAll(() => db.close())

const hasSamtools = spawnSync('samtools', ['--version']).status === 0
if (!hasSamtools) console.warn('SKIPPED: there is no samtools; fasta_seq is not compared.')
const lengths = [['chr1', 30_000], ['chr2', 12_000], ['chrX', 60]] as const // biome-ignore format: one line

test.skipIf(!hasSamtools).each(['fixtures/fasta/genome.fa', 'fixtures/fasta/genome-packed.fa.gz'])('%s', async location => {
  let state = 7
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const regions = Array.from({ length: 2_000 }, () => {
    const [chrom, length] = lengths[random(3)] ?? lengths[0]
    const start = 1 + random(length)
    return { chrom, start, end: Math.min(length, start + random([3, 70, 5_000][random(3)] ?? 1)) }
  })
  const list = path.join(os.tmpdir(), `locusql-regions-${process.pid}.txt`)
  writeFileSync(list, regions.map(({ chrom, start, end }) => `${chrom}:${start}-${end}\n`).join(''))
  const { stdout } = spawnSync('samtools', ['faidx', '-n', '0', '-r', list, location], { encoding: 'utf8', maxBuffer: 1 << 28 })
  const expected = stdout.split(/^>.*\n/m).slice(1).map(lines => lines.replaceAll('\n', '')) // biome-ignore format: one line
  db.registerRows('regions', regions, { zeroBased: false })
  const rows = await db
    .sql(
      `SELECT fasta_seq('${location}', chrom, start, "end") AS a, fasta_seq('${location}', format_region(chrom, start, "end")) AS b FROM regions`,
    )
    .toArray()
  expect(rows.map(row => row.a)).toEqual(expected)
  expect(rows.map(row => row.b)).toEqual(expected)
})
