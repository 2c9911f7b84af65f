/** Hands out column ids, unique in one plan. */
export interface ColumnIds {
  next(): number
}

export function createColumnIds(first = 1): ColumnIds {
  let id = first
  return { next: () => id++ }
}
