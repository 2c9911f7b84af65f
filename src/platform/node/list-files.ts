/** The files whose paths match a pattern, sorted by path. Folders that cannot match are not read. */
import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { globPattern, isGlob } from '../../io/glob-pattern.ts'

export async function* listFiles(pattern: string): AsyncGenerator<string, void, undefined> {
  const parts = (path.sep === '/' ? pattern : pattern.replaceAll(path.sep, '/')).split('/')
  const firstGlob = parts.findIndex(isGlob)
  const fixed = parts.slice(0, firstGlob < 0 ? parts.length - 1 : firstGlob)
  yield* walk(fixed.length === 0 ? '' : `${fixed.join('/')}/`, parts.slice(fixed.length))
}

/** `prefix`: the path so far, with its last slash; '' is the working folder. */
async function* walk(prefix: string, parts: readonly string[]): AsyncGenerator<string, void, undefined> {
  const [part = '', ...rest] = parts
  const entries = await readFolder(prefix)
  if (part === '**') {
    // No folder at all, or one more and the same pattern again.
    const found = new Set<string>()
    for await (const file of rest.length === 0 ? filesOf(prefix, entries) : walk(prefix, rest)) found.add(file)
    for (const entry of entries) {
      if (!entry.isDirectory() || entry.name.startsWith('.')) continue
      for await (const file of walk(`${prefix}${entry.name}/`, parts)) found.add(file)
    }
    yield* [...found].sort()
    return
  }
  const matches = globPattern(part)
  for (const entry of entries) {
    if (!matches.test(entry.name)) continue
    if (rest.length > 0) {
      if (!entry.isFile()) yield* walk(`${prefix}${entry.name}/`, rest)
    } else if (!entry.isDirectory()) yield prefix + entry.name
  }
}

function* filesOf(prefix: string, entries: readonly Dirent[]): Generator<string, void, undefined> {
  for (const entry of entries) if (entry.isFile() && !entry.name.startsWith('.')) yield prefix + entry.name
}

/** A folder that is not there, or is none, has no files. */
async function readFolder(prefix: string): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(prefix === '' ? '.' : prefix, { withFileTypes: true })
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return []
    throw error
  }
}
