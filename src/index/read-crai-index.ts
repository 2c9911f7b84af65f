/** Reads a CRAI index: lines of six numbers parted by tabs, mostly gzipped. */
import { QueryError } from '../common/errors.ts'
import { readWhole } from '../io/read-whole.ts'
import { type CraiEntry, CraiIndex } from './crai-index.ts'
import { INDEX_BYTES_LIMIT } from './index-limits.ts'
import type { IndexRequest } from './index-request.ts'

const LEAST_REFERENCE = -2

export async function readCraiIndex(request: IndexRequest): Promise<CraiIndex> {
  const { location } = request.source
  const text = new TextDecoder().decode(await readWhole({ ...request, limitBytes: INDEX_BYTES_LIMIT }))
  const entries: CraiEntry[] = []
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() !== '') entries.push(parseEntry(line.replace(/\r$/, ''), { location, line: i + 1 }))
  }
  return new CraiIndex(location, entries)
}

function parseEntry(text: string, at: { readonly location: string; readonly line: number }): CraiEntry {
  const fields = text.split('\t')
  const numbers = fields.map(field => (/^-?\d+$/.test(field) ? Number(field) : Number.NaN))
  const [referenceId = Number.NaN, start = Number.NaN, span = Number.NaN, container = Number.NaN, slice = Number.NaN, length = Number.NaN] =
    numbers
  const isWhole = [referenceId, start, span, container, slice, length].every(Number.isSafeInteger)
  if (!isWhole) throw broken(at, `${JSON.stringify(text.slice(0, 60))} is not six numbers`)
  if (referenceId < LEAST_REFERENCE || container < 0 || slice < 0 || length < 0)
    throw broken(at, `the numbers ${fields.join(', ')} make no sense`)
  return { referenceId, start, span, container, slice, length }
}

function broken({ location, line }: { readonly location: string; readonly line: number }, fault: string): QueryError {
  const message = `Broken index file ${location}, line ${line}: ${fault}. Build the index again (samtools index).`
  return new QueryError('FORMAT', message, { location, indexLocation: location, line }, { reason: 'index' })
}
