/** For each left row of a batch the right rows that may match: `rows[starts[l]] … rows[ends[l] - 1]`, or without `rows` the numbers themselves. */
export interface Candidates {
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  readonly rows?: Uint32Array
  /** The left row of each of `rows`, where those of the left rows follow each other: pairs are copied then. */
  readonly lefts?: Uint32Array
}

/** Where the listing of pairs stands: at candidate number `at` of left row `left`. */
export interface PairCursor {
  left: number
  at: number
}

export interface Pairs {
  readonly left: Uint32Array
  readonly right: Uint32Array
}

/** Lists pairs by left row, then in the candidates' order, until `into` is full or the rows are used up. Returns how many. */
export function listPairs(candidates: Candidates, cursor: PairCursor, into: Pairs): number {
  const { starts, ends, rows, lefts } = candidates
  if (rows && lefts) return copyPairs({ rows, lefts, leftRows: starts.length }, cursor, into)
  const { left, right } = into
  const capacity = left.length
  // In range: the cursor stays below starts.length, and candidates lie within `rows`.
  let row = cursor.left
  let at = cursor.at
  let count = 0
  while (row < starts.length) {
    const end = ends[row]!
    const stop = Math.min(end, at + capacity - count)
    for (; at < stop; at++) {
      left[count] = row
      right[count++] = rows ? rows[at]! : at
    }
    if (at < end) break
    row++
    at = starts[row] ?? 0
  }
  cursor.left = row
  cursor.at = at
  return count
}

function copyPairs(
  { rows, lefts, leftRows }: { readonly rows: Uint32Array; readonly lefts: Uint32Array; readonly leftRows: number },
  cursor: PairCursor,
  into: Pairs,
): number {
  const to = Math.min(rows.length, cursor.at + into.left.length)
  into.left.set(lefts.subarray(cursor.at, to))
  into.right.set(rows.subarray(cursor.at, to))
  const count = to - cursor.at
  cursor.at = to
  cursor.left = lefts[to] ?? leftRows
  return count
}
