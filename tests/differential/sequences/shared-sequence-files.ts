/** The FASTA or FASTQ files of the shared data. */
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { sharedData } from '../../support/shared-data.ts'

export interface SharedFile {
  readonly name: string
  readonly location: string
}

export function sharedSequenceFiles(format: 'fasta' | 'fastq'): readonly SharedFile[] {
  const folder = sharedData(format)
  if (folder === undefined) return []
  const pattern = format === 'fasta' ? /\.(fa|fasta|fna)(\.gz|\.bgz)?$/ : /\.(fq|fastq)(\.gz|\.bgz)?$/
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => pattern.test(name))
    .sort()
    .map(name => ({ name, location: path.join(folder, name) }))
}

/** Tells on the console which tool is missing. */
export function hasTools(...tools: readonly string[]): boolean {
  const missing = tools.filter(tool => !isInstalled(tool))
  if (missing.length > 0) console.warn(`SKIPPED: ${missing.join(', ')} not installed; sequences are not compared with theirs.`)
  return missing.length === 0
}

function isInstalled(tool: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

export function run(command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { maxBuffer: 1 << 30, encoding: 'latin1', stdio: ['ignore', 'pipe', 'ignore'] })
}
