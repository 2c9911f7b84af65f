// Indexes made by tabix: no line that overlaps a region is missed, and pieces cut by the index hold every line once.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { BinningIndex } from '../../src/index/binning-index.ts'
import { readCsiIndex } from '../../src/index/read-csi-index.ts'
import { readTabixIndex } from '../../src/index/read-tabix-index.ts'
import { createNodeCodecs } from '../../src/platform/node/node-codecs.ts'
import { createNodeFileStore } from '../../src/platform/node/node-file-store.ts'
import { makeRandom } from '../inflate/random.ts'
import { collectLines } from '../support/collect-lines.ts'

const CONTIGS = ['chr1', 'chr2', 'HLA-A*01:01']
const WINDOW = 16_384
const CONTIG_LENGTH = 40 * WINDOW
const LINES = 20_000

const hasTabix = isInstalled('tabix') && isInstalled('bgzip')
if (!hasTabix) console.warn('SKIPPED: tabix and bgzip are not installed; indexes are not compared with theirs.')

interface Placed {
  readonly text: string
  readonly contig: string
  readonly start: number // 0-based
  readonly end: number
}

const random = makeRandom(11)
const placed = makeLines()
const folder = mkdtempSync(path.join(tmpdir(), 'locusql-tabix-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.skipIf(!hasTabix).each(['tbi', 'csi'] as const)('%s by tabix', kind => {
  const codecs = createNodeCodecs()

  test('200 regions', async () => {
    const { file, index } = await build(kind)
    expect(index.contigs).toEqual(CONTIGS)
    expect(index.textColumns).toMatchObject({ format: 'vcf', contigColumn: 1, startColumn: 2, commentCharacter: '#' })
    const source = await createNodeFileStore().open(file)
    index.checkFits((await source.stat()).size ?? 0, file)
    for (let i = 0; i < 200; i++) {
      const contig = random.pick(CONTIGS)
      const start = Math.max(0, random.below(40) * WINDOW + random.below(5) - 2)
      const end = start + random.pick([1, 2, 100, WINDOW - 1, WINDOW, WINDOW + 1, 5 * WINDOW])
      const read = new Set<string>()
      for (const chunk of index.query({ contig, interval: { start, end } })) {
        for (const line of await collectLines({ source, codecs, compression: 'bgzf', chunk, indexLocation: index.location })) read.add(line)
      }
      const missed = placed.filter(line => line.contig === contig && line.start < end && line.end > start && !read.has(line.text))
      expect(missed, `${contig}:${start}-${end}`).toEqual([])
    }
    await source.close()
  })

  test('whole contigs, their counts, and pieces of them', async () => {
    const { file, index } = await build(kind)
    const source = await createNodeFileStore().open(file)
    for (const contig of CONTIGS) {
      const wanted = placed.filter(line => line.contig === contig)
      expect(index.counts(contig)).toEqual({ mapped: wanted.length, unmapped: 0 })
      const cuts = index.cutPositions({ contig }, 70_000)
      expect(cuts.length).toBeGreaterThan(0)
      const borders = [0, ...cuts, CONTIG_LENGTH * 2]
      const read: string[] = []
      for (let i = 0; i + 1 < borders.length; i++) {
        // In range: i + 1 < borders.length.
        const interval = { start: borders[i]!, end: borders[i + 1]! }
        for (const chunk of index.query({ contig, interval })) {
          for (const line of await collectLines({ source, codecs, compression: 'bgzf', chunk })) {
            const [name = '', position = ''] = line.split('\t', 2)
            if (name === contig && Number(position) - 1 >= interval.start && Number(position) - 1 < interval.end) read.push(line)
          }
        }
      }
      expect(read).toEqual(wanted.map(line => line.text))
    }
    await source.close()
  })
})

function isInstalled(tool: string): boolean {
  try {
    execFileSync(tool, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false // not on the PATH
  }
}

/** Mostly short records; some deletions that span several windows. */
function makeLines(): readonly Placed[] {
  return CONTIGS.flatMap(contig => {
    const starts = Array.from({ length: LINES / CONTIGS.length }, () => random.below(CONTIG_LENGTH)).sort((a, b) => a - b)
    return starts.map((start, i) => {
      const length = random.below(50) ? 1 + random.below(3) : random.below(4 * WINDOW)
      const end = start + Math.max(1, length)
      const text = [contig, start + 1, `id${i}`, 'N', '<DEL>', '.', '.', `END=${end};NOISE=${noise()}`].join('\t')
      return { text, contig, start, end }
    })
  })
}

/** Does not compress well, so that bins are large enough to stay. */
function noise(): string {
  return Array.from({ length: 12 }, () => random.next().toString(36)).join('')
}

async function build(kind: 'tbi' | 'csi'): Promise<{ readonly file: string; readonly index: BinningIndex }> {
  const file = path.join(folder, `calls ${kind} #1.vcf.gz`)
  const header = ['##fileformat=VCFv4.2', ...CONTIGS.map(name => `##contig=<ID=${name}>`), '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO']
  const plain = file.slice(0, -'.gz'.length)
  writeFileSync(plain, `${[...header, ...placed.map(line => line.text)].join('\n')}\n`)
  execFileSync('bgzip', ['-f', plain])
  execFileSync('tabix', ['-f', '-p', 'vcf', ...(kind === 'csi' ? ['--csi'] : []), file])
  const source = await createNodeFileStore().open(`${file}.${kind}`)
  const index = await (kind === 'csi' ? readCsiIndex : readTabixIndex)({ source, codecs: createNodeCodecs() })
  await source.close()
  return { file, index }
}
