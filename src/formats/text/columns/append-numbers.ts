/** Appends the numbers of the rows in front that need no look at each. */
import type { ValuePlace } from '../../../io/lines/line-fields.ts'
import type { NumberTarget } from '../number-target.ts'
import { fieldsOfRows, type TextRows } from '../text-rows.ts'

/** Gives the number of those rows. */
export function appendNumbers(rows: TextRows, place: ValuePlace, target: NumberTarget | undefined): number {
  const quick = fieldsOfRows(rows)
  if (quick === undefined || target === undefined) return 0
  const of = { ...place, ...target.form }
  let done = 0
  while (done < rows.count) {
    const found = quick.fields.numbers(quick.line + done, rows.count - done, of)
    if (found.count === 0) break
    target.append(found)
    done += found.count
  }
  return done
}
