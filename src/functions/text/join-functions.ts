/** Joining texts: `||`, concat, concat_ws, array_to_string and their opposite, string_split. */

import { getBit } from '../../columnar/bitmap.ts'
import { Utf8Builder } from '../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { commonValidity } from '../../kernels/boolean-column.ts'
import { commonType } from '../../kernels/common-type.ts'
import { textRows } from '../../kernels/text-rows.ts'
import { isText } from '../../kernels/type-classes.ts'
import { valueText } from '../../kernels/value-text.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { concatLists } from '../nested/concat-lists.ts'
import { argument } from '../support/argument.ts'
import { checkTextLength } from '../support/result-size.ts'
import { rowFunction } from '../support/row-function.ts'
import { signature } from '../support/signature.ts'
import { textReader } from '../support/text-reader.ts'

const utf8 = { kind: 'utf8' } as const

/** Bytes of all arguments one after the other. Rows that `validity` excludes are NULL; NULL arguments of the others are skipped. */
function joinTexts(args: readonly Column[], numRows: number, validity: Uint8Array | undefined): Column {
  const sources = args.filter(arg => arg.type.kind !== 'null').map(arg => ({ arg, rows: textRows(arg) }))
  const total = sources.reduce((sum, { arg, rows }) => sum + rows.offsets[arg.length]! - rows.offsets[0]!, 0) // an offset more than rows
  const bytes = new Uint8Array(total)
  const offsets = new Int32Array(numRows + 1)
  let at = 0
  for (let row = 0; row < numRows; row++) {
    for (const { arg, rows } of validity && !getBit(validity, row) ? [] : sources) {
      if (!isValid(arg, row)) continue
      const end = rows.offsets[row + 1]!
      for (let i = rows.offsets[row]!; i < end; i++) bytes[at++] = rows.bytes[i]!
    }
    offsets[row + 1] = at
  }
  const column = { type: utf8, length: numRows, nullCount: 0, values: bytes, offsets }
  if (!validity) return column
  let nullCount = 0
  for (let row = 0; row < numRows; row++) nullCount += +!getBit(validity, row)
  return nullCount === 0 ? column : { ...column, nullCount, validity }
}

/** Lists if any argument is one, bytes if all are, else text. */
function operatorTypes(types: readonly DataType[]): readonly DataType[] | undefined {
  if (types.some(type => type.kind === 'binary') && types.every(type => type.kind === 'binary' || type.kind === 'null'))
    return types.map(() => ({ kind: 'binary' }))
  if (!types.some(type => type.kind === 'list')) return types.map(() => utf8)
  const common = types.reduce<DataType | undefined>((all, type) => all && commonType(all, type), { kind: 'null' })
  return common && types.map(() => common)
}

export const joinFunctions: readonly ScalarFunction[] = [
  {
    kind: 'scalar',
    name: '||',
    summary: 'Texts, bytes or lists joined; NULL if any is NULL.',
    example: "SELECT 'chr' || 1",
    result: 'chr1',
    safe: true,
    parameterTypes: types => operatorTypes(types) ?? types,
    resultType: types => {
      const textual = types.some(type => isText(type) || type.kind === 'list' || type.kind === 'binary' || type.kind === 'null')
      return types.length >= 2 && textual ? operatorTypes(types)?.[0] : undefined
    },
    evaluate: (args, numRows, type) => {
      const validity = commonValidity(args, numRows)
      if (type.kind === 'list') return concatLists(args, { numRows, type, validity })
      return { ...joinTexts(args, numRows, validity), type }
    },
  },
  {
    kind: 'scalar',
    name: 'concat',
    summary: 'The arguments as text, joined; NULLs are left out.',
    example: "SELECT concat('chr', 1, ':', NULL, 100)",
    result: 'chr1:100',
    safe: true,
    ...signature({ required: [], rest: 'printable' }, utf8),
    evaluate: (args, numRows) => joinTexts(args, numRows, undefined),
  },
  {
    kind: 'scalar',
    name: 'concat_ws',
    summary: 'The arguments after the first as text, joined with the first between them; NULLs are left out.',
    example: "SELECT concat_ws('-', 'chr1', 100, NULL, 'A')",
    result: 'chr1-100-A',
    safe: true,
    ...signature({ required: ['text'], rest: 'printable' }, utf8),
    evaluate: (args, numRows) => {
      const [separator, ...texts] = args.map(arg => ({ arg, text: textReader(arg) }))
      const builder = new Utf8Builder()
      for (let row = 0; row < numRows; row++) {
        if (!separator || !isValid(separator.arg, row)) builder.appendNull()
        else builder.appendText(texts.flatMap(({ arg, text }) => (isValid(arg, row) ? [text(row)] : [])).join(separator.text(row)))
      }
      return builder.finish()
    },
  },
  {
    kind: 'scalar',
    name: 'array_to_string',
    aliases: ['list_to_string', 'array_join', 'list_join'],
    summary: 'The items of a list as text, joined with a separator; NULL items are left out.',
    example: "SELECT array_to_string(['A', 'T'], ',')",
    result: 'A,T',
    safe: true,
    ...signature({ required: ['list', 'text'] }, utf8),
    evaluate: (args, numRows) => {
      const list = argument(args, 0)
      const separator = textReader(argument(args, 1))
      const validity = commonValidity(args, numRows)
      const builder = new Utf8Builder()
      for (let row = 0; row < numRows; row++) {
        if (validity && !getBit(validity, row)) builder.appendNull()
        else builder.appendText(itemTexts(list, row).join(separator(row)))
      }
      return builder.finish()
    },
  },
  rowFunction({
    name: 'string_split',
    aliases: ['string_to_array', 'string_to_list', 'str_split', 'split'],
    summary: 'The parts of a text between separators, as a list.',
    example: "SELECT string_split('A,T,G', ',')",
    result: '[A, T, G]',
    takes: ['text', 'text'],
    gives: { kind: 'list', item: utf8 },
    compute: (text: string, separator: string) => {
      checkTextLength(text.length, 'string_split')
      return separator === '' ? [...text] : text.split(separator)
    },
  }),
]

function itemTexts(list: Column, row: number): readonly string[] {
  const items = list.children![0]! // of a list column, which has offsets
  const texts: string[] = []
  for (let item = list.offsets![row]!; item < list.offsets![row + 1]!; item++) {
    const text = valueText(items, item)
    if (text !== undefined) texts.push(text)
  }
  return texts
}
