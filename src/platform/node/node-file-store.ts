/** Files of the local file system, by path or file:// URL. */
import { fstatSync } from 'node:fs'
import { type FileHandle, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { throwIfAborted } from '../../common/abort.ts'
import { QueryError } from '../../common/errors.ts'
import { suggest } from '../../common/suggest.ts'
import type { ByteSink, ByteSource } from '../../io/byte-source.ts'
import type { ObjectStore } from '../../io/object-store.ts'
import { type OneTimeStream, StreamSource } from '../../io/stream-source.ts'
import { listFiles } from './list-files.ts'
import { NodeFileSource } from './node-file-source.ts'
import { isPipe, pipeStream } from './pipes.ts'
import { isStandardInput, standardInput } from './standard-input.ts'

export function createNodeFileStore(): ObjectStore {
  return {
    schemes: ['file'],
    open: openFile,
    isStream: location => isStandardInput(location) || isPipe(location),
    claim: location => streamOf(location)?.claim(),
    async exists(location) {
      if (isStandardInput(location)) return true
      const found = await stat(toPath(location)).catch((error: NodeJS.ErrnoException) => error)
      if (!(found instanceof Error)) return !found.isDirectory()
      if (found.code === 'ENOENT' || found.code === 'ENOTDIR') return false
      throw await explain(found, location)
    },
    async *list(pattern, { signal } = {}) {
      const url = /^file:\/\//i.test(pattern)
      for await (const file of listFiles(url ? toPath(pattern) : pattern)) {
        throwIfAborted(signal)
        yield url ? pathToFileURL(file).href : file
      }
    },
    create: createFile,
    async remove(location) {
      await unlink(toPath(location)).catch(async error => {
        throw await explain(error, location)
      })
    },
  }
}

async function openFile(location: string): Promise<ByteSource> {
  const stream = streamOf(location)
  if (stream) return new StreamSource(location, stream)
  let handle: FileHandle | undefined
  try {
    const file = toPath(location)
    handle = await open(file, 'r')
    const stats = fstatSync(handle.fd)
    if (stats.isDirectory()) throw new QueryError('IO', `${location} is a folder, not a file.`, { location }, { reason: 'is_folder' })
    return new NodeFileSource(location, handle, stats)
  } catch (error) {
    await handle?.close()
    throw await explain(error, location)
  }
}

/** Of what can be read only once. */
function streamOf(location: string): OneTimeStream | undefined {
  if (isStandardInput(location)) return standardInput(location)
  return isPipe(location) ? pipeStream(location) : undefined
}

/** A path is taken as it stands: `#`, `%` and `?` are letters like others. Only in a URL are they special. */
function toPath(location: string): string {
  if (location === '') throw new QueryError('IO', 'The path of a file is empty.', { location }, { reason: 'not_found' })
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(location)?.[1]?.toLowerCase()
  if (scheme === undefined) return location
  if (scheme !== 'file') {
    throw new QueryError('NOT_IMPLEMENTED', `Files cannot be read from ${scheme}:// yet. Download ${location} first.`, { location })
  }
  try {
    return fileURLToPath(location)
  } catch (cause) {
    throw new QueryError('IO', `"${location}" is not a URL of a local file.`, { location }, { cause })
  }
}

async function explain(error: unknown, location: string): Promise<QueryError> {
  if (error instanceof QueryError) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const at = { location }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const near = await nearName(location)
    const hint = near === undefined ? '' : ` Did you mean "${near}"?`
    return new QueryError('IO', `File not found: ${location}.${hint}`, at, { cause: error, reason: 'not_found' })
  }
  if (code === 'EACCES' || code === 'EPERM')
    return new QueryError('IO', `No permission to open ${location}.`, at, { cause: error, reason: 'permission' })
  if (code === 'EMFILE' || code === 'ENFILE') {
    return new QueryError('RESOURCE', `Too many open files; ${location} cannot be opened.`, at, { cause: error })
  }
  return new QueryError('IO', `${location} cannot be opened: ${error instanceof Error ? error.message : error}`, at, { cause: error })
}

async function nearName(location: string): Promise<string | undefined> {
  const file = toPath(location)
  const folder = path.dirname(file)
  const names = await readdir(folder).catch(() => []) // no folder, no hint
  const near = suggest(path.basename(file), names)
  return near === undefined ? undefined : path.join(folder, near)
}

/** Written under a temporary name beside the target, and renamed when closed. */
async function createFile(location: string): Promise<ByteSink> {
  const target = toPath(location)
  const { randomBytes } = await import('node:crypto') // 2 ms that most processes never need
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString('hex')}.tmp`)
  const failed = (action: string) => (cause: unknown) => {
    const message = `${location} cannot be ${action}: ${cause instanceof Error ? cause.message : cause}`
    throw new QueryError('IO', message, { location }, { cause })
  }
  const handle = await open(temporary, 'wx').catch(failed('created'))
  const discard = async () => {
    await handle.close().catch(() => undefined) // closed already
    await unlink(temporary).catch(() => undefined) // gone already
  }
  return {
    async write(bytes) {
      for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at).catch(failed('written'))).bytesWritten
    },
    async close() {
      try {
        await handle.sync()
        await handle.close()
        await rename(temporary, target)
      } catch (error) {
        await discard()
        failed('written')(error)
      }
    },
    abort: discard,
  }
}
