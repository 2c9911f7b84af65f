/** Reads a FAI index: five or six columns a sequence, parted by tabs. */
import { QueryError } from '../common/errors.ts'
import { readWhole } from '../io/read-whole.ts'
import { type FaiEntry, FaiIndex } from './fai-index.ts'
import { INDEX_BYTES_LIMIT } from './index-limits.ts'
import type { IndexRequest } from './index-request.ts'

export async function readFaiIndex(request: IndexRequest): Promise<FaiIndex> {
  const { location } = request.source
  const text = new TextDecoder().decode(await readWhole({ ...request, limitBytes: INDEX_BYTES_LIMIT }))
  const entries: FaiEntry[] = []
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() !== '') entries.push(parseEntry(line.replace(/\r$/, ''), { location, line: i + 1 }))
  }
  return new FaiIndex(location, entries)
}

function parseEntry(text: string, at: { readonly location: string; readonly line: number }): FaiEntry {
  const [name = '', ...numbers] = text.split('\t')
  const [length, offset, lineBases, lineBytes] = numbers.slice(0, 4).map(parseCount)
  if (length === undefined || offset === undefined || lineBases === undefined || lineBytes === undefined) {
    throw broken(at, `"${text.slice(0, 60)}" is not a name and four numbers`)
  }
  // Some writers count a line only where it ends: then the sequence is one.
  if (lineBases === 0 && lineBytes === 0) return { name, length, offset, lineBases: length, lineBytes: length + 1 }
  if (length > 0 && (lineBases === 0 || lineBytes < lineBases)) {
    throw broken(at, `lines of ${lineBases} bases in ${lineBytes} bytes make no sense`)
  }
  return { name, length, offset, lineBases, lineBytes }
}

function parseCount(text: string): number | undefined {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(value) ? value : undefined
}

function broken({ location, line }: { readonly location: string; readonly line: number }, fault: string): QueryError {
  const message = `Broken index file ${location}, line ${line}: ${fault}. Build the index again (samtools faidx).`
  return new QueryError('FORMAT', message, { location, indexLocation: location, line }, { reason: 'index' })
}
