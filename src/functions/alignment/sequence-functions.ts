/** Sequences of bases and their qualities, as text. */
import { NumberBuilder } from '../../columnar/builders/number-builder.ts'
import { Utf8Builder } from '../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { textRows } from '../../kernels/text-rows.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'

const int32: DataType = { kind: 'int32' }
const float64: DataType = { kind: 'float64' }
const utf8: DataType = { kind: 'utf8' }

/** 1: G, C or S (strong). 2: A, T, U or W (weak). Other letters tell nothing of it. */
const STRENGTH = new Uint8Array(256)
for (const letter of 'GCSgcs') STRENGTH[letter.charCodeAt(0)] = 1
for (const letter of 'ATUWatuw') STRENGTH[letter.charCodeAt(0)] = 2

/** The complement by letter (IUPAC), case kept; what is no letter of a base stays. */
const COMPLEMENT = Uint8Array.from({ length: 256 }, (_, byte) => byte)
for (const [one, other] of ['AT', 'CG', 'RY', 'KM', 'BV', 'DH'] as const) pair(one, other)
COMPLEMENT['U'.charCodeAt(0)] = 65
COMPLEMENT['u'.charCodeAt(0)] = 97

function pair(one = '', other = ''): void {
  for (const [a, b] of [
    [one, other],
    [other, one],
  ] as const) {
    COMPLEMENT[a.charCodeAt(0)] = b.charCodeAt(0)
    COMPLEMENT[a.toLowerCase().charCodeAt(0)] = b.toLowerCase().charCodeAt(0)
  }
}

type Bytes = { readonly bytes: Uint8Array; readonly from: number; readonly to: number }

/** A number a row from its bytes; NaN stands for NULL. */
function measure(column: Column, numRows: number, result: { readonly type: DataType; of(row: Bytes): number }): Column {
  const builder = new NumberBuilder(result.type)
  const { bytes, offsets } = textRows(column)
  for (let row = 0; row < numRows; row++) {
    // An offset more than rows.
    const value = isValid(column, row) ? result.of({ bytes, from: offsets[row]!, to: offsets[row + 1]! }) : Number.NaN
    if (Number.isNaN(value)) builder.appendNull()
    else builder.appendNumber(value)
  }
  return builder.finish()
}

function gcFraction({ bytes, from, to }: Bytes): number {
  let strong = 0
  let known = 0
  for (let at = from; at < to; at++) {
    const strength = STRENGTH[bytes[at]!]! // in range: within the row
    if (strength === 1) strong++
    if (strength > 0) known++
  }
  return strong / known
}

const PHRED_OFFSET = 33

function meanQuality({ bytes, from, to }: Bytes): number {
  let sum = 0
  for (let at = from; at < to; at++) sum += bytes[at]! // in range: within the row
  return sum / (to - from) - PHRED_OFFSET
}

function reverseComplement(column: Column, numRows: number): Column {
  const builder = new Utf8Builder()
  const { bytes, offsets } = textRows(column)
  let turned = new Uint8Array(1024)
  for (let row = 0; row < numRows; row++) {
    if (!isValid(column, row)) {
      builder.appendNull()
      continue
    }
    const from = offsets[row]! // an offset more than rows
    const length = offsets[row + 1]! - from
    if (length > turned.length) turned = new Uint8Array(length * 2)
    for (let i = 0; i < length; i++) turned[length - 1 - i] = COMPLEMENT[bytes[from + i]!]! // in range: within the row
    builder.appendBytes(turned, 0, length)
  }
  return builder.finish()
}

export const sequenceFunctions: readonly ScalarFunction[] = [
  {
    kind: 'scalar',
    name: 'sequence_length',
    summary: 'The number of bases of a sequence.',
    example: "SELECT sequence_length('ACGTN')",
    result: '5',
    safe: true,
    ...signature({ required: ['text'] }, int32),
    evaluate: (args, numRows) => measure(argument(args, 0), numRows, { type: int32, of: ({ from, to }) => to - from }),
  },
  {
    kind: 'scalar',
    name: 'sequence_gc',
    aliases: ['gc_content'],
    summary: 'The fraction of G and C among the bases of a sequence; letters such as N do not count, and without others it is NULL.',
    example: "SELECT sequence_gc('GGCATN')",
    result: '0.6',
    safe: true,
    ...signature({ required: ['text'] }, float64),
    evaluate: (args, numRows) => measure(argument(args, 0), numRows, { type: float64, of: gcFraction }),
  },
  {
    kind: 'scalar',
    name: 'reverse_complement',
    aliases: ['sequence_reverse_complement'],
    summary: 'The sequence of the other strand, with the letters of IUPAC; case stays.',
    example: "SELECT reverse_complement('AACGTn')",
    result: 'nACGTT',
    safe: true,
    ...signature({ required: ['text'] }, utf8),
    evaluate: (args, numRows) => reverseComplement(argument(args, 0), numRows),
  },
  {
    kind: 'scalar',
    name: 'mean_quality',
    summary: 'The arithmetic mean of the Phred scores in a text of qualities (offset 33).',
    example: "SELECT mean_quality('IIII5')",
    result: '36',
    safe: true,
    ...signature({ required: ['text'] }, float64),
    evaluate: (args, numRows) => measure(argument(args, 0), numRows, { type: float64, of: meanQuality }),
  },
]
