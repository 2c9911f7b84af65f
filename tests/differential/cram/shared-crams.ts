/** The CRAM files of the shared data and of the fixtures, with what samtools prints for them; references are looked for among those at hand. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sharedData } from '../bam/shared-alignments.ts'

const fixtures = path.join(import.meta.dirname, '..', '..', '..', 'fixtures', 'cram')

export interface CramCase {
  readonly name: string
  readonly location: string
  /** Records by `samtools view -c`, where it reads the file to its end. */
  readonly records: number | undefined
}

/** Empty, with a word on the console, where the files or samtools are missing. */
export function cramCases(): readonly CramCase[] {
  if (spawnSync('samtools', ['--version']).status !== 0) {
    console.warn('SKIPPED: there is no samtools; CRAM files are not compared.')
    return []
  }
  const own = readdirSync(fixtures)
    .filter(name => name.endsWith('.cram'))
    .map(name => ({ name: `fixtures/${name}`, location: path.join(fixtures, name), records: undefined }))
  const manifest = path.join(sharedData, 'MANIFEST.tsv')
  if (existsSync(manifest)) return [...own, ...readFileSync(manifest, 'utf8').split('\n').flatMap(listed)]
  console.warn(`SKIPPED: there is no ${manifest}; real CRAM files are not compared.`)
  return own
}

function listed(line: string): readonly CramCase[] {
  const fields = line.split('\t')
  const name = fields[0] ?? ''
  if (!/^cram\/.*\.cram$/.test(name)) return []
  const truth = /samtools_view_c=(\d+) rc=(\d+)/.exec(fields.at(-1) ?? '')
  return [{ name, location: path.join(sharedData, name), records: truth?.[2] === '0' ? Number(truth[1]) : undefined }]
}

function references(): readonly string[] {
  const folder = path.join(sharedData, 'fasta', 'refs')
  const shared = existsSync(folder) ? readdirSync(folder).map(name => path.join(folder, name)) : []
  return [path.join(fixtures, 'ref.fa'), ...shared.filter(name => name.endsWith('.fa'))]
}

const known = references()

/** The lines, and the reference that samtools could read them with; undefined where there is none. */
export function viewCram(location: string): { readonly lines: readonly string[]; readonly reference: string | undefined } | undefined {
  for (const reference of [undefined, ...known]) {
    const more = reference === undefined ? [] : ['-T', reference]
    // Nothing is fetched from elsewhere.
    const env = { ...process.env, REF_PATH: ':', REF_CACHE: ':' }
    const view = spawnSync('samtools', ['view', ...more, location], { maxBuffer: 1 << 30, encoding: 'latin1', env, cwd: '/' })
    if (view.status === 0) return { lines: view.stdout.split('\n').slice(0, -1), reference }
  }
  return undefined
}
