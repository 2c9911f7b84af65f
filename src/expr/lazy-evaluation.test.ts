/** Random nestings of AND, OR, NOT, CASE and COALESCE over parts that may fail, against a row-by-row interpreter that stops where SQL does. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Batch } from '../columnar/batch.ts'
import { columnFromScalars } from '../columnar/column-from-scalars.ts'
import type { Scalar } from '../columnar/scalar.ts'
import { scalarAt } from '../columnar/scalar-at.ts'
import { createFunctionRegistry } from '../functions/create-function-registry.ts'
import { caseOf } from './case-of.ts'
import { comparison } from './comparison.ts'
import { compileExpr } from './compile-expr.ts'
import { compilePredicate } from './compile-predicate.ts'
import type { Expr } from './expr.ts'
import { functionCall } from './function-call.ts'

const functions = createFunctionRegistry()
const x: Expr = { kind: 'column', id: 0, name: 'x', type: { kind: 'int32' } }
const s: Expr = { kind: 'column', id: 1, name: 's', type: { kind: 'utf8' } }
const asNumber: Expr = { kind: 'cast', operand: s, to: { kind: 'int32' }, onError: 'throw' }

type Row = readonly [x: number | null, s: string | null]
type Truth = boolean | null

interface Case {
  readonly expr: Expr
  readonly truth: (row: Row) => Truth
}

const literal = (value: number): Expr => ({ kind: 'literal', type: { kind: 'int32' }, value })
const greater = (left: Expr, limit: number): Expr => comparison('>', { left, right: literal(limit) })
const above = (value: number | null, limit: number): Truth => (value === null ? null : value > limit)

/** Fails for text that is no number. */
function parsed([, text]: Row): number | null {
  if (text === null) return null
  if (!/^\d+$/.test(text)) throw new Error('bad cast')
  return Number(text)
}

const leaf: fc.Arbitrary<Case> = fc.oneof(
  fc.integer({ min: 0, max: 3 }).map(limit => ({ expr: greater(x, limit), truth: ([value]: Row) => above(value, limit) })),
  fc.integer({ min: 0, max: 3 }).map(limit => ({ expr: greater(asNumber, limit), truth: (row: Row) => above(parsed(row), limit) })),
  fc.constant({ expr: { kind: 'is-null', operand: s } as const, truth: ([, text]: Row) => text === null }),
  fc.constant({
    expr: { kind: 'like', operand: s, pattern: { kind: 'literal', type: { kind: 'utf8' }, value: '%2%' }, caseSensitive: true } as const,
    truth: ([, text]: Row) => (text === null ? null : text.includes('2')),
  }),
)

function logic(kind: 'and' | 'or', parts: readonly Case[]): Case {
  const decided = kind === 'or'
  const truth = (row: Row) => {
    let result: Truth = !decided
    for (const part of parts) {
      const value = part.truth(row)
      if (value === decided) return decided
      if (value === null) result = null
    }
    return result
  }
  return { expr: { kind, operands: parts.map(part => part.expr) }, truth }
}

function not(part: Case): Case {
  const truth = (row: Row) => {
    const value = part.truth(row)
    return value === null ? null : !value
  }
  return { expr: { kind: 'not', operand: part.expr }, truth }
}

function choice([when, result, otherwise]: readonly [Case, Case, Case]): Case {
  return {
    expr: caseOf([{ when: when.expr, then: result.expr }], otherwise.expr),
    truth: row => (when.truth(row) === true ? result.truth(row) : otherwise.truth(row)),
  }
}

function coalesce([first, second]: readonly [Case, Case]): Case {
  return {
    expr: functionCall({ name: 'coalesce', args: [first.expr, second.expr] }, functions),
    truth: row => first.truth(row) ?? second.truth(row),
  }
}

const tree: fc.Arbitrary<Case> = fc.letrec<{ tree: Case }>(tie => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('tree'), { minLength: 1, maxLength: 3 }))
      .map(([kind, parts]) => logic(kind as 'and', parts)),
    tie('tree').map(not),
    fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(choice),
    fc.tuple(tie('tree'), tie('tree')).map(coalesce),
  ),
})).tree

const rowsOf = fc.array(
  fc.tuple(
    fc.option(fc.integer({ min: 0, max: 4 }), { nil: null }),
    fc.option(fc.constantFrom('1', '2', '3', '24', 'x'), { nil: null, freq: 3 }),
  ),
  { maxLength: 30 },
)

function outcome<Result>(run: () => Result): Result | 'error' {
  try {
    return run()
  } catch {
    return 'error'
  }
}

test('a row fails only where its evaluation from left to right does', () => {
  fc.assert(
    fc.property(tree, rowsOf, ({ expr, truth }, rows) => {
      const columns = [
        columnFromScalars(
          { kind: 'int32' },
          rows.map(row => row[0]),
        ),
        columnFromScalars(
          { kind: 'utf8' },
          rows.map(row => row[1]),
        ),
      ]
      const batch: Batch = { schema: { fields: [] }, numRows: rows.length, columns }
      const expected = outcome(() => rows.map(truth))
      const actual = outcome((): readonly Scalar[] => {
        const column = compileExpr(expr, column => column.id, functions)(batch)
        return rows.map((_, row) => scalarAt(column, row))
      })
      expect(actual).toEqual(expected)
      if (expected === 'error') return
      const passing = compilePredicate(expr, column => column.id, functions)(batch)
      expect(passing === 'all' ? rows.map((_, row) => row) : [...passing]).toEqual(
        rows.flatMap((_, row) => (expected[row] === true ? [row] : [])),
      )
    }),
    { seed: 11, numRuns: 2000 },
  )
})
