/** Qualities of bases as text. */
import { ListBuilder } from '../../columnar/builders/list-builder.ts'
import { NumberBuilder } from '../../columnar/builders/number-builder.ts'
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { textRows } from '../../kernels/text-rows.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'

const PHRED_OFFSET = 33
const scores: DataType = { kind: 'list', item: { kind: 'int32' } }

function phredToList(column: Column, numRows: number): Column {
  const items = new NumberBuilder({ kind: 'int32' })
  const lists = new ListBuilder(scores, items)
  const { bytes, offsets } = textRows(column)
  for (let row = 0; row < numRows; row++) {
    if (!isValid(column, row)) {
      lists.appendNull()
      continue
    }
    // An offset more than rows.
    for (let at = offsets[row]!; at < offsets[row + 1]!; at++) items.appendNumber(bytes[at]! - PHRED_OFFSET)
    lists.endList()
  }
  return lists.finish()
}

export const qualityFunctions: readonly ScalarFunction[] = [
  {
    kind: 'scalar',
    name: 'phred_to_list',
    summary: 'The Phred scores in a text of qualities (offset 33), one a base.',
    example: "SELECT phred_to_list('I5!')",
    result: '[40, 20, 0]',
    safe: true,
    ...signature({ required: ['text'] }, scores),
    evaluate: (args, numRows) => phredToList(argument(args, 0), numRows),
  },
]
