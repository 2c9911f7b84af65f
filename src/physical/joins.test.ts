import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contextOf, planOf, runPhysical, runPlan } from '../../tests/support/run-plan.ts'
import { fieldsOf, fileTable, memoryTable, type Rows } from '../../tests/support/tables.ts'
import { withinLimit } from '../../tests/support/temporary-store.ts'
import type { Scalar } from '../columnar/scalar.ts'
import type { Expr } from '../expr/expr.ts'
import { createColumnIds } from '../logical/column-ids.ts'
import type { JoinType, LogicalPlan } from '../logical/logical-plan.ts'
import { joinNode } from '../logical/nodes/join-node.ts'
import { scanNode } from '../logical/nodes/scan-node.ts'

const leftFields = fieldsOf({ k: 'dictionary', x: 'int32' })
const rightFields = fieldsOf({ k: 'utf8', y: 'int32' })
const joinTypes: readonly JoinType[] = ['inner', 'left', 'right', 'full', 'semi', 'anti']

const row = fc.tuple(fc.option(fc.constantFrom('a', 'b', 'c', ''), { freq: 4 }), fc.option(fc.integer({ min: 0, max: 3 }), { freq: 4 }))
const table = fc.array(row, { maxLength: 15 })

interface JoinCase {
  readonly joinType: JoinType
  readonly on: readonly ('k' | 'x=y')[]
  readonly residual: boolean
}

const joinCase: fc.Arbitrary<JoinCase> = fc.record({
  joinType: fc.constantFrom(...joinTypes),
  on: fc.subarray(['k', 'x=y'] as const),
  residual: fc.boolean(),
})

/** left.x < right.y as the residual, so that it refuses pairs that the keys allow. */
function joinPlan(left: Rows, right: Rows, { joinType, on, residual }: JoinCase): LogicalPlan {
  const ids = createColumnIds()
  const l = scanNode({ table: 'l', provider: memoryTable(leftFields, left, { partitionRows: 7 }) }, ids)
  const r = scanNode({ table: 'r', provider: memoryTable(rightFields, right) }, ids)
  const [lk, lx] = l.ids.map((id, i): Expr => ({ kind: 'column', id, name: leftFields[i]!.name, type: leftFields[i]!.type }))
  const [rk, ry] = r.ids.map((id, i): Expr => ({ kind: 'column', id, name: rightFields[i]!.name, type: rightFields[i]!.type }))
  const pairs = { k: { left: lk!, right: rk! }, 'x=y': { left: lx!, right: ry! } }
  return joinNode({
    joinType,
    on: on.map(key => pairs[key]),
    residual: residual ? { kind: 'compare', op: '<', left: lx!, right: ry! } : undefined,
    left: l,
    right: r,
  })
}

/** The definition, in the order that the operators promise: left rows, each with its right rows; then the right rows left over. */
function naiveJoin(left: Rows, right: Rows, { joinType, on, residual }: JoinCase): Scalar[][] {
  const matches = (l: readonly Scalar[], r: readonly Scalar[]) =>
    on.every(key => (key === 'k' ? l[0] !== null && l[0] === r[0] : l[1] !== null && l[1] === r[1])) &&
    (!residual || (l[1] !== null && r[1] !== null && Number(l[1]) < Number(r[1])))
  const out: Scalar[][] = []
  for (const l of left) {
    const found = right.filter(r => matches(l, r))
    if (joinType === 'semi' ? found.length > 0 : joinType === 'anti' ? found.length === 0 : false) out.push([...l])
    if (joinType === 'semi' || joinType === 'anti') continue
    for (const r of found) out.push([...l, ...r])
    if (found.length === 0 && (joinType === 'left' || joinType === 'full')) out.push([...l, null, null])
  }
  if (joinType === 'right' || joinType === 'full') {
    for (const r of right) if (!left.some(l => matches(l, r))) out.push([null, null, ...r])
  }
  return out
}

test('every join type equals its definition, with keys of several types, NULLs and residuals, in batches of any size', async () => {
  await fc.assert(
    fc.asyncProperty(table, table, joinCase, fc.integer({ min: 1, max: 9 }), async (left, right, join, batchSize) => {
      expect(await runPlan(joinPlan(left, right, join), { batchSize })).toEqual(naiveJoin(left, right, join))
    }),
    { numRuns: 400 },
  )
})

test('every join type that spills, also one key that has nearly all rows, equals its definition', async () => {
  let files = 0
  const keyed = joinCase.filter(({ on }) => on.length > 0)
  await fc.assert(
    fc.asyncProperty(table, table, keyed, fc.constantFrom(150, 600), async (left, right, join, limit) => {
      const options = withinLimit(limit)
      expect(await runPlan(joinPlan(left, right, join), { batchSize: 4, ...options })).toEqual(naiveJoin(left, right, join))
      expect(options.temporary.open.size).toBe(0)
      files += options.temporary.created
    }),
    { numRuns: 100, seed: 4 },
  )
  expect(files).toBeGreaterThan(500)
})

test('output batches are bounded where one row has many matches', async () => {
  const left: Rows = [['a', 1]]
  const right: Rows = Array.from({ length: 100 }, (_, y) => ['a', y])
  const operator = await planOf(joinPlan(left, right, { joinType: 'left', on: ['k'], residual: false }))
  const sizes: number[] = []
  for await (const batch of operator.execute(0, contextOf({ batchSize: 16 }))) sizes.push(batch.numRows)
  expect(sizes).toEqual([16, 16, 16, 16, 16, 16, 4])
})

test('a cross join of 10^10 rows stops when it is aborted', async () => {
  const rows: Rows = Array.from({ length: 100_000 }, (_, i) => ['a', i])
  const controller = new AbortController()
  const plan = joinPlan(rows, rows, { joinType: 'inner', on: [], residual: true })
  const timer = setTimeout(() => controller.abort(new Error('stop')), 150)
  const began = performance.now()
  await expect(runPhysical(await planOf(countOnly(plan)), contextOf({ signal: controller.signal }))).rejects.toThrow('stop')
  expect(performance.now() - began).toBeLessThan(20_000)
  clearTimeout(timer)
})

test('what a join holds counts towards the memory limit, and the error names the operator', async () => {
  const rows: Rows = Array.from({ length: 1000 }, (_, i) => ['key', i])
  const plan = joinPlan(rows, rows, { joinType: 'inner', on: ['x=y'], residual: false })
  const failure = runPlan(plan, { memoryLimit: 10_000 })
  await expect(failure).rejects.toMatchObject({ code: 'RESOURCE', reason: 'memory_limit' })
  await expect(failure).rejects.toThrow(/^HashJoinExec needs more memory than execution.memory_limit allows/)
})

/** Keeps nothing of the rows, so that the test measures the join. */
function countOnly(plan: LogicalPlan): LogicalPlan {
  return { kind: 'limit', skip: 1e12, input: plan, schema: plan.schema, ids: plan.ids }
}

test('an inner join holds the side that is much smaller, and gives the same rows', async () => {
  const ids = createColumnIds()
  const small = memoryTable(leftFields, [
    ['a', 1],
    ['b', 2],
  ])
  const big = fileTable(
    rightFields,
    Array.from({ length: 50 }, (_, i) => [i % 2 ? 'a' : 'c', i]),
    { partitionRows: 20, bytes: 1e8 },
  )
  const left = scanNode({ table: 'l', provider: small }, ids)
  const right = scanNode({ table: 'r', provider: big }, ids)
  const [l, r] = [left, right].map((plan): Expr => ({ kind: 'column', id: plan.ids[0]!, name: 'k', type: plan.schema.fields[0]!.type }))
  const plan = joinNode({ joinType: 'inner', on: [{ left: l!, right: r! }], left, right })
  const operator = await planOf(plan)
  expect(operator.children.map(child => child.name)).toEqual(['CoalesceExec', 'MemoryExec'])
  expect(await runPlan(plan)).toEqual(Array.from({ length: 25 }, (_, i) => ['a', 1, 'a', 2 * i + 1]))
})

test.each(['inner', 'left', 'right', 'full', 'semi', 'anti'] as const)(
  'a %s join on keys that stand once gives what it gives on any keys',
  async joinType => {
    const ids = createColumnIds()
    const leftRows = [
      ['a', 1],
      ['x', 2],
      [null, 3],
      ['b', 4],
      ['a', 5],
    ] as const
    const rightRows = [
      ['b', 10],
      [null, 11],
      ['a', 12],
      ['z', 13],
    ] as const
    const left = scanNode({ table: 'l', provider: memoryTable(leftFields, leftRows) }, ids)
    const [l] = left.ids.map((id, i): Expr => ({ kind: 'column', id, name: 'k', type: left.schema.fields[i]!.type })) // one field an id
    const joined = async (rows: readonly (readonly (string | number | null)[])[]) => {
      const right = scanNode({ table: 'r', provider: memoryTable(rightFields, rows) }, ids)
      const [r] = right.ids.map((id, i): Expr => ({ kind: 'column', id, name: 'k', type: right.schema.fields[i]!.type }))
      return runPlan(joinNode({ joinType, on: [{ left: l!, right: r! }], left, right })) // both have columns
    }
    // A key that the left side does not have, twice: the right side is then no longer one of single keys.
    const more = [
      ['q', 20],
      ['q', 21],
    ] as const
    const withMore = await joined([...rightRows, ...more])
    expect(await joined(rightRows)).toEqual(withMore.filter(row => row.at(-2) !== 'q'))
  },
)
