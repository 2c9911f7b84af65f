/** Pipes with a name in the file system, such as those that a shell makes for <(command). Each is read once, from its beginning to its end. */
import { open, statSync } from 'node:fs'
import { Socket } from 'node:net'
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

/** A socket, not a file stream: a read that waits for the writer takes no thread of the pool and does not keep the process alive. */
async function* bytesOf(file: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield* new Socket({ fd: await promisify(open)(file, 'r'), readable: true, writable: false })
}
