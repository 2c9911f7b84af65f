/** Where the intervals of each group begin when they stand in the order of the groups; groups + 1 entries, of which the last is where they end. */

export function countGroups({ group, length }: { readonly group: Int32Array; readonly length: number }, groups: number): Int32Array {
  const groupStart = new Int32Array(groups + 1)
  for (let i = 0; i < length; i++) {
    const g = group[i]! // i < length; codes lie below groups
    if (g >= 0) groupStart[g + 1]!++
  }
  for (let g = 0; g < groups; g++) groupStart[g + 1]! += groupStart[g]!
  return groupStart
}
