/** Joins rows whose intervals overlap: holds one side in an index and streams the other past it. */
import type { Batch } from '../columnar/batch.ts'
import type { DataType } from '../columnar/data-type.ts'
import { sameType } from '../columnar/same-type.ts'
import type { Schema } from '../columnar/schema.ts'
import { sliceBatch } from '../columnar/slice-batch.ts'
import { columnsOf } from '../expr/columns-of.ts'
import { formatExpr } from '../expr/format-expr.ts'
import type { OverlapCondition } from '../logical/logical-plan.ts'
import type { Qualifiers } from '../logical/table-of-columns.ts'
import { hasOverlap } from '../ranges/has-overlap.ts'
import type { IntervalSet } from '../ranges/interval-set.ts'
import { orderQueries } from '../ranges/order-queries.ts'
import { OverlapCounter } from '../ranges/overlap-counter.ts'
import type { PairRoom } from '../ranges/overlap-pairs.ts'
import { sweepPairs } from '../ranges/sweep-pairs.ts'
import { coalesce } from './coalesce.ts'
import { type FoundPairs, type HeldSide, holdSide } from './interval/held-side.ts'
import { compileIntervalInput, type IntervalInput } from './interval/interval-input.ts'
import { type JoinRole, type JoinRoles, joinRoles } from './interval/join-roles.ts'
import { KeyCodes } from './interval/key-codes.ts'
import { narrowBatch } from './interval/narrow-batch.ts'
import { type ProbeRun, type ProbeRunsOf, probeRuns } from './interval/probe-runs.ts'
import { type RegionFeed, readRegions } from './interval/region-feed.ts'
import type { Candidates } from './join/candidates.ts'
import { JoinOutput } from './join/join-output.ts'
import type { JoinSpec } from './join/join-spec.ts'
import type { PhysicalOperator, TaskContext } from './physical-operator.ts'
import { runOperator } from './run-operator.ts'

/** Pairs listed at once: bounds memory where one batch meets very many rows. */
const PAIRS_AT_ONCE = { sweep: 1 << 18, tree: 1 << 16 } as const

/** Room for pairs to begin with. */
const FIRST_PAIRS = 1 << 14

/** Pairs of one sorted run: beyond that its rows are looked up in their own order. */
const SWEPT_PAIRS = 1 << 22

export interface IntervalJoinSpec extends JoinSpec {
  /** Of the schema's columns: of the left side, then of the right one. */
  readonly ids: readonly number[]
  readonly overlap: OverlapCondition
  /** The side that is held. */
  readonly build: 'left' | 'right'
  /** 'sweep' sorts rows that are out of order before it looks them up, unless WebAssembly does; 'tree' looks up every row as it comes. */
  readonly algorithm: 'sweep' | 'tree'
  readonly qualifiers: Qualifiers
  /** One side is read first, and its intervals bound the scan of the other. */
  readonly feed?: RegionFeed
}

/** Rows come in the order of the side that streams, then by (start, end, row) of the held one; unmatched rows of the held side last. */
export class IntervalJoinExec implements PhysicalOperator {
  readonly name = 'IntervalJoinExec'
  readonly schema: Schema
  readonly outputPartitions = 1
  #left: PhysicalOperator
  #right: PhysicalOperator
  readonly #spec: IntervalJoinSpec

  constructor(inputs: { readonly left: PhysicalOperator; readonly right: PhysicalOperator }, spec: IntervalJoinSpec) {
    this.#left = coalesce(inputs.left)
    this.#right = coalesce(inputs.right)
    this.#spec = spec
    this.schema = spec.schema
  }

  /** After a run with regions, the bounded side as it ran. */
  get children(): readonly PhysicalOperator[] {
    return [this.#left, this.#right]
  }

  describe(): Readonly<Record<string, string>> {
    const { overlap, joinType, algorithm, build, residual, qualifiers, ids, leftIds, rightIds, schema, feed } = this.#spec
    const format = (expr: Parameters<typeof formatExpr>[0]) => formatExpr(expr, { qualifiers })
    const { left, right, leftStartOp, leftEndOp } = overlap
    const keys = left.keys.map((key, i) => `${format(key)} = ${right.keys[i] ? format(right.keys[i]) : '?'}`)
    const all = joinType === 'semi' || joinType === 'anti' ? leftIds.length : leftIds.length + rightIds.length
    return {
      type: joinType,
      ...(keys.length > 0 && { on: `[${keys.join(', ')}]` }),
      overlap: `[${format(left.start)} ${leftStartOp} ${format(right.end)}, ${format(left.end)} ${leftEndOp} ${format(right.start)}]`,
      ...(residual && { filter: format(residual) }),
      algorithm,
      build,
      ...(feed && { dynamic_regions: `of the ${feed.target} side, from the rows of the other` }),
      ...(ids.length < all && { projection: `[${schema.fields.map(field => field.name).join(', ')}]` }),
    }
  }

  async *execute(_partition: number, context: TaskContext): AsyncIterable<Batch> {
    const roles = joinRoles(this.#spec)
    const buildsLeft = roles.build.ids === this.#spec.leftIds
    const { left, right } = await this.#openSides(roles, context)
    const codes = new KeyCodes(roles.build.columns.keys.length)
    const held = await holdSide(
      {
        input: buildsLeft ? left : right,
        holder: this,
        intervals: this.#intervalsOf(roles.build),
        codes,
        kept: this.#keptOf(roles, 'build'),
      },
      context,
    )
    if (held.batch.numRows === 0 && (roles.joinType === 'inner' || roles.joinType === 'right' || roles.joinType === 'semi')) return
    const batches = runOperator(buildsLeft ? right : left, 0, context)
    const probe = { batches, intervals: this.#intervalsOf(roles.probe), codes, algorithm: this.#spec.algorithm, holder: this }
    if (this.#onlyCounts()) {
      yield* this.#countPairs(probe, held, context)
      return
    }
    const algorithm = held.takesAnyOrder ? 'tree' : probe.algorithm
    yield* this.#join({ roles, held, runs: probeRuns({ ...probe, algorithm }, context), codes }, context)
  }

  /** The sides to read: where one bounds the other, it has been read. */
  async #openSides(
    { probe, build }: JoinRoles,
    context: TaskContext,
  ): Promise<{ readonly left: PhysicalOperator; readonly right: PhysicalOperator }> {
    const { feed, leftIds, functions } = this.#spec
    if (!feed) return { left: this.#left, right: this.#right }
    const [left, right] = probe.ids === leftIds ? [probe, build] : [build, probe]
    const ofLeft = { input: this.#left, role: left }
    const ofRight = { input: this.#right, role: right }
    const [source, bounded] = feed.target === 'left' ? [ofRight, ofLeft] : [ofLeft, ofRight]
    const { input, regions } = await readRegions(source, { feed, bounded: bounded.role, functions }, context)
    if (feed.target === 'left') {
      if (regions) this.#left = coalesce(await feed.plan(regions))
      return { left: this.#left, right: input }
    }
    if (regions) this.#right = coalesce(await feed.plan(regions))
    return { left: input, right: this.#right }
  }

  async *#join(
    of: { readonly roles: JoinRoles; readonly held: HeldSide; readonly runs: AsyncIterable<ProbeRun>; readonly codes: KeyCodes },
    context: TaskContext,
  ): AsyncGenerator<Batch> {
    const { roles, held } = of
    const spec = this.#narrowSpec(roles)
    let output = new JoinOutput(spec, held.batch)
    let pairs = 0
    let ordered = spec.joinType === 'right' || spec.joinType === 'full' // rows of the held side without a match come out in their own order
    const kept = this.#keptOf(roles, 'probe')
    const between = spec.joinType === 'semi' || spec.joinType === 'anti' ? spec.leftIds : [...spec.leftIds, ...spec.rightIds]
    const places = this.#readIds(roles).map(id => between.indexOf(id))
    const finish = (batch: Batch): Batch => ({ ...narrowBatch(batch, places), schema: this.schema })
    const room: PairRoom = { rows: new Int32Array(FIRST_PAIRS) }
    try {
      for await (const run of of.runs) {
        const narrow = narrowBatch(run.batch, kept)
        for (const { from, to, candidates } of this.#candidates(run, held, { groups: of.codes.size, joinType: spec.joinType, room })) {
          const part = from === 0 && to === narrow.numRows ? narrow : sliceBatch(narrow, from, to)
          for await (const batch of output.probe(part, candidates, context)) {
            pairs += batch.numRows
            yield finish(batch)
          }
          if (ordered || pairs <= held.batch.numRows) continue
          // So many rows come out that it pays to have those of the held side where they are wanted one after the other.
          ordered = true
          if (held.putInOrder()) output = new JoinOutput(spec, held.batch)
        }
      }
    } finally {
      held.release()
    }
    for await (const batch of output.unmatchedRight(context)) yield finish(batch)
  }

  /** What each row of a run may match, some rows at a time. */
  *#candidates(
    run: ProbeRun,
    held: HeldSide,
    of: { readonly groups: number; readonly joinType: JoinRoles['joinType']; readonly room: PairRoom },
  ): Generator<{ readonly from: number; readonly to: number; readonly candidates: Candidates }> {
    const { queries, inOrder } = run
    if ((of.joinType === 'semi' || of.joinType === 'anti') && !this.#spec.residual) {
      yield { from: 0, to: queries.length, candidates: oneCandidateWhere(hasOverlap(held.index, queries)) }
      return
    }
    const swept = inOrder ? undefined : sweepPairs(held.index, queries, { ends: held.ends(), groups: of.groups, limit: SWEPT_PAIRS })
    if (swept) {
      yield { from: 0, to: queries.length, candidates: candidatesOf(swept) }
      return
    }
    for (let from = 0; from < queries.length; ) {
      const pairs = held.pairs(queries, { from, limit: PAIRS_AT_ONCE[this.#spec.algorithm], room: of.room })
      yield { from, to: pairs.answered, candidates: candidatesOf(pairs) }
      from = pairs.answered
    }
  }

  #onlyCounts(): boolean {
    const { joinType, ids, residual } = this.#spec
    return joinType === 'inner' && ids.length === 0 && !residual
  }

  /** Nobody reads a column: how many pairs there are is all that is asked. */
  async *#countPairs(probe: ProbeRunsOf, held: HeldSide, context: TaskContext): AsyncGenerator<Batch> {
    const counter = new OverlapCounter(held.index.sorted)
    const algorithm = counter.takesAnyOrder ? 'tree' : probe.algorithm
    try {
      for await (const run of probeRuns({ ...probe, algorithm }, context)) {
        const counts = counter.count(inPlaceOrder(run, probe.codes))
        let pairs = 0
        for (let i = 0; i < counts.length; i++) pairs += counts[i]! // i < length
        for (; pairs > 0; pairs -= context.batchSize)
          yield { schema: this.schema, numRows: Math.min(pairs, context.batchSize), columns: [] }
      }
    } finally {
      counter.release()
    }
  }

  #intervalsOf(role: JoinRole): IntervalInput {
    const { columns, ids, endShift } = role
    const { functions } = this.#spec
    return compileIntervalInput({ columns, ids, functions, startShift: 0, endShift, onNull: 'no-match', operation: 'An interval join' })
  }

  /** Places of the columns that come out or that the residual reads. */
  #keptOf(roles: JoinRoles, side: 'probe' | 'build'): readonly number[] {
    const { residual } = this.#spec
    const read = new Set([...this.#readIds(roles), ...(residual ? columnsOf(residual) : [])])
    return roles[side].ids.flatMap((id, place) => (read.has(id) ? [place] : []))
  }

  /** What stands in each column that comes out: where both sides agree, as they do on keys, the column that streams by, since its rows are near each other. */
  #readIds({ probe, build, joinType }: JoinRoles): readonly number[] {
    const { ids } = this.#spec
    if (joinType !== 'inner') return ids
    const same = new Map<number, number>()
    build.columns.keys.forEach((key, i) => {
      const other = probe.columns.keys[i]
      if (key.kind === 'column' && other?.kind === 'column' && isText(key.type) && sameType(key.type, other.type))
        same.set(key.id, other.id)
    })
    return ids.map(id => same.get(id) ?? id)
  }

  /** The join as JoinOutput sees it: the side that streams is the left one, and columns that nobody reads are gone. */
  #narrowSpec(roles: JoinRoles): JoinSpec {
    const { probe, build, joinType } = roles
    const { residual, functions, leftIds } = this.#spec
    const fieldsOf = (role: JoinRole) => (role.ids === leftIds ? this.#left : this.#right).schema.fields
    const sides = [probe, build].map(role => {
      const places = this.#keptOf(roles, role === probe ? 'probe' : 'build')
      // In range: places of the role's own columns.
      return { ids: places.map(place => role.ids[place]!), fields: places.map(place => fieldsOf(role)[place]!) }
    })
    const [left, right] = sides
    const onlyLeft = joinType === 'semi' || joinType === 'anti'
    return {
      schema: { fields: sides.slice(0, onlyLeft ? 1 : 2).flatMap(side => side.fields) },
      joinType,
      leftIds: left?.ids ?? [],
      rightIds: right?.ids ?? [],
      ...(residual && { residual }),
      functions,
      numbers: 'late',
    }
  }
}

/** Whose count it is does not matter, so the rows that are out of order need not be put back. */
function inPlaceOrder({ queries, inOrder }: ProbeRun, codes: KeyCodes): IntervalSet {
  return inOrder ? queries : orderQueries(queries, codes.size).queries
}

function candidatesOf({ offsets, rows, queries }: Omit<FoundPairs, 'answered'>): Candidates {
  const positions = new Uint32Array(offsets.buffer, offsets.byteOffset, offsets.length) // none is negative
  return {
    starts: positions.subarray(0, -1),
    ends: positions.subarray(1),
    rows: new Uint32Array(rows.buffer, rows.byteOffset, rows.length),
    ...(queries && { lefts: new Uint32Array(queries.buffer, queries.byteOffset, queries.length) }),
  }
}

/** For semi and anti joins any row stands for all. */
function oneCandidateWhere(found: Uint8Array): Candidates {
  return { starts: new Uint32Array(found.length), ends: Uint32Array.from(found), rows: new Uint32Array(1) }
}

/** Equal numbers need not look the same: -0 and 0. */
function isText({ kind }: DataType): boolean {
  return kind === 'dictionary' || kind === 'utf8'
}
