/** Tells plain text, gzip and BGZF apart by the first bytes of a file. */
import type { Compression } from './compression.ts'

const BGZF_HEADER_BYTES = 18

/** At least 18 bytes of the file's start should be given; a shorter file is judged by what there is. */
export function sniffCompression(head: Uint8Array): Compression {
  if (head[0] !== 0x1f || head[1] !== 0x8b) return 'plain'
  const hasExtra = head.length >= BGZF_HEADER_BYTES && (head[3] ?? 0) & 4
  if (!hasExtra) return 'gzip'
  return hasBlockSize(head) ? 'bgzf' : 'gzip'
}

/** Looks for the BC subfield (SAMv1 §4.1), which need not be the first. */
function hasBlockSize(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const end = Math.min(head.length, 12 + view.getUint16(10, true))
  for (let at = 12; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (head[at] === 0x42 && head[at + 1] === 0x43) return view.getUint16(at + 2, true) === 2
  }
  return false
}
