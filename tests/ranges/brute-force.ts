/** The definitions of the range operations, row by row: what the algorithms must equal. */

export interface Row {
  readonly group: number
  readonly start: number
  readonly end: number
}

export const meets = (a: Row, b: Row): boolean => a.group >= 0 && a.group === b.group && a.start < b.end && b.start < a.end

const byPlace = (rows: readonly Row[]) => (i: number, j: number) => rows[i]!.start - rows[j]!.start || rows[i]!.end - rows[j]!.end || i - j

export function overlaps(a: Row, right: readonly Row[]): number[] {
  return right.flatMap((b, j) => (meets(a, b) ? [j] : [])).sort(byPlace(right))
}

export interface Hit {
  readonly row: number
  readonly distance: number
}

export function nearest(
  a: Row,
  right: readonly Row[],
  options: { k: number; overlap: boolean; gapOffset: number; maxDistance?: number; side?: number },
): Hit[] {
  const order = byPlace(right)
  const same = right.flatMap((b, j) => (a.group >= 0 && a.group === b.group ? [j] : []))
  const over = same.filter(j => meets(a, right[j]!)).sort(order)
  const apart = same
    .filter(j => !meets(a, right[j]!))
    .map(j => {
      const b = right[j]!
      const above = b.start >= a.end
      return { row: j, above, distance: (above ? b.start - a.end : a.start - b.end) + options.gapOffset }
    })
    .filter(hit => (options.side ?? 0) === 0 || hit.above === (options.side === 1))
    .filter(hit => hit.distance <= (options.maxDistance ?? Infinity))
    .sort((x, y) => x.distance - y.distance || order(x.row, y.row))
  const hits = [
    ...(options.overlap ? over.map(row => ({ row, distance: 0 })) : []),
    ...apart.map(({ row, distance }) => ({ row, distance })),
  ]
  return hits.slice(0, options.k)
}

export function coveredBases(a: Row, right: readonly Row[]): number {
  let bases = 0
  for (let p = a.start; p < a.end; p++) if (right.some(b => a.group >= 0 && a.group === b.group && b.start <= p && p < b.end)) bases++
  return bases
}

/** [start, end) of what is left of a. */
export function piecesLeft(a: Row, right: readonly Row[]): [number, number][] {
  const pieces: [number, number][] = []
  for (let p = a.start; p < a.end; p++) {
    if (right.some(b => a.group >= 0 && a.group === b.group && b.start <= p && p < b.end)) continue
    const last = pieces.at(-1)
    if (last !== undefined && last[1] === p) last[1] = p + 1
    else pieces.push([p, p + 1])
  }
  return pieces
}

export function merged(rows: readonly Row[], minDistance: number): { group: number; start: number; end: number; count: number }[] {
  const out: { group: number; start: number; end: number; count: number }[] = []
  const sorted = rows.filter(row => row.group >= 0).sort((x, y) => x.group - y.group || x.start - y.start || x.end - y.end)
  for (const row of sorted) {
    const last = out.at(-1)
    if (last !== undefined && last.group === row.group && row.start < last.end + minDistance) {
      last.end = Math.max(last.end, row.end)
      last.count++
    } else out.push({ ...row, count: 1 })
  }
  return out
}
