// Regions of GFF3, GTF and Pairs files: what an index gives is what a full scan gives, and what tabix prints.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { open } from '../../src/node.ts'
import { makeRandom } from '../inflate/random.ts'

const WINDOW = 16_384
const CONTIGS = ['chr1', 'chr2', 'HLA-A*01:01']
const LENGTHS = [1, 1, 2, 100, WINDOW, WINDOW + 1, 20 * WINDOW]
const RECORDS = 9_000
const REGIONS = 50

interface Kind {
  readonly name: string
  readonly tabix: readonly string[]
  /** The columns of the place, and the name of the record. */
  readonly columns: { readonly chrom: string; readonly start: string; readonly end: string; readonly id: string }
  readonly options: string
  /** Which field of a line holds the name, and what stands around it. */
  idOf(line: string): string | undefined
  lineOf(place: { readonly contig: string; readonly start: number; readonly end: number }, id: string): string
}

const features = { chrom: 'chrom', start: 'start', end: '"end"', id: 'ID' }
const kinds: readonly Kind[] = [
  {
    name: 'gff3',
    tabix: ['-p', 'gff'],
    columns: features,
    options: ", attr_fields => ['ID']",
    idOf: line => /ID=(\w+)/.exec(line)?.[1],
    lineOf: ({ contig, start, end }, id) => `${contig}\ttest\tgene\t${start}\t${end}\t.\t+\t.\tNote=x;ID=${id}`,
  },
  {
    name: 'gtf',
    tabix: ['-p', 'gff'],
    columns: features,
    options: ", attr_fields => ['ID']",
    idOf: line => /ID "(\w+)"/.exec(line)?.[1],
    lineOf: ({ contig, start, end }, id) => `${contig}\ttest\texon\t${start}\t${end}\t.\t+\t.\tgene_id "a; b"; ID "${id}";`,
  },
  {
    name: 'pairs',
    tabix: ['-s', '2', '-b', '3', '-e', '3'],
    columns: { chrom: 'chr1', start: 'pos1', end: 'pos1', id: 'readID' },
    options: '',
    idOf: line => line.split('\t', 1)[0],
    lineOf: ({ contig, start, end }, id) => `${id}\t${contig}\t${start}\tchr2\t${end}\t+\t-`,
  },
]

const hasTabix = isInstalled('tabix') && isInstalled('bgzip')
if (!hasTabix) console.warn('SKIPPED: tabix and bgzip are not installed; regions of GFF and Pairs files are not compared with theirs.')

describe.skipIf(!hasTabix)('regions', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'locusql-regions-'))
  const db = await open({ 'execution.workers': 'off' })
  afterAll(async () => {
    await db.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test.each(kinds.flatMap(kind => (['tbi', 'csi'] as const).map(index => ({ name: `${kind.name}, ${index}`, kind, index }))))(
    '$name',
    async ({ kind, index }) => {
      const random = makeRandom(kind.name.length)
      const file = makeFile(path.join(folder, `${index}.${kind.name}`), { kind, index, random })
      const { chrom, start, end, id } = kind.columns
      const plan = await db.explain(`SELECT * FROM '${file}' WHERE ${chrom} = 'chr1' AND ${start} < 100`)
      expect(plan).toContain(`index=${index}`)
      const ids = async (options: string, where: string) => {
        const rows = await db
          .sql(`SELECT ${id} AS id FROM read_${kind.name.replace('3', '')}('${file}'${kind.options}${options}) WHERE ${where}`)
          .toArray()
        return rows.map(row => row.id)
      }
      let met = 0
      for (let i = 0; i < REGIONS; i++) {
        const contig = random.pick(CONTIGS)
        const from = Math.max(1, random.below(60) * WINDOW + random.below(5) - 2)
        const to = from + random.pick([0, 1, 99, WINDOW - 1, WINDOW, 9 * WINDOW])
        const places = [`${start} <= ${to} AND ${end} >= ${from}`, `${start} BETWEEN ${from} AND ${to}`, `${end} BETWEEN ${from} AND ${to}`]
        for (const place of places) {
          const where = `${chrom} = '${contig}' AND ${place}`
          expect(await ids('', where), where).toEqual(await ids(', predicate_pushdown => false', where))
        }
        const shown = await ids('', `${chrom} = '${contig}' AND ${places[0]}`)
        met += shown.length
        const region = contig.includes(':') ? `{${contig}}:${from}-${to}` : `${contig}:${from}-${to}`
        const lines = execFileSync('tabix', [file, region], { maxBuffer: 1 << 28, encoding: 'utf8' })
          .split('\n')
          .slice(0, -1)
        expect(shown, region).toEqual(lines.map(kind.idOf))
      }
      expect(met).toBeGreaterThan(100)
    },
  )
})

/** Many records begin or end at the border of an index window. */
function makeFile(
  file: string,
  { kind, index, random }: { readonly kind: Kind; readonly index: 'tbi' | 'csi'; readonly random: ReturnType<typeof makeRandom> },
): string {
  const places = Array.from({ length: RECORDS }, () => {
    const contig = random.below(CONTIGS.length)
    const window = random.below(60) * WINDOW
    const start = 1 + Math.max(0, window + (random.below(2) === 0 ? random.below(5) - 2 : random.below(WINDOW)))
    return { contig, start, end: start + random.pick(LENGTHS) - 1 }
  })
  places.sort((a, b) => a.contig - b.contig || a.start - b.start || a.end - b.end)
  const lines = places.map(({ contig, start, end }, i) => kind.lineOf({ contig: CONTIGS[contig] ?? '', start, end }, `n${i}`))
  writeFileSync(file, `${lines.join('\n')}\n`)
  execFileSync('bgzip', [file])
  execFileSync('tabix', [...(index === 'csi' ? ['-C', '-m', '12'] : []), ...kind.tabix, `${file}.gz`])
  return `${file}.gz`
}

function isInstalled(tool: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
