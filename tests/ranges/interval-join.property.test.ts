/** Random joins on overlap, planned as interval joins and as nested loops or hash joins: the same rows. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Scalar } from '../../src/columnar/scalar.ts'
import type { LogicalPlan } from '../../src/logical/logical-plan.ts'
import { planInputs } from '../../src/logical/plan-inputs.ts'
import { optimize } from '../../src/optimizer/optimize.ts'
import { planIntervalJoins } from '../../src/optimizer/plan-interval-joins.ts'
import { optimizerRules } from '../../src/optimizer/rules.ts'
import { createPhysicalPlan } from '../../src/physical/create-physical-plan.ts'
import type { PhysicalOperator, PlanningContext } from '../../src/physical/physical-operator.ts'
import { planOf, planSession } from '../support/plan-catalog.ts'
import { contextOf, functions, runPhysical } from '../support/run-plan.ts'
import { fieldsOf, fileTable, memoryTable, type Rows } from '../support/tables.ts'

const fieldsA = fieldsOf({ chrom: 'dictionary', s: 'int32', e: 'uint32', strand: 'utf8', q: 'int32' })
const fieldsB = fieldsOf({ chrom: 'utf8', s: 'int64', e: 'int32', strand: 'dictionary', q: 'int32' })

/** Positions that need all the bits that numbers have. */
const fieldsLifted = fieldsOf({ chrom: 'dictionary', s: 'int64', e: 'int64', strand: 'utf8', q: 'int32' })
const LIFT = 2 ** 53 - 60

/** Few positions, so that touching, nested, equal, empty and inverted intervals are common; NULLs everywhere. */
function rows(wide: boolean, lift = 0): fc.Arbitrary<Rows> {
  const position = (value: number): Scalar => (wide ? BigInt(value + lift) : value + lift)
  const endPosition = (value: number): Scalar => (lift > 0 ? BigInt(value + lift) : value + lift)
  return fc.array(
    fc
      .tuple(
        fc.option(fc.constantFrom('chr1', 'chr2', 'x'), { freq: 8 }),
        fc.option(fc.integer({ min: 0, max: 25 }), { freq: 12 }),
        fc.option(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: -3, max: 20 })), { freq: 12 }),
        fc.option(fc.constantFrom('+', '-'), { freq: 8 }),
        fc.option(fc.integer({ min: 0, max: 3 })),
      )
      .map(([chrom, s, length, strand, q]): Scalar[] => [
        chrom,
        s === null ? null : position(s),
        s === null || length === null ? null : endPosition(Math.max(0, s + length)),
        strand,
        q,
      ]),
    { maxLength: 30, size: 'max' },
  )
}

const below = fc.constantFrom('<', '<=')
const mirrored: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

/** `left op right`, or the same the other way round. */
function compared(left: string, right: string): fc.Arbitrary<string> {
  return fc.tuple(below, fc.boolean()).map(([op, turned]) => (turned ? `${right} ${mirrored[op]} ${left}` : `${left} ${op} ${right}`))
}

const both = (left: string, right: string, other: readonly [string, string]): fc.Arbitrary<string> =>
  fc
    .tuple(compared(left, right), compared(other[0], other[1]), fc.boolean())
    .map(([one, two, turned]) => (turned ? `${two} AND ${one}` : `${one} AND ${two}`))

const overlaps: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: both('a.s', 'b.e', ['b.s', 'a.e']) },
  both('a.s - 3', 'b.e', ['b.s', 'a.e + 3']),
  both('a.s', 'b.e + a.q * 0', ['b.s', 'a.e']), // mixes both sides: only a residual
  fc.constantFrom('a.s BETWEEN b.s AND b.e', 'b.s BETWEEN a.s AND a.e', 'a.s >= b.s AND a.s < b.e', 'b.e > a.s AND b.e <= a.e'),
  fc.constant('overlaps(a.chrom, a.s, a.e, b.chrom, b.s, b.e)'),
  both('CAST(a.s AS BIGINT)', 'CAST(b.e AS BIGINT)', ['b.s', 'a.e']),
)

const condition = fc
  .tuple(
    fc.constantFrom('', 'a.chrom = b.chrom AND ', 'b.chrom = a.chrom AND a.strand = b.strand AND '),
    overlaps,
    fc.constantFrom('', ' AND a.q < b.q', ' AND a.strand <> b.strand', ' AND (a.q = 1 OR b.q = 2)', ' AND a.q > 1', ' AND b.s + a.q > 8'),
  )
  .map(parts => parts.join(''))

const kinds = ['JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN', 'SEMI JOIN', 'ANTI JOIN']
const outputs = ['a.chrom, a.s, a.e, a.q, b.s, b.e, b.strand', 'b.q', 'count(*)', 'a.e, b.chrom']
const onlyLeft = ['a.chrom, a.s, a.e, a.q', 'a.q', 'count(*)']

const query = fc
  .tuple(fc.constantFrom(...kinds), condition, fc.nat(), fc.constantFrom('', ' WHERE a.q >= 1'))
  .map(([kind, on, output, where]) => {
    const columns = kind.startsWith('SEMI') || kind.startsWith('ANTI') ? onlyLeft : outputs
    return `SELECT ${columns[output % columns.length]} FROM a ${kind} b ON ${on}${kind.startsWith('RIGHT') || kind.startsWith('FULL') ? '' : where}`
  })

const without = optimizerRules.filter(rule => rule !== planIntervalJoins)

const hasIntervalJoin = (plan: LogicalPlan): boolean => plan.kind === 'interval-join' || planInputs(plan).some(hasIntervalJoin)

const held = { left: 0 }
const holdsLeft = (operator: PhysicalOperator): boolean => operator.describe().build === 'left' || operator.children.some(holdsLeft)

async function answer(plan: LogicalPlan, intervalJoins: PlanningContext['intervalJoins'] = {}, batchSize = 8192): Promise<string[]> {
  const operator = await createPhysicalPlan(plan, { targetPartitions: 2, functions, intervalJoins })
  if (holdsLeft(operator)) held.left++
  const found = await runPhysical(operator, contextOf({ batchSize }))
  return found.map(row => row.map(value => (value === null ? 'NULL' : String(value))).join(' '))
}

const tables = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(rows(false), rows(true)).map(([a, b]) => ({ a, b, ofA: fieldsA, ofB: fieldsB })) },
  fc.tuple(rows(true, LIFT), rows(true, LIFT)).map(([a, b]) => ({ a, b, ofA: fieldsLifted, ofB: fieldsLifted })),
)

test('an interval join gives the rows of a nested loop', async () => {
  let planned = 0
  await fc.assert(
    fc.asyncProperty(tables, query, fc.integer({ min: 1, max: 9 }), async ({ a, b, ofA, ofB }, sql, batchSize) => {
      const session = planSession()
      session.tables.set('a', fileTable(ofA, a, { partitionRows: 7 }))
      session.tables.set('b', memoryTable(ofB, b))
      const bound = await planOf(sql, session)
      const expected = (await answer(optimize(bound, { functions, rules: without }).plan)).sort()
      const { plan } = optimize(bound, { functions })
      if (hasIntervalJoin(plan)) planned++
      for (const intervalJoins of [{}, { algorithm: 'tree' }, { lowMemory: true }] as const) {
        const found = await answer(plan, intervalJoins, batchSize)
        expect(found.toSorted(), sql).toEqual(expected)
        expect(await answer(plan, intervalJoins, batchSize), `${sql}, again`).toEqual(found)
      }
    }),
    { numRuns: 600, seed: 20261124 },
  )
  expect(planned).toBeGreaterThan(450)
  expect(held.left).toBeGreaterThan(100)
})
