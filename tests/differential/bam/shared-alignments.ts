/** The BAM and SAM files of the shared data, with what samtools says of them. They lie beside the repository, or where LOCUSQL_SHARED says. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const shared = process.env.LOCUSQL_SHARED ?? path.join(import.meta.dirname, '..', '..', '..', '..', 'shared')
export const sharedData = path.join(shared, 'data')

export interface SharedAlignment {
  /** Relative to the data folder. */
  readonly name: string
  readonly location: string
  /** Records by `samtools view -c`; undefined where samtools does not read the file to its end. */
  readonly records: number | undefined
}

/** Empty, with a word on the console, where the files or samtools are missing. */
export function sharedAlignments(format: 'bam' | 'sam'): readonly SharedAlignment[] {
  const manifest = path.join(sharedData, 'MANIFEST.tsv')
  const missing = !existsSync(manifest) ? manifest : spawnSync('samtools', ['--version']).status !== 0 ? 'samtools' : undefined
  if (missing !== undefined) {
    console.warn(`SKIPPED: there is no ${missing}; real ${format.toUpperCase()} files are not compared.`)
    return []
  }
  const wanted = format === 'bam' ? /^bam\/.*\.bam$/ : /^sam\/.*\.sam(\.gz)?$/
  return readFileSync(manifest, 'utf8')
    .split('\n')
    .flatMap(line => {
      const fields = line.split('\t')
      const name = fields[0] ?? ''
      if (!wanted.test(name)) return []
      const truth = /samtools_view_c=(\d+) rc=(\d+)/.exec(fields.at(-1) ?? '')
      return [{ name, location: path.join(sharedData, name), records: truth?.[2] === '0' ? Number(truth[1]) : undefined }]
    })
}

/** The records as text lines. */
export function samtoolsView(location: string, ...more: readonly string[]): readonly string[] {
  const view = spawnSync('samtools', ['view', location, ...more], { maxBuffer: 1 << 30, encoding: 'latin1' })
  return view.stdout.split('\n').slice(0, -1)
}
