/** Stored values in words, short enough for a message: '1,2' or a text. */
import { quoteField } from '../text/row-faults.ts'
import { floatOf, int32At } from './bcf-layout.ts'
import { isMissing, lengthOf, type StoredValues, shortestDouble } from './stored-appender.ts'
import { integerAt, STORED } from './typed-value.ts'

const MOST = 8

export function describeStored(bytes: Uint8Array, start: number, values: StoredValues): string {
  const { type, width, count } = values
  if (type === STORED.character) return quoteField(bytes, start, start + count)
  const length = lengthOf(bytes, start, values)
  const shown = Array.from({ length: Math.min(MOST, length) }, (_, i) => {
    const at = start + i * width
    if (isMissing(bytes, at, values)) return '.'
    return String(type === STORED.float ? shortestDouble(floatOf(int32At(bytes, at))) : integerAt(bytes, width, at))
  })
  return `"${shown.join(',')}${length > MOST ? ',…' : ''}"`
}
