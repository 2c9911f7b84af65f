/** Opens one file or several as one table. The option `filename`, which every format takes, asks for a column of that name. */
import * as z from 'zod/mini'
import { QueryError } from '../common/errors.ts'
import type { JsonValue } from '../common/json.ts'
import { optionKinds } from './common-options.ts'
import type { FileTable } from './file-table.ts'
import type { FileTableProvider } from './file-table-provider.ts'
import { ManyFilesProvider } from './many-files-provider.ts'
import { type FileTableRequest, type FileTableResources, openFileTable } from './open-file-table.ts'

/** Options of every format that no format reads. */
export interface FilesOptions {
  /** A column `filename` with the location of each row's file. */
  readonly filename: boolean
}

export interface FilesRequest extends Omit<FileTableRequest, 'location'> {
  /** One at least, in the order of their rows. */
  readonly locations: readonly string[]
}

export async function openFiles(request: FilesRequest, resources: FileTableResources): Promise<FileTable> {
  const { locations, ...shared } = request
  const { filename, options } = takeFilename(request.options)
  const files: FileTableProvider[] = []
  for (const location of locations) files.push(await openFileTable({ ...shared, options, location }, resources))
  const [first, ...others] = files
  if (first === undefined) throw new QueryError('PLAN', 'The list of files is empty.')
  return others.length === 0 && filename === 'none' ? first : new ManyFilesProvider([first, ...others], { filename })
}

function takeFilename(given: FilesRequest['options']): {
  readonly filename: 'column' | 'none'
  readonly options: { readonly [name: string]: JsonValue }
} {
  const { filename, ...options } = given
  const parsed = z.optional(optionKinds.flag).safeParse(filename ?? undefined)
  if (!parsed.success) throw new QueryError('CONFIGURATION', `Option filename must be true or false, not ${JSON.stringify(filename)}.`)
  return { filename: parsed.data === true ? 'column' : 'none', options }
}
