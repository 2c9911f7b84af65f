/** The two lists of statements beside this file, one statement a line. */
import { readFileSync } from 'node:fs'

export interface CorpusStatement {
  readonly sql: string
  /** Why this engine refuses the statement on purpose; absent: it parses. */
  readonly refusedBecause?: string
}

export function readCorpus(name: 'dialect' | 'foreign'): readonly CorpusStatement[] {
  const lines = readFileSync(new URL(`${name}.sql`, import.meta.url), 'utf8').split('\n')
  return lines.filter(line => line !== '' && !line.startsWith('--')).map(name === 'dialect' ? sql => ({ sql }) : readForeign)
}

/** A line comment would be part of the statement, so the reason is cut off at its last `-- `. */
function readForeign(line: string): CorpusStatement {
  const comment = line.lastIndexOf(' -- ')
  return comment < 0 ? { sql: line } : { sql: line.slice(0, comment), refusedBecause: line.slice(comment + 4) }
}
