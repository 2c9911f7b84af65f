/** The BCF files of the shared data that bcftools can read. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sharedData } from '../../support/shared-data.ts'

export interface SharedBcf {
  readonly name: string
  readonly location: string
  /** Records by `bcftools view -H`. */
  readonly records: number
}

/** Empty, with a word on the console, where the files or bcftools are missing. */
export function sharedBcfFiles(): readonly SharedBcf[] {
  const folder = sharedData('.')
  if (folder === undefined) return []
  if (spawnSync('bcftools', ['--version']).status !== 0) {
    console.warn('SKIPPED: there is no bcftools; real BCF files are not compared.')
    return []
  }
  return readFileSync(path.join(folder, 'MANIFEST.tsv'), 'utf8')
    .split('\n')
    .flatMap(line => {
      const fields = line.split('\t')
      const name = fields[0] ?? ''
      const truth = /bcftools_view_H=(\d+) rc=0/.exec(fields.at(-1) ?? '')
      return /\.bcf$/.test(name) && truth ? [{ name, location: path.join(folder, name), records: Number(truth[1]) }] : []
    })
}
