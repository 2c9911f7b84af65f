/** Indexes the lines of a Pairs file as pairix does: BGZF blocks of any size, and the PX2 file that belongs to them. */
import { bgzf, blockAddresses } from './bgzf.ts'
import { IndexWriter } from './index-writer.ts'

export interface Contact {
  readonly chr1: string
  readonly pos1: number
  readonly chr2: string
  readonly pos2: number
}

interface Pair {
  /** By number, each with the start and end of its chunks in the text. */
  readonly bins: Map<number, [number, number][]>
  /** By window, where its first line begins in the text. */
  readonly windows: number[]
}

const SHIFT = 15
const FIRST_LEAF = 4681
const PAIRS_CONF = [3, 2, 3, 3, 4, 5, 5] as const // preset, then sc, bc and ec of both places
const HEADER = '#columns: readID chr1 pos1 chr2 pos2 strand1 strand2\n'

export interface IndexedPairs {
  readonly data: Uint8Array
  readonly index: Uint8Array
}

/** The contacts in their order: sorted by position within each pair. */
export function indexPairs(contacts: readonly Contact[], blockSize: number): IndexedPairs {
  let text = HEADER
  const pairs = new Map<string, Pair>()
  for (const [i, { chr1, pos1, chr2, pos2 }] of contacts.entries()) {
    const start = text.length
    text += `r${i}\t${chr1}\t${pos1}\t${chr2}\t${pos2}\t+\t-\n`
    const name = `${chr1}|${chr2}`
    const pair = pairs.get(name) ?? { bins: new Map(), windows: [] }
    pairs.set(name, pair)
    addLine(pair, Math.max(0, pos1 - 1) >> SHIFT, { start, end: text.length })
  }
  const data = bgzf(new TextEncoder().encode(text), [blockSize])
  return { data, index: bgzf(writeIndex(pairs, { lines: contacts.length + 1, blocks: blockAddresses(data), blockSize })) }
}

function addLine({ bins, windows }: Pair, window: number, { start, end }: { readonly start: number; readonly end: number }): void {
  const chunks = bins.get(FIRST_LEAF + window) ?? []
  bins.set(FIRST_LEAF + window, chunks)
  const last = chunks.at(-1)
  if (last?.[1] === start) last[1] = end
  else chunks.push([start, end])
  windows[window] ??= start
}

function writeIndex(
  pairs: ReadonlyMap<string, Pair>,
  { lines, blocks, blockSize }: { readonly lines: number; readonly blocks: readonly number[]; readonly blockSize: number },
): Uint8Array {
  const names = [...pairs.keys()].map(name => `${name}\0`).join('')
  const writer = px2Header(pairs.size, lines).int32(names.length).text(names)
  const offset = (at: number) => writer.offset(blocks[Math.floor(at / blockSize)] ?? 0, at % blockSize)
  for (const { bins, windows } of pairs.values()) {
    writer.int32(bins.size)
    for (const [number, chunks] of bins) {
      writer.int32(number, chunks.length)
      for (const chunk of chunks) chunk.forEach(offset)
    }
    writer.int32(windows.length)
    let last = 0 // windows without lines have the offset of the one before
    for (let window = 0; window < windows.length; window++) {
      last = windows[window] ?? last
      if (last === 0) writer.offset(0)
      else offset(last)
    }
  }
  return writer.bytes()
}

/** Up to the names. */
export function px2Header(
  pairCount: number,
  lines: number,
  { conf = PAIRS_CONF as readonly number[], delimiters = '\t|\0\0' } = {},
): IndexWriter {
  return new IndexWriter()
    .text('PX2.004\x01')
    .int32(pairCount)
    .uint64(BigInt(lines))
    .int32(...conf)
    .text(delimiters)
    .int32(35, 0)
}
