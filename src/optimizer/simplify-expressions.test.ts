import { expect, test } from 'vitest'
import { optimizedLines, planOf, planSession } from '../../tests/support/plan-catalog.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import { optimize } from './optimize.ts'
import { simplifyExpressions } from './simplify-expressions.ts'

/** The condition over the tables t and v after the rule. */
async function simplified(condition: string): Promise<string> {
  const lines = await optimizedLines(`SELECT 1 FROM t, v WHERE ${condition}`, [simplifyExpressions])
  return lines[1]?.replace(/^--Filter: /, '') ?? ''
}

test.each([
  // constants
  ['a > 2 + 3', 't.a > 5'],
  ["b = upper('x')", "t.b = 'X'"],
  ['2 + 3 > 4', 'TRUE'],
  ['a = 1 / 0', 'FALSE'], // NULL, and only true counts
  // what fails stays
  ["a = 'x'::INT", "t.a = CAST('x' AS INTEGER)"],
  ["false AND a = 'x'::INT", 'FALSE'],
  ["a = 'x'::INT AND false", "t.a = CAST('x' AS INTEGER) AND FALSE"],
  ["'x'::INT = 1 OR true", "CAST('x' AS INTEGER) = 1 OR TRUE"],
  // logic
  ['a = 1 AND TRUE', 't.a = 1'],
  ['a = 1 OR TRUE', 'TRUE'],
  ["a = 1 AND (b = 'x' AND a = 1)", "t.a = 1 AND t.b = 'x'"],
  ['NOT (a <= 5)', 't.a > 5'],
  ['NOT (a < 5)', 't.a >= 5'],
  ['NOT (a > 5)', 't.a <= 5'],
  ['NOT (a >= 5)', 't.a < 5'],
  ['NOT (a = 5)', 't.a <> 5'],
  ['NOT (a <> 5)', 't.a = 5'],
  ["NOT (a = 1 AND NOT b = 'x')", "t.a <> 1 OR t.b = 'x'"],
  ['a NOT BETWEEN 1 AND 3', 't.a < 1 OR t.a > 3'],
  ['NOT (a IS NULL)', 't.a IS NOT NULL'],
  // comparisons
  ['5 < a', 't.a > 5'],
  ['a IN (7)', 't.a = 7'],
  ['a > 1.5', 't.a > 1'],
  ['a >= 1.5', 't.a >= 2'],
  ['a < 1.5', 't.a < 2'],
  ['a <= 1.5', 't.a <= 1'],
  ['a = 1.5', 'CAST(t.a AS DOUBLE) = 1.5'],
  ['CAST(start AS BIGINT) >= 5', 'v.start >= 5'],
  ["CAST(chrom AS VARCHAR) = 'chr1'", "v.chrom = 'chr1'"],
  ['CAST(b AS INT) = 5', 'CAST(t.b AS INTEGER) = 5'],
  ['a = NULL', 'FALSE'],
  // contradictions
  ['a = 1 AND a = 2', 'FALSE'],
  ['a > 5 AND a < 3', 'FALSE'],
  ['a > 5 AND a < 6', 't.a > 5 AND t.a < 6'],
  ['a > 5 AND a <= 5', 'FALSE'],
  ['a >= 5 AND a <= 5', 't.a BETWEEN 5 AND 5'],
  ['a = 1 AND a <> 1', 'FALSE'],
  ["chrom = 'a' AND chrom = 'b'", 'FALSE'],
  ["b > 'b' AND b < 'a'", "t.b > 'b' AND t.b < 'a'"],
  ['b::INT = 3 AND a = 1 AND a = 2', 'CAST(t.b AS INTEGER) = 3 AND t.a = 1 AND t.a = 2'],
  // CASE
  ['CASE WHEN 1 = 2 THEN a = 1 WHEN TRUE THEN a = 2 ELSE a = 3 END', 't.a = 2'],
])('%s', async (condition, expected) => {
  expect(await simplified(condition)).toBe(expected)
})

test('outside of a filter NULL is not FALSE', async () => {
  const lines = await optimizedLines('SELECT a = 1 AND a = 2 AS x, a = NULL AS y FROM t', [simplifyExpressions])
  expect(lines[0]).toBe('Projection: t.a = 1 AND t.a = 2 AS x, NULL AS y')
})

test('a plan with nothing to simplify stays the same object', async () => {
  const session = planSession()
  const plan = await planOf("SELECT a, count(*) FROM t WHERE b = 'x' GROUP BY a ORDER BY 2", session)
  const result = optimize(plan, { functions: session.functions, rules: [simplifyExpressions] })
  expect(result.plan).toBe(plan)
  expect(result.steps).toEqual([])
})

test('lists and structs are not evaluated here: they have no literals', async () => {
  const session = planSession()
  const evaluated: string[] = []
  const functions: FunctionRegistry = Object.create(session.functions, {
    scalar: {
      value: (name: string) => {
        evaluated.push(name)
        return session.functions.scalar(name)
      },
    },
  })
  const simplify = async (sql: string) => optimize(await planOf(sql, session), { functions, rules: [simplifyExpressions] })
  await simplify("SELECT [[1, 2], [3]], {'a': [1]}")
  expect(evaluated).toEqual([])
  await simplify('SELECT [[1, 2], [3]][1][2]')
  expect(evaluated).toContain('list_value')
})
