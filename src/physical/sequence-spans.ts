/** From the arguments of fasta_seq to spans of sequences, checked, and from their bases to a column. */
import type { SequenceSource } from '../catalog/sequence-source.ts'
import type { Column } from '../columnar/column.ts'
import { isValid } from '../columnar/is-valid.ts'
import { scalarAt } from '../columnar/scalar-at.ts'
import { QueryError } from '../common/errors.ts'
import { suggest } from '../common/suggest.ts'
import { coordinateSystemOf, startOfShown } from '../genomics/coordinate-system.ts'
import { parseRegion } from '../genomics/parse-region.ts'

/** For each row; an empty span at place -1 where an argument is NULL. */
export interface Spans {
  readonly places: Int32Array
  readonly starts: Float64Array
  readonly ends: Float64Array
}

/** `args`: region text; or contig, start, end and how they count. */
export function readSpans(args: readonly Column[], numRows: number, source: SequenceSource): Spans {
  const spans: Spans = { places: new Int32Array(numRows).fill(-1), starts: new Float64Array(numRows), ends: new Float64Array(numRows) }
  const [first, start, end, system] = args
  const sequences = new Places(source)
  for (let row = 0; row < numRows; row++) {
    if (!args.every(arg => isValid(arg, row))) continue
    if (start && end && first) {
      const isZeroBased = system !== undefined && scalarAt(system, row) === 'half-open'
      const shown = numberAt(start, row)
      const interval = { start: startOfShown(shown, coordinateSystemOf({ zeroBased: isZeroBased })), end: numberAt(end, row) }
      setSpan(spans, row, { ...sequences.of(first, row), ...interval }, source)
    } else if (first) setSpan(spans, row, regionSpan(String(scalarAt(first, row)), sequences, source), source)
  }
  return spans
}

interface Span {
  readonly place: number
  readonly start: number
  readonly end: number
}

function setSpan(spans: Spans, row: number, { place, start, end }: Span, source: SequenceSource): void {
  const length = source.lengthOf(place)
  if (start < 0 || start > end || end > length) {
    const name = source.names[place] ?? ''
    throw new QueryError(
      'EXECUTION',
      `fasta_seq: bases ${start + 1} to ${end} of ${name} were asked for, and ${source.location} has 1 to ${length} of it.`,
      { location: source.location },
      { reason: 'out_of_range' },
    )
  }
  spans.places[row] = place
  spans.starts[row] = start
  spans.ends[row] = end
}

/** A region that names no end goes to the end of its sequence. */
function regionSpan(text: string, sequences: Places, source: SequenceSource): Span {
  const { contig, interval } = parseRegion(text, source.names)
  const place = sequences.named(contig)
  const { start, end } = interval ?? { start: 0, end: Number.MAX_SAFE_INTEGER }
  return { place, start, end: end === Number.MAX_SAFE_INTEGER ? source.lengthOf(place) : end }
}

/** Places by the codes of dictionaries, so that a name is looked up once. */
class Places {
  readonly #source: SequenceSource
  readonly #byCode = new Map<number, number>()

  constructor(source: SequenceSource) {
    this.#source = source
  }

  of(contig: Column, row: number): { readonly place: number } {
    if (contig.type.kind !== 'dictionary') return { place: this.named(String(scalarAt(contig, row))) }
    const code = (contig.values as Int32Array)[row]! // row lies below the length
    const known = this.#byCode.get(code)
    if (known !== undefined) return { place: known }
    const place = this.named(String(scalarAt(contig, row)))
    this.#byCode.set(code, place)
    return { place }
  }

  named(name: string): number {
    const place = this.#source.find(name)
    if (place >= 0) return place
    const { location, names } = this.#source
    const near = suggest(name, names)
    const hint = near === undefined ? `Its sequences are named like ${names.slice(0, 3).join(', ')}.` : `Did you mean "${near}"?`
    throw new QueryError('EXECUTION', `fasta_seq: there is no sequence "${name}" in ${location}. ${hint}`, { location })
  }
}

/** Integers of any width. */
function numberAt({ values }: Column, row: number): number {
  return Number((values as Uint32Array | BigInt64Array)[row])
}

/** The bases of rows [from, to). */
export async function basesColumn(
  spans: Spans,
  { from, to }: { readonly from: number; readonly to: number },
  source: SequenceSource,
  signal: AbortSignal,
): Promise<Column> {
  const length = to - from
  const rows = Uint32Array.from({ length }, (_, i) => from + i).filter(row => spans.places[row]! >= 0)
  const pick = <A extends Int32Array | Float64Array>(array: A, into: A): A => {
    for (const [i, row] of rows.entries()) into[i] = array[row]!
    return into
  }
  const asked = {
    length: rows.length,
    places: pick(spans.places, new Int32Array(rows.length)),
    starts: pick(spans.starts, new Float64Array(rows.length)),
    ends: pick(spans.ends, new Float64Array(rows.length)),
  }
  const { bytes, offsets: found } = await source.fetch(asked, signal)
  const type = { kind: 'utf8' } as const
  if (rows.length === length) return { type, length, nullCount: 0, values: bytes, offsets: found }
  const offsets = new Int32Array(length + 1)
  const validity = new Uint8Array((length + 7) >>> 3)
  for (let row = 0, next = 0; row < length; row++) {
    const isAsked = rows[next] === from + row
    if (isAsked) validity[row >>> 3]! |= 1 << (row & 7)
    if (isAsked) next++
    offsets[row + 1] = found[next]!
  }
  return { type, length, nullCount: length - rows.length, validity, values: bytes, offsets }
}
