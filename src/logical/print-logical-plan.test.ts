import { expect, test } from 'vitest'
import { planOf } from '../../tests/support/plan-catalog.ts'
import { logicalPlanToJson } from './logical-plan-to-json.ts'
import { printLogicalPlan } from './print-logical-plan.ts'

test('lines are numbered and indented by two dashes a level', async () => {
  const plan = await planOf(
    "SELECT k.a, count(*) AS n FROM t AS k JOIN u ON k.a = u.a AND k.c > 1 WHERE u.x = 'y' GROUP BY 1 ORDER BY n LIMIT 3",
  )
  expect(printLogicalPlan(plan)).toBe(
    [
      '01)Limit: skip=0, fetch=3',
      '02)--Sort: n ASC NULLS LAST',
      '03)----Projection: k.a, count(*) AS n',
      '04)------Aggregate: group_by=[k.a], aggregates=[count(*)]',
      "05)--------Filter: u.x = 'y'",
      '06)----------InnerJoin: residual=[CAST(k.a AS BIGINT) = u.a, k.c > 1.0]',
      '07)------------Scan: t AS k projection=[a, b, c]',
      '08)------------Scan: u projection=[a, x]',
    ].join('\n'),
  )
})

test('long VALUES are cut', async () => {
  const plan = await planOf('VALUES (1), (2), (3), (4), (5), (6), (7)')
  expect(printLogicalPlan(plan)).toBe('01)Values: (1), (2), (3), (4), (5), … 2 more')
})

test('the same facts as data', async () => {
  const plan = await planOf('SELECT b FROM t LIMIT 3')
  expect(logicalPlanToJson(plan)).toEqual({
    name: 'Limit',
    skip: 0,
    fetch: 3,
    output: ['b'],
    inputs: [
      {
        name: 'Projection',
        subject: 't.b',
        output: ['b'],
        inputs: [{ name: 'Scan', subject: 't', projection: ['a', 'b', 'c'], output: ['a', 'b', 'c'], inputs: [] }],
      },
    ],
  })
})
