/** Reads some bases of a sequence of an indexed FASTA file, plain or bgzipped: without line ends, in upper case. */
import { QueryError } from '../../common/errors.ts'
import { baseOffset, type FaiEntry } from '../../index/fai-index.ts'
import { openBgzfCursor } from '../../io/bgzf/bgzf-cursor.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { FastaIndex } from '../fasta/fasta-index.ts'
import type { FormatContext } from '../file-format.ts'
import type { CramKernels } from './kernels/cram-kernels.ts'

const SPACE = 32
const LETTERS = { a: 97, z: 122 }

/** 0-based, half-open, inside the sequence. */
export async function readFastaBases(
  source: ByteSource,
  wanted: {
    readonly index: FastaIndex
    readonly entry: FaiEntry
    readonly start: number
    readonly end: number
    readonly kernels: CramKernels | undefined
  },
  context: Pick<FormatContext, 'codecs' | 'meter' | 'signal'>,
): Promise<Uint8Array> {
  const { index, entry, start, end, kernels } = wanted
  if (end <= start) return new Uint8Array(0)
  const from = baseOffset(entry, start)
  const length = baseOffset(entry, end - 1) + 1 - from
  const text =
    index.gzi === undefined
      ? await readPlain(source, { from, length }, context)
      : await readPacked(source, { from, length, index }, context)
  const firstLine = entry.lineBases - (start % entry.lineBases)
  const bases = kernels?.unfold(text, { bases: entry.lineBases, bytes: entry.lineBytes, firstLine }) ?? unfold(text, entry, firstLine)
  if (bases.length === end - start) return bases
  throw index.fai.misfit(source.location, `bases ${start + 1} to ${end} of "${entry.name}" are not where it says`)
}

async function readPlain(
  source: ByteSource,
  { from, length }: { readonly from: number; readonly length: number },
  { meter, signal }: Pick<FormatContext, 'meter' | 'signal'>,
): Promise<Uint8Array> {
  const bytes = await source.read(from, length, signal ? { signal } : {})
  meter.bytesRead += bytes.length
  return bytes
}

async function readPacked(
  source: ByteSource,
  { from, length, index }: { readonly from: number; readonly length: number; readonly index: FastaIndex },
  { codecs, meter, signal }: Pick<FormatContext, 'codecs' | 'meter' | 'signal'>,
): Promise<Uint8Array> {
  const place = index.gzi?.virtualOffset(from)
  if (place === undefined) throw index.fai.misfit(source.location, `byte ${from} of the text is not in the file`)
  const cursor = await openBgzfCursor({ source, codecs, start: place.block, meter, ...(signal && { signal }) })
  try {
    const text = new Uint8Array(length)
    let skip = place.within
    let used = 0
    while (used < length) {
      if (cursor.buffer.length === 0 && !(await cursor.fill())) break
      const bytes = cursor.buffer.bytes()
      const begin = Math.min(skip, bytes.length)
      skip -= begin
      const part = bytes.subarray(begin, begin + length - used)
      text.set(part, used)
      used += part.length
      cursor.drop(bytes.length)
    }
    return text.subarray(0, used)
  } finally {
    await cursor.close()
  }
}

/** By letter: in upper case. */
const UPPER = Uint8Array.from({ length: 256 }, (_, letter) => (letter >= LETTERS.a && letter <= LETTERS.z ? letter - SPACE : letter))

/** `firstLine`: bases up to the first line end. Where letters stand in place of a line end, there are too many of them: the caller notices. */
function unfold(text: Uint8Array, { lineBases, lineBytes }: FaiEntry, firstLine: number): Uint8Array {
  const bases = new Uint8Array(text.length)
  let used = 0
  for (let at = 0, end = Math.min(firstLine, text.length); at < text.length; end = Math.min(at + lineBases, text.length)) {
    // In range: the line ends within the text.
    for (; at < end; at++) {
      const letter = text[at]!
      if (letter > SPACE) bases[used++] = UPPER[letter]!
    }
    for (const next = Math.min(end + lineBytes - lineBases, text.length); at < next; at++)
      if (text[at]! > SPACE) bases[used++] = UPPER[text[at]!]!
  }
  return bases.subarray(0, used)
}

export function noIndex(location: string, why: string): QueryError {
  return new QueryError(
    'IO',
    `The reference ${location} cannot be read by position: its FAI index is ${why}. Build it with samtools faidx.`,
    { location },
  )
}
