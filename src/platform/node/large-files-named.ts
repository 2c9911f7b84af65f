/** The files that are worth worker threads and that the SQL of a command line is likely to read: a guess, made before anything is loaded that knows SQL. */
import { statSync } from 'node:fs'
import { WORTH_WORKERS_BYTES } from '../../execution/worth-workers.ts'

/** Settings that leave nothing to workers, and words that say that little of the file is read: conditions on positions may be answered by an index. */
const NO_WORKERS = new RegExp(
  [
    String.raw`\b(target_partitions|threads)\s*=\s*'?1\b`,
    String.raw`\bworkers\s*=\s*'?off\b`,
    String.raw`\b(limit|explain|describe|summarize)\b`,
    String.raw`\b(where|filter)\b[^]*\b(chrom|start|end|name)\b`,
  ].join('|'),
  'i',
)
const MOST_NAMES = 8

export function largeFilesNamed(args: readonly string[]): readonly string[] {
  const text = args.join('\n')
  if (NO_WORKERS.test(text)) return []
  const names = (text.match(/'[^'\n]+'/g) ?? []).map(name => name.slice(1, -1))
  return names.slice(0, MOST_NAMES).filter(name => fileBytes(name) >= WORTH_WORKERS_BYTES)
}

/** 0 for what is no file, and for what cannot be asked. */
function fileBytes(name: string): number {
  try {
    return statSync(name, { throwIfNoEntry: false })?.size ?? 0
  } catch {
    return 0
  }
}
