/** The parts of a CRAM file: its containers by their headers, or for regions the slices by the CRAI index. */
import { QueryError } from '../../common/errors.ts'
import { coordinateSystemOf } from '../../genomics/coordinate-system.ts'
import type { CraiEntry, CraiIndex } from '../../index/crai-index.ts'
import { readCraiIndex } from '../../index/read-crai-index.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { PartsContext } from '../file-format.ts'
import type { FilePart, FileParts } from '../file-part.ts'
import { VersionedCache } from '../versioned-cache.ts'
import { USUAL_HEADER_BYTES } from './container-header.ts'
import type { CramOptions } from './cram-options.ts'
import { hasEofMarker, missingEofMarker } from './eof-marker.ts'
import { type CramFile, loadCramFile } from './load-cram-file.ts'
import { checkContainerEnd } from './read-container.ts'
import { readContainerHeader } from './read-container-header.ts'
import { boundsOf, boundsTable } from './slice-bounds.ts'
import { MULTI_REFERENCE } from './slice-header.ts'

/** Bytes that containers are put together to. */
const JOIN_BYTES = 2 << 20

const UNSORTED = 'crai, for contigs only: the header does not say that the file is sorted by position'

const indexes = new VersionedCache<CraiIndex>(16)
const walks = new VersionedCache<readonly FilePart[]>(16)

export async function cramParts(source: ByteSource, options: CramOptions, context: PartsContext): Promise<FileParts> {
  const file = await loadCramFile(source, context)
  const found = context.bound === 'all' ? undefined : await findIndex(source, options, context)
  if (found !== undefined && typeof found !== 'string') {
    const { isSorted } = boundsTable(file.header, coordinateSystemOf(options))
    const parts = await partsOfIndex(source, { file, options, index: found.index }, context)
    return {
      kind: 'parts',
      parts,
      index: { kind: isSorted ? 'crai' : UNSORTED, location: found.index.location },
      joins: true,
      joinBytes: JOIN_BYTES,
      warnings: found.warnings,
    }
  }
  const parts = await partsOfContainers(source, { file, options }, context)
  // Without any container nothing is read that would see the end of the file.
  const warnings = parts.length === 0 && hasEofMarker(file.version) ? [missingEofMarker(source.location)] : []
  return { kind: 'parts', parts, joins: true, joinBytes: JOIN_BYTES, warnings, ...(found !== undefined && { why: found }) }
}

/** Why there is none, in words for EXPLAIN. */
async function findIndex(
  source: ByteSource,
  { indexPath }: CramOptions,
  { store, codecs, signal }: PartsContext,
): Promise<{ readonly index: CraiIndex; readonly warnings: readonly string[] } | string> {
  const location = indexPath ?? `${source.location}.crai`
  const readOptions = signal === undefined ? {} : { signal }
  if (!(await store.exists(location, readOptions))) {
    if (indexPath === undefined) return `none: there is no ${location.slice(location.lastIndexOf('/') + 1)}`
    throw new QueryError('IO', `Index not found: ${indexPath}, named by index_path.`, {
      location: source.location,
      indexLocation: indexPath,
    })
  }
  const indexSource = await store.open(location)
  try {
    const { version, modified } = await indexSource.stat(readOptions)
    const data = await source.stat(readOptions)
    const isOld = modified !== undefined && data.modified !== undefined && modified < data.modified - 1000
    const warnings = isOld ? [`The index ${location} is older than ${source.location}. Build it again if the file was changed.`] : []
    const known = indexes.get(store, location, version)
    if (known !== undefined) return { index: known, warnings }
    const index = await readCraiIndex({ source: indexSource, codecs, ...readOptions })
    indexes.set(store, { location, version }, index)
    return { index, warnings }
  } finally {
    await indexSource.close()
  }
}

interface Opened {
  readonly file: CramFile
  readonly options: CramOptions
}

async function partsOfContainers(source: ByteSource, { file, options }: Opened, context: PartsContext): Promise<readonly FilePart[]> {
  const { store, signal, codecs } = context
  const { size, version } = await source.stat(signal === undefined ? {} : { signal })
  const coordinates = coordinateSystemOf(options)
  const key = `${source.location}#${coordinates}`
  const known = walks.get(store, key, version)
  if (known !== undefined) return known
  const table = boundsTable(file.header, coordinates)
  const parts: FilePart[] = []
  for (let at = file.firstContainer; ; ) {
    const header = await readContainerHeader(source, { at, version: file.version, codecs, ...(signal && { signal }) })
    if (header === undefined) break
    checkContainerEnd({ source, at, header, size })
    const bytes = header.headerBytes + header.length
    const { referenceId } = header
    // What a container without reference sequence holds, old writers did not always say.
    const bounds = boundsOf({ ...header, referenceId: referenceId < 0 ? MULTI_REFERENCE : referenceId }, table)
    parts.push({ chunk: { kind: 'bytes', start: at, end: at + bytes }, bytes, ...bounds })
    at += bytes
  }
  walks.set(store, { location: key, version }, parts)
  return parts
}

async function partsOfIndex(
  source: ByteSource,
  opened: Opened & { readonly index: CraiIndex },
  context: PartsContext,
): Promise<readonly FilePart[]> {
  const { file, options, index } = opened
  const { size } = await source.stat(context.signal ? { signal: context.signal } : {})
  const { references } = file.header
  if (size !== undefined) index.checkFits({ location: source.location, size, referenceCount: references.length })
  const table = boundsTable(file.header, coordinateSystemOf(options))
  const containers = byContainer(index.entries)
  const parts: FilePart[] = []
  let behind = file.firstContainer
  for (const [i, entries] of containers.entries()) {
    const { container } = entries[0]! // a group has entries
    if (i === 0) await checkGap(source, { index, file, from: behind, to: container, header: 'none' }, context)
    const last = entries.at(-1)! // a group has entries
    const end = container + last.slice + last.length
    const next = containers[i + 1]?.[0]?.container ?? size ?? end + 2 * USUAL_HEADER_BYTES
    if (next - end > USUAL_HEADER_BYTES) await checkGap(source, { index, file, from: container, to: next, header: 'this' }, context)
    behind = next
    const slices = bySlice(entries)
    for (const slice of slices) {
      const first = slice[0]! // a group has entries
      const bounds = boundsOf(slice.length > 1 ? { ...first, referenceId: MULTI_REFERENCE } : first, table)
      const chunk =
        slices.length === 1
          ? ({ kind: 'bytes', start: container, end: next } as const)
          : ({ kind: 'cram-slice', container, slice: first.slice, length: first.length } as const)
      parts.push({ chunk, bytes: first.length, ...bounds })
    }
  }
  if (containers.length === 0) await checkGap(source, { index, file, from: behind, to: size ?? behind, header: 'none' }, context)
  return parts
}

/** An index that does not list all containers belongs to other data: only empty ones may lie between those that it lists. */
async function checkGap(
  source: ByteSource,
  gap: { readonly index: CraiIndex; readonly file: CramFile; readonly from: number; readonly to: number; readonly header: 'this' | 'none' },
  { codecs, signal }: PartsContext,
): Promise<void> {
  const { index, file, from, to } = gap
  let isListed = gap.header === 'this'
  for (let at = from; at < to; ) {
    const header = await readContainerHeader(source, { at, version: file.version, codecs, ...(signal && { signal }) })
    if (header === undefined) return
    if (!isListed && header.recordCount > 0) throw index.misfit(source.location, `it does not list the container at byte ${at}`)
    isListed = false
    at += header.headerBytes + header.length
  }
}

function byContainer(entries: readonly CraiEntry[]): readonly (readonly CraiEntry[])[] {
  return groupBy(entries, (a, b) => a.container === b.container)
}

function bySlice(entries: readonly CraiEntry[]): readonly (readonly CraiEntry[])[] {
  return groupBy(entries, (a, b) => a.slice === b.slice)
}

function groupBy(entries: readonly CraiEntry[], same: (a: CraiEntry, b: CraiEntry) => boolean): readonly (readonly CraiEntry[])[] {
  const groups: CraiEntry[][] = []
  for (const entry of entries) {
    const last = groups.at(-1)
    if (last?.[0] !== undefined && same(last[0], entry)) last.push(entry)
    else groups.push([entry])
  }
  return groups
}
