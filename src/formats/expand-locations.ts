/** Locations as a user gives them (a path, a pattern, a list of these) to the files they name, in order. */
import { QueryError } from '../common/errors.ts'
import { isGlob } from '../io/glob-pattern.ts'
import type { ObjectStore } from '../io/object-store.ts'

export async function expandLocations(
  given: string | readonly string[],
  store: ObjectStore,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const locations = typeof given === 'string' ? [given] : given
  if (!Array.isArray(locations) || locations.some(location => typeof location !== 'string')) {
    throw new QueryError('PLAN', "A file is given by its path or URL as text: 'calls.vcf.gz', or a list of these.")
  }
  if (locations.length === 0) throw new QueryError('PLAN', 'The list of files is empty.')
  const files: string[] = []
  for (const location of locations) files.push(...(isGlob(location) ? await expandGlob(location, store, signal) : [location]))
  return files
}

/** Sorted by name. A file whose own name looks like a pattern is that file. Without a star nothing but a file may have been meant. */
async function expandGlob(pattern: string, store: ObjectStore, signal: AbortSignal | undefined): Promise<readonly string[]> {
  const options = signal === undefined ? {} : { signal }
  if (await store.exists(pattern, options)) return [pattern]
  if (store.list === undefined) {
    if (!pattern.includes('*')) return [pattern]
    throw new QueryError('NOT_IMPLEMENTED', `Files cannot be listed there: ${pattern}. Give a list of them.`, { location: pattern })
  }
  const files: string[] = []
  for await (const file of store.list(pattern, options)) files.push(file)
  if (files.length > 0) return files.sort()
  if (!pattern.includes('*')) return [pattern]
  throw new QueryError('IO', `No file matches ${pattern}.`, { location: pattern }, { reason: 'not_found' })
}
