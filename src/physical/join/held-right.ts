/** The right side of a hash join in memory, by key, and the rows that it gives with the batches of the left side. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { compileExpr } from '../../expr/compile-expr.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { JoinKeys } from '../../logical/logical-plan.ts'
import type { HashJoinSpec } from '../hash-join-exec.ts'
import type { TaskContext } from '../physical-operator.ts'
import { resolveById } from '../resolve-by-id.ts'
import { takeCooperatively } from '../take-cooperatively.ts'
import type { Candidates } from './candidates.ts'
import { DirectIndex } from './direct-index.ts'
import { JoinOutput } from './join-output.ts'
import { KeyIndex } from './key-index.ts'

/** The right row that may match each left row, -1: none; undefined where a key may find more than one. */
type FindSingle = (keys: readonly Column[], numRows: number) => Int32Array | undefined

interface HeldIndex {
  readonly single: FindSingle
  readonly candidates: (keys: readonly Column[], numRows: number) => Candidates
}

export class HeldRight {
  readonly #index: HeldIndex
  readonly #output: JoinOutput
  readonly #leftKeys: readonly ((batch: Batch) => Column)[]

  private constructor(index: HeldIndex, right: Batch, spec: HashJoinSpec) {
    const { on, leftIds, functions } = spec
    this.#index = index
    this.#output = new JoinOutput(spec, right)
    this.#leftKeys = on.map(pair => compileExpr(pair.left, resolveById(leftIds), functions))
  }

  static async build(
    right: Batch,
    rightKeys: readonly Column[],
    of: { readonly spec: HashJoinSpec; readonly context: TaskContext },
  ): Promise<HeldRight> {
    const { spec, context } = of
    const direct = await directly(right, rightKeys, of)
    if (direct) return new HeldRight(direct.index, direct.right, spec)
    const nullsEqual = spec.on.map(pair => pair.nullsEqual === true)
    const index = await KeyIndex.build({ keys: rightKeys, types: spec.on.map(keyType), numRows: right.numRows, nullsEqual }, context)
    const single: FindSingle = (keys, numRows) => (spec.residual ? undefined : index.single(keys, numRows))
    return new HeldRight({ single, candidates: (keys, numRows) => index.candidates(keys, numRows) }, right, spec)
  }

  async *probe(left: Batch, context: TaskContext): AsyncGenerator<Batch> {
    const keys = this.#leftKeys.map(evaluate => evaluate(left))
    const found = this.#index.single(keys, left.numRows)
    if (!found) {
      yield* this.#output.probe(left, this.#index.candidates(keys, left.numRows), context)
      return
    }
    const batch = this.#output.single(left, found)
    if (batch) yield batch
  }

  /** After the last left batch of a right or full join. */
  unmatchedRight(context: TaskContext): AsyncGenerator<Batch> {
    return this.#output.unmatchedRight(context)
  }
}

/** The right rows in the order of their keys; undefined where the keys are of another kind, or where right rows come out by themselves, in their own order. */
async function directly(
  right: Batch,
  [key, ...others]: readonly Column[],
  { spec, context }: { readonly spec: HashJoinSpec; readonly context: TaskContext },
): Promise<{ readonly index: HeldIndex; readonly right: Batch } | undefined> {
  const { joinType, on, residual, output, leftIds } = spec
  if (!key || others.length > 0 || residual || joinType === 'right' || joinType === 'full' || on[0]?.nullsEqual === true) return undefined
  const direct = await DirectIndex.build(key, context)
  if (!direct) return undefined
  const columns: Column[] = []
  for (const [place, column] of right.columns.entries()) {
    // What nobody reads stays where it is.
    const isRead = output === undefined || output.includes(leftIds.length + place)
    columns.push(isRead ? await takeCooperatively(column, direct.rows, context) : column)
  }
  const nothing = new Uint32Array(0)
  const index = {
    single: ([column]: readonly Column[]) => column && direct.find(column),
    candidates: () => ({ starts: nothing, ends: nothing }), // every key is single
  }
  return { index, right: { ...right, numRows: direct.rows.length, columns } }
}

/** Texts and a dictionary's entries meet as texts; each entry is looked up once. */
function keyType({ left, right }: JoinKeys): DataType {
  const type = typeOf(right)
  return type.kind === 'dictionary' && typeOf(left).kind === 'utf8' ? typeOf(left) : type
}
