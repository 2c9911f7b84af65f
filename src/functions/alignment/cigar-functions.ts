/** What a CIGAR says: lengths, clips, operations. */
import { createBuilder } from '../../columnar/builders/create-builder.ts'
import { Int64Builder } from '../../columnar/builders/int64-builder.ts'
import type { StructBuilder } from '../../columnar/builders/struct-builder.ts'
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { QueryError } from '../../common/errors.ts'
import { isText } from '../../kernels/type-classes.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { textReader } from '../support/text-reader.ts'
import { CigarReader, consumesQuery, consumesReference, OPERATION, operationLetter } from './cigar-reader.ts'

const int64: DataType = { kind: 'int64' }
const operation: DataType & { readonly kind: 'struct' } = {
  kind: 'struct',
  fields: [
    { name: 'op', type: { kind: 'utf8' }, nullable: false },
    { name: 'length', type: { kind: 'int32' }, nullable: false },
  ],
}
const operations: DataType & { readonly kind: 'list' } = { kind: 'list', item: operation }

function isCigar(type: DataType | undefined): boolean {
  return type !== undefined && (isText(type) || type.kind === 'binary' || type.kind === 'null')
}

function cigarOnly(result: DataType): Pick<ScalarFunction, 'resultType'> {
  return { resultType: types => (types.length === 1 && isCigar(types[0]) ? result : undefined) }
}

/** A number a row from its operations; NULL stays. */
function measure(column: Column, numRows: number, sum: (reader: CigarReader, row: number) => number): Column {
  const builder = new Int64Builder(int64)
  if (column.type.kind === 'null') {
    for (let row = 0; row < numRows; row++) builder.appendNull()
    return builder.finish()
  }
  const reader = new CigarReader(column)
  for (let row = 0; row < numRows; row++) {
    if (!isValid(column, row)) {
      builder.appendNull()
      continue
    }
    reader.read(row)
    builder.appendNumber(sum(reader, row))
  }
  return builder.finish()
}

function referenceLength({ count, codes, lengths }: CigarReader): number {
  let sum = 0
  for (let i = 0; i < count; i++) if (consumesReference(codes[i]!)) sum += lengths[i]! // i lies below count
  return sum
}

function queryLength({ count, codes, lengths }: CigarReader): number {
  let sum = 0
  for (let i = 0; i < count; i++) if (consumesQuery(codes[i]!)) sum += lengths[i]! // i lies below count
  return sum
}

/** Hard clips may stand outside of soft ones. */
function softClip({ count, codes, lengths }: CigarReader, side: 'left' | 'right'): number {
  let at = side === 'left' ? 0 : count - 1
  const step = side === 'left' ? 1 : -1
  while (codes[at] === OPERATION.hardClip && at >= 0 && at < count) at += step
  return at >= 0 && at < count && codes[at] === OPERATION.softClip ? lengths[at]! : 0 // at lies below count
}

/** A CIGAR of one soft clip has it on the left. */
function rightClip(reader: CigarReader): number {
  const { count, codes } = reader
  let others = 0
  for (let i = 0; i < count; i++) if (codes[i] !== OPERATION.hardClip) others++
  return others > 1 ? softClip(reader, 'right') : 0
}

function clipOf(side: string): (reader: CigarReader) => number {
  if (side === 'left') return reader => softClip(reader, 'left')
  if (side === 'right') return rightClip
  throw new QueryError('EXECUTION', `The side of cigar_soft_clip is 'left' or 'right', not '${side}'.`)
}

export const cigarFunctions: readonly ScalarFunction[] = [
  {
    kind: 'scalar',
    name: 'cigar_reference_length',
    summary: 'How many bases of the reference a CIGAR covers.',
    example: "SELECT cigar_reference_length('5S10M2D3M1I4M')",
    result: '19',
    ...cigarOnly(int64),
    evaluate: (args, numRows) => measure(argument(args, 0), numRows, referenceLength),
  },
  {
    kind: 'scalar',
    name: 'cigar_query_length',
    summary: 'How many bases of the read a CIGAR stands for, soft clips included.',
    example: "SELECT cigar_query_length('5S10M2D3M1I4M')",
    result: '23',
    ...cigarOnly(int64),
    evaluate: (args, numRows) => measure(argument(args, 0), numRows, queryLength),
  },
  {
    kind: 'scalar',
    name: 'cigar_soft_clip',
    summary: "How many bases of the read are clipped softly: in all, or on the 'left' or 'right'.",
    example: "SELECT cigar_soft_clip('2H5S10M3S', 'left')",
    result: '5',
    resultType: types => {
      const [cigar, side] = types
      if (types.length < 1 || types.length > 2 || !isCigar(cigar)) return undefined
      return side === undefined || isText(side) || side.kind === 'null' ? int64 : undefined
    },
    parameterTypes: types => types.map((type, i) => (i === 1 ? { kind: 'utf8' } : type)),
    evaluate: (args, numRows) => {
      const cigar = argument(args, 0)
      const side = args[1]
      if (side === undefined) return measure(cigar, numRows, reader => softClip(reader, 'left') + rightClip(reader))
      const sideOf = textReader(side)
      const known = measure(cigar, numRows, (reader, row) => (isValid(side, row) ? clipOf(sideOf(row))(reader) : 0))
      return side.nullCount === 0 ? known : nullWhere(known, side)
    },
  },
  {
    kind: 'scalar',
    name: 'cigar_operations',
    summary: 'The operations of a CIGAR, a list of structs of op and length.',
    example: "SELECT cigar_operations('5S10M')",
    result: "[{'op': S, 'length': 5}, {'op': M, 'length': 10}]",
    ...cigarOnly(operations),
    evaluate: (args, numRows) => listOperations(argument(args, 0), numRows),
  },
]

function nullWhere(column: Column, other: Column): Column {
  const builder = new Int64Builder(int64)
  const values = column.values as BigInt64Array // of an int64 column
  for (let row = 0; row < column.length; row++) {
    if (isValid(column, row) && isValid(other, row))
      builder.append(values[row]!) // row lies below the length
    else builder.appendNull()
  }
  return builder.finish()
}

function listOperations(column: Column, numRows: number): Column {
  const list = createBuilder(operations)
  const items = list.child as StructBuilder // the builder of a list's struct items
  const letters = items.children[0]!
  const lengths = items.children[1]!
  const reader = column.type.kind === 'null' ? undefined : new CigarReader(column)
  for (let row = 0; row < numRows; row++) {
    if (reader === undefined || !isValid(column, row)) {
      list.appendNull()
      continue
    }
    reader.read(row)
    for (let i = 0; i < reader.count; i++) {
      letters.append(operationLetter(reader.codes[i]!)) // i lies below count
      lengths.append(reader.lengths[i]!)
      items.endRow()
    }
    list.endList()
  }
  return list.finish()
}
