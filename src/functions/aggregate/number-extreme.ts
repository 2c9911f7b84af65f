/** min and max of numbers of up to 32 bits, floats and dates. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { type FixedWidthArray, fixedWidth } from '../../columnar/fixed-width.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import type { Accumulator } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import type { Direction } from './direction.ts'
import { fitted, validBytes, withNulls } from './group-state.ts'

export class NumberExtreme implements Accumulator {
  #best = new Float64Array(0)
  #there = new Uint8Array(0)
  #numGroups = 0
  readonly #type: DataType
  readonly #direction: Direction

  constructor(type: DataType, direction: Direction) {
    this.#type = type
    this.#direction = direction
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#best = fitted(this.#best, numGroups)
    this.#there = fitted(this.#there, numGroups)
    this.#numGroups = numGroups
    const column = argument(args, 0)
    const input = { values: float64Values(column), valid: validBytes(column) }
    const state = { best: this.#best, there: this.#there }
    if (this.#direction === 1) keepGreatest(state, groupOf, input)
    else keepLeast(state, groupOf, input)
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.update(partial, groupOf, numGroups)
  }

  partial(): readonly Column[] {
    return [this.finish()]
  }

  finish(): Column {
    const layout = fixedWidth(this.#type)! // number types and dates have one
    const values = new layout.array(new ArrayBuffer(this.#numGroups * layout.bytesPerRow)) as FixedWidthArray
    ;(values as Float64Array).set(this.#best.subarray(0, this.#numGroups)) // any array of numbers takes doubles
    return withNulls({ type: this.#type, length: this.#numGroups, nullCount: 0, values }, this.#there)
  }
}

interface State {
  readonly best: Float64Array
  readonly there: Uint8Array
}

interface Input {
  readonly values: Float64Array
  readonly valid: Uint8Array | undefined
}

// `!` below: groups are below the length of the state, and there is a value a row. NaN is greater than every number.

function keepGreatest({ best, there }: State, groupOf: Uint32Array, { values, valid }: Input): void {
  for (let row = 0; row < groupOf.length; row++) {
    if (valid && valid[row] === 0) continue
    const group = groupOf[row]!
    const value = values[row]!
    if (there[group] === 1 && !(value > best[group]!) && !Number.isNaN(value)) continue
    best[group] = value
    there[group] = 1
  }
}

function keepLeast({ best, there }: State, groupOf: Uint32Array, { values, valid }: Input): void {
  for (let row = 0; row < groupOf.length; row++) {
    if (valid && valid[row] === 0) continue
    const group = groupOf[row]!
    const value = values[row]!
    if (there[group] === 1 && !(value < best[group]!) && !Number.isNaN(best[group])) continue
    best[group] = value
    there[group] = 1
  }
}
