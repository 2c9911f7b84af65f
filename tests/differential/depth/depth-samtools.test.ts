// depth against `samtools depth` on every sorted alignment file: runs and positions, with flags, mapping quality and regions, cut finely and not.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { open } from '../../../src/node.ts'
import { sharedAlignments, sharedData } from '../bam/shared-alignments.ts'

const db = await open()
afterAll(() => db.close())

/** Positions in contigs that samtools prints with -a; in larger files it prints those that are covered. */
const MOST_POSITIONS = 60_000
/** Every so manieth of the shared files is asked for: LOCUSQL_SAMTOOLS_EVERY=1 asks for all. */
const EVERY = Number(process.env.LOCUSQL_SAMTOOLS_EVERY ?? 40)
/** samtools depth takes these, which are not sorted; they are errors here. */
const UNSORTED = /adam.unsorted\.sam|xx#repeated\.sam|htslib.tlen/
const own = ['bam/long-cigar.bam', 'bam/reads.bam', 'cram/v30.cram', 'cram/several-contigs.cram', 'sam/reads.sam']
const fixtures = path.join(import.meta.dirname, '..', '..', '..', 'fixtures')
const crams = ['cram/htslib/xx#large_aux.cram', 'cram/noodles/sample.cram'].map(name => path.join(sharedData, name))
const files = [
  ...own.map(name => ({ name, location: path.join(fixtures, name) })),
  ...[...sharedAlignments('bam'), ...sharedAlignments('sam')].filter(({ records }, i) => (records ?? 0) > 0 && i % EVERY === 0),
  ...crams.map(location => ({ name: path.basename(location), location })),
].filter(({ location }) => samtools(['depth', '-g', '1796', location]) !== undefined && !UNSORTED.test(location))

describe.skipIf(files.length === 0)('depth', () => {
  test.each(files)(
    '$name',
    async ({ location }) => {
      const contigs = contigsOf(location)
      const isSmall = contigs.reduce((sum, { length }) => sum + length, 0) <= MOST_POSITIONS
      for (const [options, flags] of [
        ['', []],
        ['min_mapping_quality => 20', ['-Q', '20']],
        ['filter_flag => 0', ['-g', '1796']],
        ['filter_flag => 1812', ['-G', '16']],
      ] as const) {
        for (const bytes of [0, 3_000]) {
          db.setOption('execution.partition_bytes', bytes)
          expect(await runs(location, options), options).toEqual(merged(samtools(['depth', ...flags, location])))
          if (isSmall) expect(await positions(location, options), options).toEqual(samtools(['depth', '-a', ...flags, location]))
        }
      }
      db.setOption('execution.partition_bytes', 0)
      for (const { name, length } of contigs.slice(0, 3)) {
        for (const part of [1, 3]) {
          const end = Math.min(length, 20_000 * part)
          const region = `${name}:${Math.floor(end / 3)}-${end}`
          const expected = await clipped(location, region)
          if (expected === undefined) continue
          expect(await runs(location, `region => '${region}'`), region).toEqual(merged(expected.covered))
          expect(await positions(location, `regions => ['${region}']`), region).toEqual(expected.all)
        }
      }
    },
    120_000,
  )
})

type Line = readonly [contig: string, position: number, depth: number]

async function runs(location: string, options: string): Promise<readonly (readonly [string, number, number, number])[]> {
  const rows = await db.sql(`SELECT * FROM depth('${location}'${options && `, ${options}`})`).toArray()
  return rows.map(row => [String(row.chrom), Number(row.start), Number(row.end), Number(row.depth)])
}

async function positions(location: string, options: string): Promise<readonly Line[]> {
  const rows = await db.sql(`SELECT * FROM depth('${location}', per_base => true${options && `, ${options}`})`).toArray()
  return rows.map(row => [String(row.chrom), Number(row.pos), Number(row.depth)])
}

/** Undefined where samtools refuses the file. */
function samtools(args: readonly string[]): readonly Line[] | undefined {
  const run = spawnSync('samtools', args, { encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, REF_PATH: ':', REF_CACHE: ':' } })
  if (run.status !== 0) return undefined
  return run.stdout
    .split('\n')
    .slice(0, -1)
    .map(line => line.split('\t'))
    .map(([contig = '', position, depth]) => [contig, Number(position), Number(depth)])
}

function merged(lines: readonly Line[] = []): readonly (readonly [string, number, number, number])[] {
  const found: [string, number, number, number][] = []
  for (const [contig, position, depth] of lines) {
    const last = found.at(-1)
    if (depth === 0) continue
    if (last !== undefined && last[0] === contig && last[2] === position - 1 && last[3] === depth) last[2] = position
    else found.push([contig, position, position, depth])
  }
  return found
}

/** What samtools says of all positions, and of those that are covered; it needs no index to leave lines out. */
async function clipped(
  location: string,
  region: string,
): Promise<{ readonly all: readonly Line[]; readonly covered: readonly Line[] } | undefined> {
  const [contig = '', range = ''] = [region.slice(0, region.lastIndexOf(':')), region.slice(region.lastIndexOf(':') + 1)]
  const [from = 0, to = 0] = range.split('-').map(Number)
  const depths = new Map(
    (samtools(['depth', location]) ?? []).filter(line => line[0] === contig).map(([, position, depth]) => [position, depth]),
  )
  const all = Array.from({ length: Math.max(0, to - from + 1) }, (_, i): Line => [contig, from + i, depths.get(from + i) ?? 0])
  return from < 1 || all.length > 50_000 ? undefined : { all, covered: all.filter(line => line[2] > 0) }
}

function contigsOf(location: string): readonly { readonly name: string; readonly length: number }[] {
  const { stdout } = spawnSync('samtools', ['view', '-H', location], { encoding: 'utf8', maxBuffer: 1 << 26 })
  return [...stdout.matchAll(/^@SQ\t(?:.*\t)?SN:(\S+)\t(?:.*\t)?LN:(\d+)/gm)].map(match => ({
    name: match[1] ?? '',
    length: Number(match[2]),
  }))
}
