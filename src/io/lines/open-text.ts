/** Opens the text of a file or chunk, however it is packed. */
import { QueryError } from '../../common/errors.ts'
import { openBgzfChunk, openBgzfPiece, openBgzfText } from '../bgzf/bgzf-text-cursor.ts'
import { openGzipCursor } from '../gzip/gzip-cursor.ts'
import { openPlainCursor } from '../plain-cursor.ts'
import type { TextCursor } from '../text-cursor.ts'
import type { LineRequest } from './read-lines.ts'

export function openText(request: LineRequest): Promise<TextCursor> {
  const { chunk, compression, source, indexLocation } = request
  if (!chunk) {
    if (compression === 'bgzf') return openBgzfText(request)
    return compression === 'gzip' ? openGzipCursor(request) : openPlainCursor({ ...request, start: 0 })
  }
  if (compression === 'bgzf') {
    if (chunk.kind === 'bgzf') return openBgzfChunk(request, chunk, { indexLocation, framing: request.framing ?? 'lines' })
    if (chunk.kind === 'bytes') return openBgzfPiece(request, chunk)
  }
  if (compression === 'plain' && chunk.kind === 'bytes') {
    // From the byte before: if that is a newline, the first line begins at the chunk's start.
    return openPlainCursor({ ...request, start: Math.max(0, chunk.start - 1), end: chunk.end })
  }
  if (compression === 'gzip' && chunk.kind === 'bytes' && chunk.start === 0) return openGzipCursor(request)
  throw new QueryError('INTERNAL', `A chunk of kind "${chunk.kind}" cannot be read from ${source.location}, which is ${compression}.`)
}
