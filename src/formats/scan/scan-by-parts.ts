/** Plans a scan of the parts that the file itself names, such as row groups and slices: those that may hold a wanted row. */
import type { Expr } from '../../expr/expr.ts'
import type { FileParts } from '../file-part.ts'
import { mayPass } from '../may-pass.ts'
import { PIECE_BYTES } from './byte-pieces.ts'
import { type FileScan, type PlannedPartitions, scanOptions } from './file-scan.ts'
import { joinParts } from './join-parts.ts'
import { listsEveryValue } from './lists-every-value.ts'
import { partMayOverlap } from './part-may-overlap.ts'
import { regionsNote } from './scan-notes.ts'

type KnownParts = Extract<FileParts, { readonly kind: 'parts' }>

/** Undefined where the format knows no parts. */
export async function scanByParts(scan: FileScan): Promise<PlannedPartitions | undefined> {
  const { spec, bound, notes, warnings } = scan
  if (bound === 'none') return undefined
  const found = await findParts(scan, bound)
  if (found === undefined) return undefined
  const filters = scanOptions(spec).predicatePushdown === false ? [] : scan.request.filters
  if (found.kind === 'none') {
    if (filters.length > 0) notes.index = found.why
    return undefined
  }
  const columns = spec.info.genomicColumns
  const telling = tellingFilters(filters, found)
  const wanted = found.parts.filter(
    part => telling.every(filter => mayPass(filter, part)) && (columns === undefined || partMayOverlap(part, bound, columns)),
  )
  if (bound !== 'all') notes.regions = regionsNote(bound)
  if (found.index) notes.index = found.index.kind
  else if (found.why !== undefined && bound !== 'all') notes.index = found.why
  warnings.push(...(found.warnings ?? []))
  notes.parts = `${wanted.length} of ${found.parts.length}`
  const joined = found.joins ? joinParts(wanted, largestPart(scan, found)) : wanted
  const whole = { ...scan.partition, ...(found.index && { options: { ...spec.options, indexPath: found.index.location } }) }
  return {
    partitions: joined.map(part => ({ ...whole, chunks: [part.chunk] })),
    bytes: joined.reduce((sum, part) => sum + part.bytes, 0),
  }
}

async function findParts({ spec, signal }: FileScan, bound: Exclude<FileScan['bound'], 'none'>): Promise<FileParts | undefined> {
  const { format, location, store, codecs, options } = spec
  if (format.parts === undefined) return undefined
  const source = await store.open(location)
  try {
    return await format.parts(source, { store, codecs, options, bound, ...(signal && { signal }) })
  } finally {
    await source.close()
  }
}

/** Where rows may lie that the bounds do not know, few filters leave a part out. */
function tellingFilters(filters: readonly Expr[], { mayHideRows, parts }: KnownParts): readonly Expr[] {
  return mayHideRows ? filters.filter(filter => listsEveryValue(filter, parts)) : filters
}

function largestPart({ spec, file }: FileScan, { joinBytes }: KnownParts): number {
  return file.compression === 'gzip' ? 0 : (spec.pieceBytes ?? joinBytes ?? PIECE_BYTES[file.compression])
}
