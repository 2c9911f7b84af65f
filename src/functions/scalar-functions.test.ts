import { describe, expect, test } from 'vitest'
import type { Column } from '../columnar/column.ts'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import { constantColumn } from '../columnar/constant-column.ts'
import type { DataType } from '../columnar/data-type.ts'
import type { Scalar } from '../columnar/scalar.ts'
import { scalarAt } from '../columnar/scalar-at.ts'
import { castColumn } from '../kernels/cast-column.ts'
import { createFunctionRegistry } from './create-function-registry.ts'

const registry = createFunctionRegistry()
const utf8: DataType = { kind: 'utf8' }
const int32: DataType = { kind: 'int32' }
const float64: DataType = { kind: 'float64' }
const ints: DataType = { kind: 'list', item: int32 }
const texts: DataType = { kind: 'list', item: utf8 }

function typeOfScalar(value: Scalar): DataType {
  if (value === null) return { kind: 'null' }
  if (Array.isArray(value))
    return { kind: 'list', item: value.length === 0 ? int32 : typeOfScalar(value.find(item => item !== null) ?? null) }
  if (typeof value === 'string') return utf8
  if (typeof value === 'boolean') return { kind: 'boolean' }
  if (typeof value === 'bigint') return { kind: 'int64' }
  return Number.isInteger(value) && !Object.is(value, -0) ? int32 : float64
}

/** As the binder would: cast the arguments, then evaluate on two equal rows. */
function call(name: string, ...values: Scalar[]): Scalar {
  const fn = registry.scalar(name)
  if (!fn) throw new Error(`no function ${name}`)
  const types = values.map(typeOfScalar)
  const type = fn.resultType(types)
  if (!type) throw new Error(`${name} does not take ${types.map(t => t.kind)}`)
  const wanted = fn.parameterTypes?.(types) ?? types
  const args = values.map((value, i): Column => castColumn(constantColumn(types[i]!, value, 2), { to: wanted[i]! }))
  const result = fn.evaluate(args, 2, type)
  expect(result.length).toBe(2)
  expect(result.type.kind).toBe(type.kind)
  expect(scalarAt(result, 1)).toEqual(scalarAt(result, 0))
  return scalarAt(result, 0)
}

const cases: readonly (readonly [string, readonly Scalar[], Scalar])[] = [
  ['char_length', ['aé😀'], 3],
  ['octet_length', ['aé😀'], 7],
  ['length', [[1, 2, 3]], 3],
  ['length', [null], null],
  ['upper', ['acgtZ{'], 'ACGTZ{'],
  ['upper', ['straße'], 'STRASSE'],
  ['lower', ['ACGT@['], 'acgt@['],
  ['initcap', ['hello wORLD-x'], 'Hello World-X'],
  ['substring', ['ACGT', 2, 2], 'CG'],
  ['substring', ['ACGT', 0, 2], 'A'],
  ['substring', ['ACGT', -2], 'GT'],
  ['substring', ['a😀b', 2, 1], '😀'],
  ['left', ['ACGT', -1], 'ACG'],
  ['left', ['ACGT', 9], 'ACGT'],
  ['right', ['ACGT', 2], 'GT'],
  ['right', ['ACGT', -3], 'T'],
  ['right', ['ACGT', 0], ''],
  ['lpad', ['7', 3, '01'], '017'],
  ['lpad', ['12345', 3], '123'],
  ['rpad', ['7', 3, ''], '7'],
  ['split_part', ['a,b,c', ',', -1], 'c'],
  ['split_part', ['a,b,c', ',', 4], ''],
  ['trim', ['  a '], 'a'],
  ['trim', ['xxaxyx', 'xy'], 'a'],
  ['ltrim', ['aab', 'a'], 'b'],
  ['rtrim', ['baa', 'a'], 'b'],
  ['starts_with', ['chr1', 'chr'], true],
  ['ends_with', ['chr1', 'chr'], false],
  ['contains', ['ACGT', 'CG'], true],
  ['contains', [[1, 2], 2], true],
  ['position', ['a😀bc', 'b'], 3],
  ['position', ['abc', 'z'], 0],
  ['replace', ['chr1chr2', 'chr', ''], '12'],
  ['replace', ['abc', '', 'x'], 'abc'],
  ['translate', ['AACG', 'ACGT', 'TGCA'], 'TTGC'],
  ['reverse', ['a😀b'], 'b😀a'],
  ['repeat', ['ab', 3], 'ababab'],
  ['repeat', ['ab', -1], ''],
  ['ascii', ['😀'], 128512],
  ['chr', [65], 'A'],
  ['||', ['chr', 1], 'chr1'],
  ['||', ['chr', null], null],
  ['||', [[1], [2, 3]], [1, 2, 3]],
  ['concat', ['a', null, 1, true], 'a1true'],
  ['concat', [], ''],
  ['concat_ws', ['-', 'a', null, 2], 'a-2'],
  ['concat_ws', [null, 'a'], null],
  ['array_to_string', [['a', null, 'b'], ','], 'a,b'],
  ['string_split', ['a,b,', ','], ['a', 'b', '']],
  ['abs', [-5], 5],
  ['abs', [-5.5], 5.5],
  ['sign', [-3], -1],
  ['negate', [5], -5],
  ['negate', [5n], -5n],
  ['bit_not', [5], -6],
  ['bit_count', [-1], 32],
  ['bit_count', [-1n], 64],
  ['round', [2.5], 3],
  ['round', [-2.5], -3],
  ['round', [1.005, 2], 1.01],
  ['round', [1234.5, -2], 1200],
  ['round', [1234, -2], 1200],
  ['floor', [-2.5], -3],
  ['ceil', [2.1], 3],
  ['trunc', [-2.7], -2],
  ['sqrt', [16], 4],
  ['cbrt', [27], 3],
  ['ln', [1], 0],
  ['log', [1000], 3],
  ['log10', [1000], 3],
  ['log2', [8], 3],
  ['power', [2, 10], 1024],
  ['isnan', [Number.NaN], true],
  ['isfinite', [1], true],
  ['gcd', [42, -30], 6n],
  ['lcm', [4, -6], 12n],
  ['gcd', [2n ** 60n, 2n ** 53n + 2n ** 53n], 2n ** 54n],
  ['pi', [], Math.PI],
  ['coalesce', [null, 3, 4], 3],
  ['coalesce', [null, null], null],
  ['nullif', ['.', '.'], null],
  ['nullif', ['a', '.'], 'a'],
  ['nullif', ['a', null], 'a'],
  ['is_distinct_from', [1, null], true],
  ['is_distinct_from', [null, null], false],
  ['is_distinct_from', [1, 1], false],
  ['is_not_distinct_from', [null, null], true],
  ['greatest', [3, null, 7], 7],
  ['least', ['b', 'a'], 'a'],
  ['least', [null, null], null],
  ['typeof', [[1]], 'INTEGER[]'],
  ['list_value', [1, 2.5], [1, 2.5]],
  ['list_element', [[5, 7, 9], -1], 9],
  ['list_element', [[5, 7, 9], 4], null],
  ['list_element', [[5, 7, 9], 0], null],
  ['list_slice', [[5, 7, 9], 2, 3], [7, 9]],
  ['list_slice', [[5, 7, 9], null, -2], [5, 7]],
  ['list_slice', [[5, 7, 9], 3, 1], []],
  ['list_concat', [[1], null, [2]], [1, 2]],
  ['list_append', [[1], 2], [1, 2]],
  ['list_distinct', [[3, 1, 3, null]], [3, 1]],
  ['list_sort', [[3, null, 1]], [1, 3, null]],
  ['list_reverse_sort', [[1, null, 3]], [3, 1, null]],
  ['list_reverse', [[1, 2]], [2, 1]],
  ['list_contains', [['a', null], 'a'], true],
  ['list_contains', [['a', null], 'b'], false],
  ['list_contains', [[1], null], null],
  ['list_position', [[5, 7], 7], 2],
  [
    'list_has_all',
    [
      [1, 2, 3],
      [3, 1],
    ],
    true,
  ],
  ['list_has_any', [[1, 2], [9]], false],
  ['list_sum', [[1, 2, null]], 3n],
  ['list_sum', [[]], null],
  ['list_avg', [[1, 2, 6]], 3],
  ['list_min', [['b', 'a']], 'a'],
  ['list_max', [[1.5, 2.5]], 2.5],
  ['range', [3], [0n, 1n, 2n]],
  ['range', [5, 1, -2], [5n, 3n]],
  ['generate_series', [1, 10, 3], [1n, 4n, 7n, 10n]],
  ['array_length', [[]], 0],
]

test.each(cases)('%s(%o) is %o', (name, args, expected) => {
  expect(call(name, ...args)).toEqual(expected)
})

describe('errors of functions say which and what to do', () => {
  test.each<[string, Scalar[], string]>([
    ['sqrt', [-1], 'Function sqrt has no value for -1; give a number of 0 or more'],
    ['ln', [0], 'Function ln has no value for 0; give a number above 0'],
    ['chr', [-5], 'Function chr has no character -5; give a code point between 1 and 1114111'],
    ['repeat', ['x', 2e9], 'Function repeat would make a text of 2000000000 characters; the limit is 67108864'],
    ['substring', ['x', 1, -1], 'Function substring cannot take -1 characters; give a length of 0 or more'],
    ['range', [1, 10, 0], 'A series needs a step other than 0'],
    ['range', [2e9], 'The series would have 2000000000 items; the limit is 10000000'],
    [
      'negate',
      [-(2n ** 63n)],
      'Integer overflow: the negative of the value gives 9223372036854775808, which does not fit; cast it to DOUBLE',
    ],
    ['lcm', [2n ** 62n, 3n], 'Integer overflow in lcm: 13835058055282163712 does not fit BIGINT'],
    ['range', [2n ** 60n, 2n ** 60n], 'A series has no numbers beyond 2^53'],
  ])('%s(%o)', (name, args, message) => {
    expect(() => call(name, ...args)).toThrow(message)
  })
})

test('arguments that do not fit are refused', () => {
  const refused: [string, DataType[]][] = [
    ['upper', [int32]],
    ['upper', []],
    ['substring', [utf8, float64]],
    ['list_sum', [texts]],
    ['list_contains', [ints, utf8]],
    ['coalesce', [int32, utf8]],
    ['bit_not', [float64]],
  ]
  for (const [name, types] of refused) expect(registry.scalar(name)?.resultType(types), name).toBeUndefined()
})

test('ASCII and other text slice alike, and what stands under a NULL cannot fail', () => {
  const int32s = (...values: (number | null)[]) => columnFromScalars(int32, values)
  for (const letter of ['T', 'é']) {
    const text = columnFromScalars(utf8, [`ACG${letter}`, `ACG${letter}`, null, ''])
    const fn = registry.scalar('substring')!
    const result = fn.evaluate([text, int32s(2, -1, 1, 5), int32s(2, 9, -1, 1)], 4, utf8)
    expect([0, 1, 2, 3].map(row => scalarAt(result, row))).toEqual(['CG', letter, null, ''])
    expect(() => fn.evaluate([text, int32s(1, 1, 1, 1), int32s(-1, 1, 1, 1)], 4, utf8)).toThrow('cannot take -1 characters')
    const right = registry.scalar('right')!.evaluate([text, int32s(1, -3, 1, 1)], 4, utf8)
    expect([0, 1, 2, 3].map(row => scalarAt(right, row))).toEqual([letter, letter, null, ''])
  }
})

test('a NULL in any row stays in its row', () => {
  const text = columnFromScalars(utf8, ['a', null, 'ccc'])
  const upper = registry.scalar('upper')!.evaluate([text], 3, utf8)
  expect([0, 1, 2].map(row => scalarAt(upper, row))).toEqual(['A', null, 'CCC'])
})
