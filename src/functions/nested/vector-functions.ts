/** Lists of numbers as vectors: distances and products. */
import type { Scalar } from '../../columnar/scalar.ts'
import { QueryError } from '../../common/errors.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { rowFunction } from '../support/row-function.ts'

type Vector = readonly (number | bigint | null)[]

interface VectorFunction extends Pick<ScalarFunction, 'aliases' | 'summary' | 'example' | 'result'> {
  readonly name: string
  compute(a: readonly number[], b: readonly number[]): Scalar
}

function vectorFunction({ compute, ...description }: VectorFunction): ScalarFunction {
  const { name } = description
  const fn = rowFunction({
    ...description,
    takes: ['list', 'list'],
    gives: types => (types.every(type => type.kind === 'list') ? { kind: 'float64' } : undefined),
    compute: (left: Vector, right: Vector) => {
      if (left.length !== right.length)
        throw new QueryError('EXECUTION', `Function ${name} takes lists of one length, not ${left.length} and ${right.length} items`)
      if ([...left, ...right].includes(null)) throw new QueryError('EXECUTION', `Function ${name} takes no list that holds NULL`)
      return compute(left.map(Number), right.map(Number))
    },
  })
  const numbers = { kind: 'list', item: { kind: 'float64' } } as const
  return { ...fn, parameterTypes: types => types.map(() => numbers) }
}

function inner(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)
}

function cosine(a: readonly number[], b: readonly number[]): number {
  return Math.max(-1, Math.min(1, inner(a, b) / Math.sqrt(inner(a, a) * inner(b, b))))
}

export const vectorFunctions: readonly ScalarFunction[] = [
  vectorFunction({
    name: 'list_distance',
    aliases: ['array_distance'],
    summary: 'The Euclidean distance of two lists of numbers.',
    example: 'SELECT list_distance([0, 0], [3, 4])',
    result: '5',
    compute: (a, b) => Math.sqrt(a.reduce((sum, x, i) => sum + (x - (b[i] ?? 0)) ** 2, 0)),
  }),
  vectorFunction({
    name: 'list_inner_product',
    aliases: ['array_inner_product', 'list_dot_product', 'array_dot_product'],
    summary: 'The sum of the products of two lists of numbers, item by item.',
    example: 'SELECT list_inner_product([1, 2], [3, 4])',
    result: '11',
    compute: inner,
  }),
  vectorFunction({
    name: 'list_negative_inner_product',
    aliases: ['array_negative_inner_product', 'list_negative_dot_product', 'array_negative_dot_product'],
    summary: 'The inner product of two lists of numbers with its sign turned.',
    example: 'SELECT list_negative_inner_product([1, 2], [3, 4])',
    result: '-11',
    compute: (a, b) => -inner(a, b),
  }),
  vectorFunction({
    name: 'list_cosine_similarity',
    aliases: ['array_cosine_similarity'],
    summary: 'The cosine of the angle between two lists of numbers.',
    example: 'SELECT list_cosine_similarity([1, 0], [0, 2])',
    result: '0',
    compute: cosine,
  }),
  vectorFunction({
    name: 'list_cosine_distance',
    aliases: ['array_cosine_distance'],
    summary: '1 minus the cosine of the angle between two lists of numbers.',
    example: 'SELECT list_cosine_distance([1, 0], [0, 2])',
    result: '1',
    compute: (a, b) => 1 - cosine(a, b),
  }),
]
