/** One aggregate of a grouping while it runs: its arguments, FILTER, DISTINCT and ORDER BY around the function's accumulator. */
import type { Batch } from '../columnar/batch.ts'
import type { Column } from '../columnar/column.ts'
import { concatColumns } from '../columnar/concat-columns.ts'
import type { DataType } from '../columnar/data-type.ts'
import { emptyColumn } from '../columnar/empty-column.ts'
import { takeBatch } from '../columnar/take-batch.ts'
import { takeColumn } from '../columnar/take-column.ts'
import { QueryError } from '../common/errors.ts'
import type { Accumulator, AggregateFunction, Unhurried } from '../functions/function-registry.ts'
import { GroupTable } from '../kernels/grouping/group-table.ts'
import { sortRows } from '../kernels/sort-rows.ts'
import type { AggregationContext } from './aggregation.ts'
import { compileExpr } from './compile-expr.ts'
import { compilePredicate } from './compile-predicate.ts'
import type { Expr, SortKey } from './expr.ts'
import { typeOf } from './type-of.ts'

/** Rows accumulated before the next look at the clock. */
const STEP_ROWS = 1 << 15

type AggregateExpr = Expr & { readonly kind: 'aggregate' }

/** What waits for the end because the aggregate wants its rows in order. */
interface WaitingRows {
  readonly args: readonly Column[]
  readonly keys: readonly Column[]
  readonly groupOf: Uint32Array
}

export class AggregateState {
  readonly #accumulator: Accumulator
  readonly #argTypes: readonly DataType[]
  readonly #args: readonly ((batch: Batch) => Column)[]
  readonly #orderKeys: readonly ((batch: Batch) => Column)[]
  readonly #orderBy: readonly SortKey[]
  readonly #filter: ((batch: Batch) => Uint32Array | 'all') | undefined
  readonly #seen: GroupTable | undefined
  readonly #waiting: WaitingRows[] = []
  readonly #holdsValues: boolean
  #rows = 0
  readonly partialWidth: number

  constructor(aggregate: Expr, { resolve, functions }: AggregationContext) {
    const expr = asAggregate(aggregate)
    const fn = findAggregate(expr.name, name => functions.aggregate(name))
    const argTypes = expr.args.map(typeOf)
    this.#argTypes = argTypes
    this.#holdsValues = fn.holdsValues === true
    this.#accumulator = fn.createAccumulator(argTypes)
    this.#args = expr.args.map(arg => compileExpr(arg, resolve, functions))
    this.#orderBy = expr.orderBy ?? []
    this.#orderKeys = this.#orderBy.map(key => compileExpr(key.expr, resolve, functions))
    this.#filter = expr.filter && compilePredicate(expr.filter, resolve, functions)
    this.#seen = expr.distinct ? new GroupTable([{ kind: 'uint32' }, ...argTypes]) : undefined
    this.partialWidth = fn.createAccumulator(argTypes).partial().length
  }

  /** Rows whose values are kept to the end, of any group; 0 where the state of a group does not grow with its rows. */
  get heldRows(): number {
    if (this.#seen) return this.#seen.numGroups
    return this.#holdsValues || this.#orderBy.length > 0 ? this.#rows : 0
  }

  update(batch: Batch, groupOf: Uint32Array, numGroups: number): void {
    const rows = this.#filter ? this.#filter(batch) : 'all'
    const passing = rows === 'all' ? batch : takeBatch(batch, rows)
    const groups = rows === 'all' ? groupOf : gather(groupOf, rows)
    this.#rows += passing.numRows
    const args = this.#args.map(evaluate => evaluate(passing))
    if (this.#orderKeys.length > 0) {
      this.#waiting.push({ args, keys: this.#orderKeys.map(evaluate => evaluate(passing)), groupOf: groups })
    } else this.#accumulate(args, groups, numGroups)
  }

  merge(partial: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    this.#rows += groupOf.length
    this.#accumulator.merge(partial, groupOf, numGroups)
  }

  partial(numGroups: number): readonly Column[] {
    this.#reachAllGroups(numGroups)
    return this.#accumulator.partial()
  }

  /** The long part of `finish`, with turns for other work. */
  async settle(numGroups: number, unhurried: Unhurried): Promise<void> {
    const [first] = this.#waiting
    if (first) {
      const { args, keys, groupOf } = this.#takeWaiting(first)
      await unhurried.breathe()
      await this.#accumulateSlowly({ args, groupOf, order: await unhurried.order(keys, this.#orderBy) }, numGroups, unhurried)
    }
    this.#reachAllGroups(numGroups)
    await this.#accumulator.settle?.(unhurried)
  }

  finish(numGroups: number): Column {
    this.#accumulateInOrder(numGroups)
    this.#reachAllGroups(numGroups)
    return this.#accumulator.finish()
  }

  partialTypes(): readonly DataType[] {
    return this.#accumulator.partial().map(column => column.type)
  }

  #accumulate(args: readonly Column[], groupOf: Uint32Array, numGroups: number): void {
    if (!this.#seen) {
      this.#accumulator.update(args, groupOf, numGroups)
      return
    }
    const first = this.#firstOfEach(this.#seen, args, groupOf)
    const distinct = args.map(column => takeColumn(column, first))
    this.#accumulator.update(distinct, gather(groupOf, first), numGroups)
  }

  /** Rows whose arguments their group has not seen before. */
  #firstOfEach(seen: GroupTable, args: readonly Column[], groupOf: Uint32Array): Uint32Array {
    const group: Column = { type: { kind: 'uint32' }, length: groupOf.length, nullCount: 0, values: groupOf }
    let known = seen.numGroups
    const numbers = seen.assign([group, ...args], groupOf.length)
    const first = new Uint32Array(seen.numGroups - known)
    let count = 0
    // New numbers appear in ascending order.
    for (let row = 0; row < numbers.length; row++) {
      if (numbers[row] !== known) continue
      first[count++] = row
      known++
    }
    return first
  }

  #accumulateInOrder(numGroups: number): void {
    const [first] = this.#waiting
    if (!first) return
    const { args, keys, groupOf } = this.#takeWaiting(first)
    const order = sortRows(keys, this.#orderBy)
    const ordered = args.map(column => takeColumn(column, order))
    this.#accumulate(ordered, gather(groupOf, order), numGroups)
  }

  async #accumulateSlowly(
    { args, groupOf, order }: Pick<WaitingRows, 'args' | 'groupOf'> & { readonly order: Uint32Array },
    numGroups: number,
    { breathe }: Pick<Unhurried, 'breathe'>,
  ): Promise<void> {
    for (let start = 0; start < order.length; start += STEP_ROWS) {
      const some = order.subarray(start, start + STEP_ROWS)
      const ordered = args.map(column => takeColumn(column, some))
      this.#accumulate(ordered, gather(groupOf, some), numGroups)
      const pause = breathe()
      if (pause) await pause
    }
  }

  /** All of them, as they came; nothing waits any more. */
  #takeWaiting(first: WaitingRows): WaitingRows {
    const concat = (columnsOf: (waiting: WaitingRows) => readonly Column[]) =>
      // Every part has as many columns as the first.
      columnsOf(first).map((_, index) => concatColumns(this.#waiting.map(waiting => columnsOf(waiting)[index]!)))
    const groupOf = new Uint32Array(this.#waiting.reduce((sum, waiting) => sum + waiting.groupOf.length, 0))
    let at = 0
    for (const waiting of this.#waiting) {
      groupOf.set(waiting.groupOf, at)
      at += waiting.groupOf.length
    }
    const all = { args: concat(waiting => waiting.args), keys: concat(waiting => waiting.keys), groupOf }
    this.#waiting.length = 0
    return all
  }

  /** Groups whose rows a FILTER removed, and the one group of no rows, are known to the accumulator only by their number. */
  #reachAllGroups(numGroups: number): void {
    this.#accumulator.update(this.#argTypes.map(emptyColumn), new Uint32Array(0), numGroups)
  }
}

function asAggregate(expr: Expr): AggregateExpr {
  if (expr.kind === 'aggregate') return expr
  throw new QueryError('INTERNAL', `Expected an aggregate, got ${expr.kind}. This is a bug in locusql.`)
}

function findAggregate(name: string, find: (name: string) => AggregateFunction | undefined): AggregateFunction {
  const fn = find(name)
  if (fn) return fn
  throw new QueryError('INTERNAL', `There is no aggregate function "${name}". This is a bug in locusql.`)
}

function gather(values: Uint32Array, rows: Uint32Array): Uint32Array {
  const gathered = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i++) gathered[i] = values[rows[i]!]! // rows are positions in values
  return gathered
}
