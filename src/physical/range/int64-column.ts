/** An int64 column of whole numbers up to 2^53 in size. */
import { Int64Builder } from '../../columnar/builders/int64-builder.ts'
import type { Column } from '../../columnar/column.ts'

/** `isNull` tells the rows that are NULL. */
export function int64Column(numbers: ArrayLike<number>, isNull?: (row: number) => boolean): Column {
  const builder = new Int64Builder({ kind: 'int64' })
  for (let row = 0; row < numbers.length; row++) {
    if (isNull?.(row)) builder.appendNull()
    else builder.appendNumber(numbers[row]!) // row < length
  }
  return builder.finish()
}
