/** The VCF files of the shared data, with what bcftools says of them. They lie beside the repository, or where LOCUSQL_SHARED says. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const shared = process.env.LOCUSQL_SHARED ?? path.join(import.meta.dirname, '..', '..', '..', '..', 'shared')
export const sharedData = path.join(shared, 'data')

export interface SharedVcf {
  /** Relative to the data folder. */
  readonly name: string
  readonly location: string
  /** Records by `bcftools view -H`; undefined where bcftools does not read the file. */
  readonly records: number | undefined
}

/** Empty, with a word on the console, where the files or bcftools are missing. */
export function sharedVcfFiles(): readonly SharedVcf[] {
  const manifest = path.join(sharedData, 'MANIFEST.tsv')
  const missing = !existsSync(manifest) ? manifest : spawnSync('bcftools', ['--version']).status !== 0 ? 'bcftools' : undefined
  if (missing !== undefined) {
    console.warn(`SKIPPED: there is no ${missing}; real VCF files are not compared.`)
    return []
  }
  const lines = readFileSync(manifest, 'utf8').split('\n')
  return lines.flatMap(line => {
    const fields = line.split('\t')
    const name = fields[0] ?? ''
    if (!/^vcf\/.*\.(vcf|gz|bgz|bgzf)$/.test(name)) return []
    const truth = /bcftools_view_H=(\d+) rc=(\d+)/.exec(fields.at(-1) ?? '')
    return [{ name, location: path.join(sharedData, name), records: truth?.[2] === '0' ? Number(truth[1]) : undefined }]
  })
}
