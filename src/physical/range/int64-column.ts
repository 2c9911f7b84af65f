/** An int64 column of whole numbers up to 2^53 in size. */
import type { Column } from '../../columnar/column.ts'

/** `shift` is added to each. */
export function int64Column(numbers: ArrayLike<number>, shift = 0): Column {
  const words = new Int32Array(numbers.length * 2)
  if (numbers instanceof Int32Array && shift === 0) fillNarrow(words, numbers)
  else fillWide(words, numbers, shift)
  return { type: { kind: 'int64' }, length: numbers.length, nullCount: 0, values: new BigInt64Array(words.buffer) }
}

/** Apart, since a loop that sees one kind of array is compiled better. */
function fillNarrow(words: Int32Array, numbers: Int32Array): void {
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row]! // row < length
    words[row * 2] = value
    words[row * 2 + 1] = value >> 31
  }
}

function fillWide(words: Int32Array, numbers: ArrayLike<number>, shift: number): void {
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row]! + shift // row < length
    const low = value | 0
    words[row * 2] = low // modulo 2^32
    words[row * 2 + 1] = low === value ? low >> 31 : Math.floor(value / 2 ** 32)
  }
}
