/** Keeps the rows that pass a filter, in place; those skipped because they are broken are none of them. */
export function keepRows(
  rows: { readonly starts: Int32Array; count: number },
  chosen: Uint32Array | 'all',
  skipped: ReadonlySet<number>,
): void {
  if (chosen === 'all' && skipped.size === 0) return
  const { starts } = rows
  const count = chosen === 'all' ? rows.count : chosen.length
  let kept = 0
  for (let i = 0; i < count; i++) {
    const row = chosen === 'all' ? i : chosen[i]! // i lies below its length
    if (!skipped.has(row)) starts[kept++] = starts[row]! // chosen rows ascend, so that kept is never ahead
  }
  rows.count = kept
}
