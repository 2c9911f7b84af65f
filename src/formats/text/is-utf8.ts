/** Whether bytes are UTF-8. */
import { isAscii } from '../../kernels/is-ascii.ts'

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function isUtf8(bytes: Uint8Array, from: number, to: number): boolean {
  if (isAscii(bytes, from, to)) return true
  try {
    // slice, not subarray: TextDecoder refuses views of shared memory.
    strictDecoder.decode(bytes.slice(from, to))
    return true
  } catch {
    return false // the decoder's only error: the bytes are not UTF-8
  }
}
