/** Compiled regular expressions by pattern and options: patterns are mostly the same for all rows of all batches. */
import { QueryError } from '../../common/errors.ts'
import { Regex } from '../../kernels/regex/regex.ts'
import { noFlags, type RegexFlags } from '../../kernels/regex/syntax.ts'

const MOST_KEPT = 100
const kept = new Map<string, Regex>()

/** `options`: i ignore case, c do not, s dot matches newline, m ^ and $ at every line, g all occurrences (regexp_replace only). */
export function cachedRegex(pattern: string, options = ''): Regex {
  const key = `${options}/${pattern}`
  const known = kept.get(key)
  if (known) return known
  const regex = new Regex(pattern, flagsOf(options))
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(key, regex)
  return regex
}

/** Whether these constant arguments are a pattern and options that compile; then no row can fail. */
export function isSoundPattern(pattern: unknown, options: unknown): boolean {
  if (typeof pattern !== 'string' || typeof options !== 'string') return false
  try {
    cachedRegex(pattern, options)
    return true
  } catch (error) {
    // The first row will say so, at its place in the SQL text.
    if (error instanceof QueryError) return false
    throw error
  }
}

function flagsOf(options: string): RegexFlags {
  let flags = noFlags
  for (const letter of options) {
    if (letter === 'i') flags = { ...flags, ignoreCase: true }
    else if (letter === 'c') flags = { ...flags, ignoreCase: false }
    else if (letter === 's') flags = { ...flags, dotMatchesNewline: true }
    else if (letter === 'm' || letter === 'n') flags = { ...flags, multiline: true }
    else if (letter !== 'g') throw new QueryError('EXECUTION', `Regular expressions have no option '${letter}'; there are i, c, s, m and g`)
  }
  return flags
}
