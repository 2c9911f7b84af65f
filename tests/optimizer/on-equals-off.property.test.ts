import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Field } from '../../src/columnar/data-type.ts'
import type { Scalar } from '../../src/columnar/scalar.ts'
import { QueryError } from '../../src/common/errors.ts'
import { optimize } from '../../src/optimizer/optimize.ts'
import type { OptimizerRule } from '../../src/optimizer/optimizer-rule.ts'
import { type PlanSession, planOf, planSession } from '../support/plan-catalog.ts'
import { runPlan } from '../support/run-plan.ts'
import { fieldsOf, fileTable, memoryTable, type Rows } from '../support/tables.ts'
import { randomQuery } from './random-query.ts'

const fields: readonly Field[] = fieldsOf({ a: 'int32', b: 'utf8', c: 'float64', d: 'dictionary' })

const rows: fc.Arbitrary<Rows> = fc.array(
  fc.tuple<Scalar[]>(
    fc.option(fc.integer({ min: -2, max: 4 })),
    fc.option(fc.constantFrom('x', 'y', '1', '', 'xy')),
    fc.option(fc.constantFrom(0.5, 1, -1.5, 2)),
    fc.option(fc.constantFrom('x', 'y')),
  ),
  { maxLength: 9 },
)

function sessionOver(p: Rows, q: Rows): PlanSession {
  const session = planSession()
  session.tables.set('p', fileTable(fields, p, { partitionRows: 4 }))
  session.tables.set('q', memoryTable(fields, q))
  return session
}

type Answer = { readonly rows: readonly string[] } | { readonly error: string }

/** What it gives, as a bag of rows, or why it fails. */
async function answer(sql: string, session: PlanSession, rules?: readonly OptimizerRule[]): Promise<Answer> {
  const plan = optimize(await planOf(sql, session), { functions: session.functions, ...(rules && { rules }) }).plan
  try {
    return { rows: (await runPlan(plan)).map(textOf).sort() }
  } catch (error) {
    // Only values may make a query fail; a bug of a plan is INTERNAL, or no QueryError at all.
    if (error instanceof QueryError && error.code === 'EXECUTION') return { error: error.message }
    throw error
  }
}

function textOf(row: readonly Scalar[]): string {
  return row.map(value => (value === null ? 'NULL' : String(value))).join(' ')
}

test('the optimizer changes no answer, and makes no query fail that did not', async () => {
  await fc.assert(
    fc.asyncProperty(rows, rows, randomQuery, async (p, q, sql) => {
      const session = sessionOver(p, q)
      const off = await answer(sql, session, [])
      const on = await answer(sql, session)
      // A filter that moves down may keep a failing row from being read at all.
      if ('error' in off && 'rows' in on) return
      expect('rows' in on ? on.rows : 'failed', 'error' in on ? on.error : sql).toEqual('rows' in off ? off.rows : 'failed')
    }),
    { numRuns: 400, seed: 20261123 },
  )
})
