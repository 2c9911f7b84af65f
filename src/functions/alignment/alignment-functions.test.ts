import { describe, expect, test } from 'vitest'
import { columnFromScalars } from '../../columnar/column-from-scalars.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import { createFunctionRegistry } from '../create-function-registry.ts'

const registry = createFunctionRegistry()

function evaluate(name: string, ...args: readonly { readonly type: DataType; readonly values: readonly Scalar[] }[]): readonly Scalar[] {
  const fn = registry.scalar(name)
  const type = fn?.resultType(args.map(arg => arg.type))
  if (!fn || !type) throw new Error(`${name} does not take these types`)
  const numRows = args[0]?.values.length ?? 0
  const column = fn.evaluate(
    args.map(arg => columnFromScalars(arg.type, [...arg.values])),
    numRows,
    type,
  )
  return Array.from({ length: numRows }, (_, row) => scalarAt(column, row))
}

const text = (...values: Scalar[]) => ({ type: { kind: 'utf8' } as const, values })
const binary = (...values: Scalar[]) => ({ type: { kind: 'binary' } as const, values })

describe('flags', () => {
  const flags = [0, 99, 147, 4, 77, 141, 256, 2048, 1024, 512, null]
  const uint32 = { type: { kind: 'uint32' } as const, values: flags }
  const int64 = { type: { kind: 'int64' } as const, values: flags.map(flag => (flag === null ? null : BigInt(flag))) }

  test.each([
    ['is_paired', 1, 1],
    ['is_proper_pair', 2, 2],
    ['is_unmapped', 4, 4],
    ['is_mapped', 4, 0],
    ['is_mate_unmapped', 8, 8],
    ['is_reverse', 16, 16],
    ['is_mate_reverse', 32, 32],
    ['is_first', 64, 64],
    ['is_last', 128, 128],
    ['is_second', 128, 128],
    ['is_secondary', 256, 256],
    ['is_qc_fail', 512, 512],
    ['is_duplicate', 1024, 1024],
    ['is_supplementary', 2048, 2048],
    ['is_primary', 2304, 0],
  ])('%s', (name, mask, wanted) => {
    const expected = flags.map(flag => (flag === null ? null : (flag & mask) === wanted))
    expect(evaluate(name, uint32)).toEqual(expected)
    expect(evaluate(name, int64)).toEqual(expected)
  })
})

describe('CIGAR', () => {
  test('lengths', () => {
    const cigars = text('10M', '5S10M2D3M1I4M3H', '3M2N4=1X2P', null)
    expect(evaluate('cigar_reference_length', cigars)).toEqual([10n, 19n, 10n, null])
    expect(evaluate('cigar_query_length', cigars)).toEqual([10n, 23n, 8n, null])
  })

  test('soft clips of each side, hard clips outside', () => {
    const cigars = text('2H5S10M3S1H', '10M3S', '4S', '5H10M', null)
    const side = (name: string) => text(...Array.from({ length: 5 }, () => name))
    expect(evaluate('cigar_soft_clip', cigars)).toEqual([8n, 3n, 4n, 0n, null])
    expect(evaluate('cigar_soft_clip', cigars, side('left'))).toEqual([5n, 0n, 4n, 0n, null])
    expect(evaluate('cigar_soft_clip', cigars, side('right'))).toEqual([3n, 3n, 0n, 0n, null])
    expect(evaluate('cigar_soft_clip', text('4S6M'), text(null))).toEqual([null])
    expect(() => evaluate('cigar_soft_clip', text('4S6M'), text('top'))).toThrow("'left' or 'right', not 'top'")
  })

  test('operations, also of packed words', () => {
    const packed = new Uint8Array(Uint32Array.of((5 << 4) | 4, (10 << 4) | 0).buffer)
    const wanted = [
      { op: 'S', length: 5 },
      { op: 'M', length: 10 },
    ]
    expect(evaluate('cigar_operations', text('5S10M', null))).toEqual([wanted, null])
    expect(evaluate('cigar_operations', binary(packed))).toEqual([wanted])
    expect(evaluate('cigar_reference_length', binary(packed))).toEqual([10n])
  })

  test.each(['', 'M', '10', '10Q', '*'])('%j is none', cigar => {
    expect(() => evaluate('cigar_reference_length', text(cigar))).toThrow(`"${cigar}" is no CIGAR.`)
  })
})

describe('sequences', () => {
  test('length, GC, reverse complement', () => {
    const sequences = text('GGCATN', 'acgt', 'NNN', '', null)
    expect(evaluate('sequence_length', sequences)).toEqual([6, 4, 3, 0, null])
    expect(evaluate('sequence_gc', sequences)).toEqual([0.6, 0.5, null, null, null])
    expect(evaluate('reverse_complement', sequences)).toEqual(['NATGCC', 'acgt', 'NNN', '', null])
    expect(evaluate('reverse_complement', text('RYKMBVDHSWN=*'))).toEqual(['*=NWSDHBVKMRY'])
    expect(evaluate('reverse_complement', text('AUG'))).toEqual(['CAT'])
  })

  test('turning twice gives the same', () => {
    const long = 'ACGTRYKMBVDHSWN'.repeat(200)
    const once = evaluate('reverse_complement', text(long))
    expect(evaluate('reverse_complement', text(...once))).toEqual([long])
  })

  test('mean quality', () => {
    expect(evaluate('mean_quality', text('IIII5', '!', '', null))).toEqual([36, 0, null, null])
  })
})
