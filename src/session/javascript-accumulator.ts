/** An aggregate written in JavaScript: one state a group. Its states are any values, so it runs where it was registered, in one piece. */

import { createBuilder } from '../columnar/builders/create-builder.ts'
import type { Column } from '../columnar/column.ts'
import { valueReader } from '../columnar/value-reader.ts'
import { QueryError } from '../common/errors.ts'
import type { Accumulator } from '../functions/function-registry.ts'
import { functionFailed } from './function-failed.ts'
import type { FunctionTypes, JavaScriptAggregateFunction } from './function-shapes.ts'
import { resultScalar } from './result-scalar.ts'

export class JavaScriptAccumulator implements Accumulator {
  readonly #fn: JavaScriptAggregateFunction
  readonly #types: FunctionTypes
  readonly #states: unknown[] = []
  #rows = 0

  constructor(fn: JavaScriptAggregateFunction, types: FunctionTypes) {
    this.#fn = fn
    this.#types = types
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    const fn = this.#fn
    this.#grow(numGroups)
    const readers = args.map((column, i) => valueReader(column.type, { column: `argument ${i + 1} of ${fn.name}`, int64: 'by-column' }))
    const numRows = args[0]?.length ?? groupOf.length
    for (let row = 0; row < numRows; row++, this.#rows++) {
      const values = readers.map((read, i) => read(args[i] as Column, row)) // one reader an argument
      if (fn.nulls !== 'pass' && values.includes(null)) continue
      const group = groupOf[row] as number // a group for every row
      try {
        this.#states[group] = fn.step(this.#states[group], ...values)
      } catch (error) {
        throw functionFailed(fn.name, { row: this.#rows, values, returns: this.#types.returns, error })
      }
    }
  }

  merge(): void {
    throw new QueryError('INTERNAL', `Aggregate "${this.#fn.name}" was cut into parts. This is a bug in locusql.`)
  }

  /** Nothing that could travel. */
  partial(): readonly Column[] {
    return []
  }

  finish(): Column {
    const builder = createBuilder(this.#types.returns)
    this.#states.forEach((state, group) => {
      try {
        builder.append(resultScalar(this.#fn.finish(state), this.#types.returns))
      } catch (error) {
        throw functionFailed(this.#fn.name, { row: group, values: [], returns: this.#types.returns, error })
      }
    })
    return builder.finish()
  }

  #grow(numGroups: number): void {
    while (this.#states.length < numGroups) this.#states.push(this.#fn.start())
  }
}
