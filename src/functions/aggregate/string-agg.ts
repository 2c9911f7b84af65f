/** string_agg(x, separator): the texts of a group joined. */
import { Utf8Builder } from '../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../columnar/column.ts'
import type { Accumulator, AggregateFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { checkTextLength } from '../support/result-size.ts'
import { signature } from '../support/signature.ts'
import { textReader } from '../support/text-reader.ts'
import { validBytes } from './group-state.ts'

class StringAggAccumulator implements Accumulator {
  readonly #texts: (string[] | undefined)[] = []
  /** The separator of a group's last row, which joins it to what a merge brings. */
  readonly #separators: string[] = []
  #numGroups = 0

  update(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#numGroups = numGroups
    const column = argument(args, 0)
    const text = textReader(column)
    const separator = args[1] ? textReader(args[1]) : () => ','
    const valid = validBytes(column)
    const validSeparator = args[1] && validBytes(args[1])
    for (let row = 0; row < groupOf.length; row++) {
      if (valid && valid[row] === 0) continue
      const between = validSeparator && validSeparator[row] === 0 ? '' : separator(row)
      this.#append(groupOf[row]!, text(row), between) // a group a row
    }
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.update(partial, groupOf, numGroups)
  }

  partial(): readonly Column[] {
    const separators = new Utf8Builder()
    for (let group = 0; group < this.#numGroups; group++) separators.appendText(this.#separators[group] ?? '')
    return [this.finish(), separators.finish()]
  }

  finish(): Column {
    const builder = new Utf8Builder()
    for (let group = 0; group < this.#numGroups; group++) {
      const parts = this.#texts[group]
      if (parts) builder.appendText(joined(parts))
      else builder.appendNull()
    }
    return builder.finish()
  }

  #append(group: number, text: string, separator: string): void {
    const parts = this.#texts[group]
    if (parts) parts.push(separator, text)
    else this.#texts[group] = [text]
    this.#separators[group] = separator
  }
}

function joined(parts: readonly string[]): string {
  let length = 0
  for (const part of parts) length += part.length
  checkTextLength(length, 'string_agg')
  return parts.join('')
}

export const stringAggFunction: AggregateFunction = {
  kind: 'aggregate',
  name: 'string_agg',
  aliases: ['group_concat', 'listagg'],
  summary: 'The texts that are not NULL, joined with a separator (a comma where not given).',
  example: "SELECT string_agg(x, ';') FROM (VALUES ('A'), (NULL), ('T')) AS t(x)",
  result: 'A;T',
  holdsValues: true,
  ...signature({ required: ['printable'], optional: ['text'] }, { kind: 'utf8' }),
  createAccumulator: () => new StringAggAccumulator(),
}
