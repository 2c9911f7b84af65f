/** min and max of text and binary, by their bytes. */
import { createBuilder } from '../../columnar/builders/create-builder.ts'
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { compareBytes } from '../../kernels/compare-bytes.ts'
import { textRows } from '../../kernels/text-rows.ts'
import type { Accumulator } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import type { Direction } from './direction.ts'
import { validBytes } from './group-state.ts'

export class TextExtreme implements Accumulator {
  /** Copied only when a better value comes, which is rare after the first rows of a group. */
  readonly #best: (Uint8Array | undefined)[] = []
  #numGroups = 0
  readonly #type: DataType
  readonly #direction: Direction

  constructor(type: DataType, direction: Direction) {
    this.#type = type
    this.#direction = direction
  }

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#numGroups = numGroups
    if (groupOf.length === 0) return
    const column = argument(args, 0)
    const { bytes, offsets, codes } = textRows(column)
    const valid = validBytes(column)
    for (let row = 0; row < groupOf.length; row++) {
      if (valid && valid[row] === 0) continue
      const entry = codes ? codes[row]! : row // an entry a row, an offset more
      const start = offsets[entry]!
      const end = offsets[entry + 1]!
      const best = this.#best[groupOf[row]!]
      const better = best === undefined || compareBytes(bytes, start, end, best, 0, best.length) * this.#direction > 0
      if (better) this.#best[groupOf[row]!] = bytes.slice(start, end)
    }
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.update(partial, groupOf, numGroups)
  }

  partial(): readonly Column[] {
    return [this.finish()]
  }

  finish(): Column {
    if (this.#type.kind === 'dictionary') return this.#build(createBuilder({ kind: 'dictionary' }))
    return this.#build(this.#type.kind === 'binary' ? createBuilder({ kind: 'binary' }) : createBuilder({ kind: 'utf8' }))
  }

  #build(builder: { appendBytes(bytes: Uint8Array, start: number, end: number): void; appendNull(): void; finish(): Column }): Column {
    for (let group = 0; group < this.#numGroups; group++) {
      const best = this.#best[group]
      if (best) builder.appendBytes(best, 0, best.length)
      else builder.appendNull()
    }
    return builder.finish()
  }
}
