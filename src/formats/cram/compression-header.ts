/** The compression header of a container (CRAM §8.4): what was preserved, and how each data series and tag is stored. */
import { ByteCursor } from './byte-cursor.ts'
import { CramFault } from './cram-fault.ts'
import { type Encoding, readEncoding } from './encoding.ts'

export interface CompressionHeader {
  readonly namesIncluded: boolean
  readonly positionsAreDeltas: boolean
  readonly referenceRequired: boolean
  /** By five reference bases (ACGTN) and four codes: the read's base. */
  readonly substitutions: Uint8Array
  /** Lists of tags, each as its name and type: 'NMC'. A record names one list. */
  readonly tagLists: readonly (readonly string[])[]
  /** By the two letters of the series. */
  readonly series: ReadonlyMap<string, Encoding>
  /** By name and type. */
  readonly tags: ReadonlyMap<string, Encoding>
}

const BASES = 'ACGTN'

export function parseCompressionHeader(bytes: Uint8Array): CompressionHeader {
  const cursor = new ByteCursor(bytes, 'the compression header')
  const preserved = readPreservation(takeMap(cursor, 'preservation map'))
  return { ...preserved, series: readSeries(takeMap(cursor, 'data series map')), tags: readTags(takeMap(cursor, 'tag map')) }
}

function takeMap(cursor: ByteCursor, name: string): ByteCursor {
  return new ByteCursor(cursor.take(cursor.itf8()), `the ${name} of the compression header`)
}

function readPreservation(map: ByteCursor): Omit<CompressionHeader, 'series' | 'tags'> {
  let namesIncluded = true
  let positionsAreDeltas = true
  let referenceRequired = true
  let substitutions = parseSubstitutions(Uint8Array.of(0x1b, 0x1b, 0x1b, 0x1b, 0x1b))
  let tagLists: CompressionHeader['tagLists'] = [[]]
  const count = map.itf8()
  for (let i = 0; i < count; i++) {
    const key = readKey(map)
    if (key === 'RN') namesIncluded = map.byte() !== 0
    else if (key === 'AP') positionsAreDeltas = map.byte() !== 0
    else if (key === 'RR') referenceRequired = map.byte() !== 0
    else if (key === 'SM') substitutions = parseSubstitutions(map.take(5))
    else if (key === 'TD') tagLists = parseTagLists(map.take(map.itf8()))
    else if (key === 'MI' || key === 'UI' || key === 'PI')
      map.byte() // flags of CRAM 1
    else throw new CramFault(`the preservation map has the unknown key "${key}"`)
  }
  return { namesIncluded, positionsAreDeltas, referenceRequired, substitutions, tagLists }
}

/** Two bits a base that may stand in place of each reference base: its code. */
function parseSubstitutions(bytes: Uint8Array): Uint8Array {
  const table = new Uint8Array(BASES.length * 4)
  for (let reference = 0; reference < BASES.length; reference++) {
    const others = BASES.replace(BASES.charAt(reference), '')
    for (let i = 0; i < 4; i++) {
      const code = (bytes[reference]! >>> (6 - 2 * i)) & 3 // five bytes
      table[reference * 4 + code] = others.charCodeAt(i)
    }
  }
  return table
}

function parseTagLists(bytes: Uint8Array): readonly (readonly string[])[] {
  const lists: string[][] = []
  let from = 0
  while (from < bytes.length) {
    const stop = bytes.indexOf(0, from)
    const end = stop < 0 ? bytes.length : stop
    if ((end - from) % 3 !== 0) throw new CramFault('the tag dictionary holds a list that is no multiple of three bytes')
    const list: string[] = []
    for (let at = from; at < end; at += 3) list.push(String.fromCharCode(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!)) // in range: below the end
    lists.push(list)
    from = end + 1
  }
  return lists
}

function readSeries(map: ByteCursor): ReadonlyMap<string, Encoding> {
  const series = new Map<string, Encoding>()
  const count = map.itf8()
  for (let i = 0; i < count; i++) series.set(readKey(map), readEncoding(map))
  return series
}

function readTags(map: ByteCursor): ReadonlyMap<string, Encoding> {
  const tags = new Map<string, Encoding>()
  const count = map.itf8()
  for (let i = 0; i < count; i++) {
    const key = map.itf8()
    tags.set(String.fromCharCode((key >> 16) & 255, (key >> 8) & 255, key & 255), readEncoding(map))
  }
  return tags
}

function readKey(map: ByteCursor): string {
  return String.fromCharCode(map.byte(), map.byte())
}
