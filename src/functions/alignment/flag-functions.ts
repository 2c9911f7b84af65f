/** Predicates over the flags of an alignment (SAMv1 §1.4): each asks for bits of the number. */
import { bitmapBytes } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { booleanColumn, commonValidity } from '../../kernels/boolean-column.ts'
import { float64Values } from '../../kernels/number-arrays.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { signature } from '../support/signature.ts'

const boolean: DataType = { kind: 'boolean' }

interface FlagQuestion {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly summary: string
  readonly mask: number
  /** The bits of the mask that must be set; the others must not. */
  readonly wanted: number
  /** Flags for which the example gives true. */
  readonly example: number
}

const questions: readonly FlagQuestion[] = [
  { name: 'is_paired', summary: 'Whether a read has a mate, by its flags.', mask: 1, wanted: 1, example: 99 },
  { name: 'is_proper_pair', summary: 'Whether a read and its mate are aligned as they should be.', mask: 2, wanted: 2, example: 99 },
  { name: 'is_unmapped', summary: 'Whether a read is not aligned.', mask: 4, wanted: 4, example: 77 },
  { name: 'is_mapped', summary: 'Whether a read is aligned.', mask: 4, wanted: 0, example: 99 },
  { name: 'is_mate_unmapped', summary: 'Whether the mate of a read is not aligned.', mask: 8, wanted: 8, example: 73 },
  { name: 'is_reverse', summary: 'Whether a read is aligned to the reverse strand.', mask: 16, wanted: 16, example: 147 },
  { name: 'is_mate_reverse', summary: 'Whether the mate of a read is aligned to the reverse strand.', mask: 32, wanted: 32, example: 99 },
  { name: 'is_first', summary: 'Whether a read is the first of its template.', mask: 64, wanted: 64, example: 99 },
  {
    name: 'is_last',
    aliases: ['is_second'],
    summary: 'Whether a read is the last of its template.',
    mask: 128,
    wanted: 128,
    example: 147,
  },
  { name: 'is_secondary', summary: 'Whether an alignment is not the primary one of its read.', mask: 256, wanted: 256, example: 256 },
  { name: 'is_qc_fail', summary: 'Whether a read failed the checks of its quality.', mask: 512, wanted: 512, example: 512 },
  { name: 'is_duplicate', summary: 'Whether a read is a PCR or optical duplicate.', mask: 1024, wanted: 1024, example: 1024 },
  {
    name: 'is_supplementary',
    summary: 'Whether an alignment is a further part of a chimeric one.',
    mask: 2048,
    wanted: 2048,
    example: 2048,
  },
  {
    name: 'is_primary',
    summary: 'Whether an alignment is neither secondary nor supplementary.',
    mask: 256 | 2048,
    wanted: 0,
    example: 99,
  },
]

export const flagFunctions: readonly ScalarFunction[] = questions.map(({ name, aliases, summary, mask, wanted, example }) => ({
  kind: 'scalar',
  name,
  ...(aliases && { aliases }),
  summary,
  example: `SELECT ${name}(${example})`,
  result: 'true',
  safe: true,
  ...signature({ required: ['integer'] }, boolean),
  evaluate: (args, numRows) => {
    const column = argument(args, 0)
    return booleanColumn(testFlags(column, numRows, { mask, wanted }), numRows, commonValidity([column], numRows))
  },
}))

function testFlags(column: Column, numRows: number, { mask, wanted }: Pick<FlagQuestion, 'mask' | 'wanted'>): Uint8Array {
  const bits = new Uint8Array(bitmapBytes(numRows))
  if (column.type.kind === 'null') return bits
  const { values } = column
  if (values instanceof Uint32Array || values instanceof Int32Array) testWords(values, numRows, { mask, wanted, bits })
  else testDoubles(float64Values(column), numRows, { mask, wanted, bits })
  return bits
}

interface FlagTest {
  readonly mask: number
  readonly wanted: number
  readonly bits: Uint8Array
}

// Rows lie below numRows, which is the length of the values.

function testWords(values: Uint32Array | Int32Array, numRows: number, { mask, wanted, bits }: FlagTest): void {
  for (let row = 0; row < numRows; row++) bits[row >>> 3]! |= +((values[row]! & mask) === wanted) << (row & 7)
}

function testDoubles(values: Float64Array, numRows: number, { mask, wanted, bits }: FlagTest): void {
  for (let row = 0; row < numRows; row++) bits[row >>> 3]! |= +((values[row]! & mask) === wanted) << (row & 7)
}
