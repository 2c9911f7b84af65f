/** Keeps the rows that pass a filter, in place; those skipped because they are broken are none of them. */
export function keepRows(
  rows: { readonly starts: Int32Array; count: number },
  chosen: Uint32Array | 'all',
  skipped: ReadonlySet<number>,
): void {
  if (skipped.size > 0) keepSound(rows, chosen, skipped)
  else if (chosen !== 'all') {
    keepChosen(rows.starts, chosen)
    rows.count = chosen.length
  }
}

// Rows ascend, so that the place to write to is never ahead of the one that is read.

/** Of arrays alone: code that is made for them stays good whatever becomes of the rows around. */
function keepChosen(starts: Int32Array, chosen: Uint32Array): void {
  const count = chosen.length
  for (let i = 0; i < count; i++) starts[i] = starts[chosen[i]!]! // i lies below its length
}

function keepSound(rows: { readonly starts: Int32Array; count: number }, chosen: Uint32Array | 'all', skipped: ReadonlySet<number>): void {
  const { starts } = rows
  const count = chosen === 'all' ? rows.count : chosen.length
  let kept = 0
  for (let i = 0; i < count; i++) {
    const row = chosen === 'all' ? i : chosen[i]! // i lies below its length
    if (!skipped.has(row)) starts[kept++] = starts[row]!
  }
  rows.count = kept
}
