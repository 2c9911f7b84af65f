/** Pipes with a name in the file system, such as those that a shell makes for <(command). Each is read once, from its beginning to its end. */
import { createReadStream, open, statSync } from 'node:fs'
import { promisify } from 'node:util'
import { OneTimeStream } from '../../io/stream-source.ts'

const streams = new Map<string, OneTimeStream>()

/** What cannot be asked, such as a URL or a folder without permission, is none: to open it says more. */
export function isPipe(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false })?.isFIFO() ?? false
  } catch {
    return false
  }
}

/** The same stream for everybody who asks. */
export function pipeStream(file: string): OneTimeStream {
  const stream = streams.get(file) ?? new OneTimeStream(file, bytesOf(file))
  streams.set(file, stream)
  return stream
}

/**
 * A socket, where it can be: a read of it that waits for the writer takes no thread of the pool, so the process may end meanwhile. A worker
 * thread closes what it opened when it ends, also what a socket has closed before.
 */
async function* bytesOf(file: string): AsyncGenerator<Uint8Array, void, undefined> {
  // Loaded with the first pipe: they take two milliseconds.
  const { isMainThread } = process.getBuiltinModule('node:worker_threads')
  const { Socket } = process.getBuiltinModule('node:net')
  if (isMainThread) yield* new Socket({ fd: await promisify(open)(file, 'r'), readable: true, writable: false })
  else yield* createReadStream(file)
}
