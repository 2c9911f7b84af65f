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
import { JoinOutput } from './join-output.ts'
import { KeyIndex } from './key-index.ts'

export class HeldRight {
  readonly #index: KeyIndex
  readonly #spec: HashJoinSpec
  readonly #output: JoinOutput
  readonly #leftKeys: readonly ((batch: Batch) => Column)[]

  private constructor(index: KeyIndex, right: Batch, spec: HashJoinSpec) {
    const { on, leftIds, functions } = spec
    this.#index = index
    this.#spec = spec
    this.#output = new JoinOutput(spec, right)
    this.#leftKeys = on.map(pair => compileExpr(pair.left, resolveById(leftIds), functions))
  }

  static async build(
    right: Batch,
    rightKeys: readonly Column[],
    of: { readonly spec: HashJoinSpec; readonly context: TaskContext },
  ): Promise<HeldRight> {
    const { spec, context } = of
    const nullsEqual = spec.on.map(pair => pair.nullsEqual === true)
    return new HeldRight(
      await KeyIndex.build({ keys: rightKeys, types: spec.on.map(keyType), numRows: right.numRows, nullsEqual }, context),
      right,
      spec,
    )
  }

  async *probe(left: Batch, context: TaskContext): AsyncGenerator<Batch> {
    const keys = this.#leftKeys.map(evaluate => evaluate(left))
    const found = this.#spec.residual ? undefined : this.#index.single(keys, left.numRows)
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

/** Texts and a dictionary's entries meet as texts; each entry is looked up once. */
function keyType({ left, right }: JoinKeys): DataType {
  const type = typeOf(right)
  return type.kind === 'dictionary' && typeOf(left).kind === 'utf8' ? typeOf(left) : type
}
