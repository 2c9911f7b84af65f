/** Keeps the rows that pass a filter, in place; those skipped because they are broken are none of them. */
export function keepRows(
  rows: { readonly starts: Int32Array; count: number },
  chosen: Uint32Array | 'all',
  skipped: ReadonlySet<number>,
): void {
  if (skipped.size > 0) keepSound(rows, chosen, skipped)
  else if (chosen !== 'all') keepChosen(rows, chosen)
}

// Rows ascend, so that the place to write to is never ahead of the one that is read.

function keepChosen(rows: { readonly starts: Int32Array; count: number }, chosen: Uint32Array): void {
  const { starts } = rows
  const count = chosen.length
  for (let i = 0; i < count; i++) starts[i] = starts[chosen[i]!]! // i lies below its length
  rows.count = count
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
