/**
 * Which data series must be decoded for some columns. A series that nobody needs is skipped with its block; but one whose values lie between
 * those of a needed series in the same block is needed too, and so is whatever tells when a series has a value.
 */
import type { CompressionHeader } from './compression-header.ts'
import { type BlockKey, blocksOf, type Encoding } from './encoding.ts'

/** Name and type of a tag as a key among the series. */
export const TAG_PREFIX = 'tag:'

/** What must be known to know whether a record has a value, or how long it is. */
const CONDITIONS: Readonly<Record<string, readonly string[]>> = {
  RN: ['CF'],
  MF: ['CF'],
  NS: ['CF'],
  NP: ['CF'],
  TS: ['CF'],
  NF: ['CF'],
  FN: ['BF'],
  MQ: ['BF'],
  FC: ['FN'],
  FP: ['FN'],
  BA: ['BF', 'RL', 'FC'],
  QS: ['BF', 'CF', 'RL', 'FC'],
  ...Object.fromEntries(['BB', 'QQ', 'BS', 'IN', 'SC', 'DL', 'RS', 'PD', 'HC'].map(name => [name, ['FC']])),
}

export interface SeriesPlan {
  readonly series: ReadonlySet<string>
  readonly blocks: ReadonlySet<BlockKey>
}

export function planSeries(header: CompressionHeader, wanted: Iterable<string>): SeriesPlan {
  const encodings = new Map<string, Encoding>(header.series)
  for (const [tag, encoding] of header.tags) encodings.set(TAG_PREFIX + tag, encoding)
  const users = new Map<BlockKey, string[]>()
  for (const [name, encoding] of encodings) {
    for (const block of blocksOf(encoding)) users.set(block, [...(users.get(block) ?? []), name])
  }
  const series = new Set<string>()
  const blocks = new Set<BlockKey>()
  const open = [...wanted]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (series.has(name)) continue
    series.add(name)
    open.push(...(name.startsWith(TAG_PREFIX) ? ['TL'] : (CONDITIONS[name] ?? [])))
    const encoding = encodings.get(name)
    for (const block of encoding === undefined ? [] : blocksOf(encoding)) {
      if (blocks.has(block)) continue
      blocks.add(block)
      open.push(...(users.get(block) ?? []))
    }
  }
  return { series, blocks }
}
