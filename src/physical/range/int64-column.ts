/** An int64 column of whole numbers up to 2^53 in size. */
import type { Column } from '../../columnar/column.ts'

export function int64Column(numbers: ArrayLike<number>): Column {
  const words = new Int32Array(numbers.length * 2)
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row]! // row < length
    const low = value | 0
    words[row * 2] = low // modulo 2^32
    words[row * 2 + 1] = low === value ? low >> 31 : Math.floor(value / 2 ** 32)
  }
  return { type: { kind: 'int64' }, length: numbers.length, nullCount: 0, values: new BigInt64Array(words.buffer) }
}
