/** Rows of another column that are taken when somebody looks at them: whoever can go by the row numbers, as the printers do, never does. */
import type { Column } from './column.ts'
import { takeColumnOrNull } from './take-column-or-null.ts'

export interface Gathered {
  readonly source: Column
  /** NO_ROW gives NULL. */
  readonly rows: Uint32Array
}

// Beside the columns and not in them: a copy with other rows ({ ...column, length }) must not keep it.
const gathered = new WeakMap<Column, Gathered>()

/** The same as takeColumnOrNull, later; as takeColumn, where all rows exist. `rows` must not change any more. */
export function gatherColumn(source: Column, rows: Uint32Array, takeRows = takeColumnOrNull): Column {
  let taken: Column | undefined
  const take = () => {
    taken ??= takeRows(source, rows)
    return taken
  }
  // Getters of its own, so that copying by `...` takes too.
  const column = {
    type: source.type,
    length: rows.length,
    get nullCount() {
      return take().nullCount
    },
    get validity() {
      return take().validity
    },
    get values() {
      return take().values
    },
    get offsets() {
      return take().offsets
    },
    get children() {
      return take().children
    },
    ...(source.dictionary && { dictionary: source.dictionary }),
  } as Column // an absent buffer is undefined here, which every reader takes for absent
  gathered.set(column, { source, rows })
  return column
}

/** Undefined for a column that holds its own values. */
export function gatheredFrom(column: Column): Gathered | undefined {
  return gathered.get(column)
}
