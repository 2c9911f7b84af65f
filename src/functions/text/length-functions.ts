/** Lengths of text. */
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { withValidity } from '../../kernels/boolean-column.ts'
import { isAscii } from '../../kernels/is-ascii.ts'
import { textRows } from '../../kernels/text-rows.ts'
import { isText } from '../../kernels/type-classes.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'

const int32: DataType = { kind: 'int32' }

/** Characters, not bytes: every byte that starts a UTF-8 character counts. */
function countCharacters(column: Column): Int32Array {
  const { bytes, offsets } = textRows(column)
  if (isAscii(bytes, offsets[0]!, offsets[column.length]!)) return countBytes(column)
  const out = new Int32Array(column.length)
  for (let row = 0; row < column.length; row++) {
    let count = 0
    const end = offsets[row + 1]! // an offset more than rows
    for (let i = offsets[row]!; i < end; i++) count += +((bytes[i]! & 0xc0) !== 0x80)
    out[row] = count
  }
  return out
}

function countBytes(column: Column): Int32Array {
  const { offsets } = textRows(column)
  const out = new Int32Array(column.length)
  for (let row = 0; row < column.length; row++) out[row] = offsets[row + 1]! - offsets[row]! // an offset more than rows
  return out
}

function lengths(column: Column, values: Int32Array): Column {
  return withValidity({ type: int32, length: column.length, nullCount: 0, values }, column.validity)
}

export const lengthFunctions: readonly ScalarFunction[] = [
  {
    kind: 'scalar',
    name: 'char_length',
    aliases: ['character_length'],
    summary: 'The number of characters of a text.',
    example: "SELECT char_length('ACGT')",
    result: '4',
    safe: true,
    ...signature({ required: ['text'] }, int32),
    evaluate: args => lengths(argument(args, 0), countCharacters(argument(args, 0))),
  },
  {
    kind: 'scalar',
    name: 'octet_length',
    aliases: ['strlen'],
    summary: 'The number of bytes of a text (in UTF-8) or of a BLOB.',
    example: "SELECT octet_length('ACGT')",
    result: '4',
    safe: true,
    resultType: types =>
      types.length === 1 && types.every(type => type.kind === 'binary' || isText(type) || type.kind === 'null') ? int32 : undefined,
    parameterTypes: types => types.map(type => (type.kind === 'binary' ? type : { kind: 'utf8' })),
    evaluate: args => lengths(argument(args, 0), countBytes(argument(args, 0))),
  },
  {
    kind: 'scalar',
    name: 'length',
    aliases: ['len'],
    summary: 'The number of characters of a text, or of items of a list.',
    example: "SELECT length('ACGT')",
    result: '4',
    safe: true,
    parameterTypes: types => types.map(type => (type.kind === 'list' ? type : { kind: 'utf8' })),
    resultType: types => (types.length === 1 && types.every(isMeasurable) ? int32 : undefined),
    evaluate: args => {
      const column = argument(args, 0)
      return lengths(column, column.type.kind === 'list' ? countItems(column) : countCharacters(column))
    },
  },
  {
    kind: 'scalar',
    name: 'array_length',
    aliases: ['cardinality', 'list_length'],
    summary: 'The number of items of a list.',
    example: 'SELECT array_length([1, 2, 3])',
    result: '3',
    safe: true,
    ...signature({ required: ['list'] }, int32),
    evaluate: args => lengths(argument(args, 0), countItems(argument(args, 0))),
  },
]

function isMeasurable(type: DataType): boolean {
  return type.kind === 'list' || type.kind === 'utf8' || type.kind === 'dictionary' || type.kind === 'null'
}

function countItems(column: Column): Int32Array {
  const offsets = column.offsets! // of a list column
  const out = new Int32Array(column.length)
  for (let row = 0; row < column.length; row++) out[row] = offsets[row + 1]! - offsets[row]! // an offset more than rows
  return out
}
