/** A format by its name, loaded when it is first needed. */
import { QueryError } from '../common/errors.ts'
import { suggest } from '../common/suggest.ts'
import type { FileFormat } from './file-format.ts'
import { type FormatEntry, fileFormats } from './index.ts'

export async function loadFileFormat(name: string): Promise<FileFormat> {
  const entries: { readonly [name: string]: FormatEntry } = fileFormats
  const entry = Object.hasOwn(entries, name) ? entries[name] : undefined
  if (entry !== undefined) return (await entry.load()).default
  const names = Object.keys(fileFormats)
  const similar = suggest(name, names)
  const hint = similar === undefined ? `Formats: ${names.join(', ')}.` : `Did you mean "${similar}"?`
  throw new QueryError('CONFIGURATION', `There is no file format "${name}". ${hint}`)
}
