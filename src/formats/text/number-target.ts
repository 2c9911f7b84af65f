/** Where many numbers can be appended at once. */
import type { NumberBuilder } from '../../columnar/builders/number-builder.ts'
import type { LineNumbers, NumberForm } from '../../io/lines/line-fields.ts'

export interface NumberTarget {
  /** What the numbers must be. */
  readonly form: NumberForm
  append(numbers: LineNumbers): void
}

const ANY_NUMBER = { form: 'one', whole: false, least: Number.NEGATIVE_INFINITY, greatest: Number.POSITIVE_INFINITY } as const

/** A column of numbers. `range`: whole ones within it only. */
export function numberTarget(builder: NumberBuilder, range?: readonly [number, number]): NumberTarget {
  const form: NumberForm = range === undefined ? ANY_NUMBER : { form: 'one', whole: true, least: range[0], greatest: range[1] }
  return { form, append: ({ values, nulls }) => builder.appendNumbers(values, nulls) }
}
