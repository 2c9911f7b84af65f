/** bool_and(x) and bool_or(x). */
import { bitmapBytes, getBit, setBit } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import { booleanColumn } from '../../kernels/boolean-column.ts'
import type { Accumulator, AggregateFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'
import { fitted, validBytes, withNulls } from './group-state.ts'

class BooleanAccumulator implements Accumulator {
  /** 1: the value that decides was seen (FALSE for and, TRUE for or). */
  #decided = new Uint8Array(0)
  #there = new Uint8Array(0)
  #numGroups = 0
  readonly #deciding: boolean

  constructor(deciding: boolean) {
    this.#deciding = deciding
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#decided = fitted(this.#decided, numGroups)
    this.#there = fitted(this.#there, numGroups)
    this.#numGroups = numGroups
    const column = argument(args, 0)
    const bits = column.values as Uint8Array // of a boolean column
    const valid = validBytes(column)
    for (let row = 0; row < groupOf.length; row++) {
      if (valid && valid[row] === 0) continue
      const group = groupOf[row]! // below numGroups
      this.#there[group] = 1
      if (getBit(bits, row) === this.#deciding) this.#decided[group] = 1
    }
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.update(partial, groupOf, numGroups)
  }

  partial(): readonly Column[] {
    return [this.finish()]
  }

  finish(): Column {
    const bits = new Uint8Array(bitmapBytes(this.#numGroups))
    for (let group = 0; group < this.#numGroups; group++) if ((this.#decided[group] === 1) === this.#deciding) setBit(bits, group)
    return withNulls(booleanColumn(bits, this.#numGroups), this.#there)
  }
}

export const boolFunctions: readonly AggregateFunction[] = [
  {
    kind: 'aggregate',
    name: 'bool_and',
    aliases: ['every'],
    summary: 'Whether all values that are not NULL are TRUE.',
    example: 'SELECT bool_and(x > 1) FROM (VALUES (1), (2)) AS t(x)',
    result: 'false',
    ...signature({ required: ['boolean'] }, { kind: 'boolean' }),
    createAccumulator: () => new BooleanAccumulator(false),
  },
  {
    kind: 'aggregate',
    name: 'bool_or',
    summary: 'Whether some value is TRUE.',
    example: 'SELECT bool_or(x > 1) FROM (VALUES (1), (2)) AS t(x)',
    result: 'true',
    ...signature({ required: ['boolean'] }, { kind: 'boolean' }),
    createAccumulator: () => new BooleanAccumulator(true),
  },
]
