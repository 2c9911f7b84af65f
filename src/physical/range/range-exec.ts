/** What the range operators share: their inputs, each as one stream, and what EXPLAIN prints. */
import type { Batch } from '../../columnar/batch.ts'
import type { Schema } from '../../columnar/schema.ts'
import { coalesce } from '../coalesce.ts'
import type { JoinRole } from '../interval/join-roles.ts'
import { readRegions } from '../interval/region-feed.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import { describeRangeOperation, type RangeOperationSpec } from './range-operation-spec.ts'

export abstract class RangeExec implements PhysicalOperator {
  abstract readonly name: string
  /** Printed by EXPLAIN. */
  abstract readonly algorithm: string
  readonly schema: Schema
  /** After a run with regions, the bounded side as it ran. */
  children: readonly PhysicalOperator[]
  readonly outputPartitions = 1
  protected readonly spec: RangeOperationSpec

  constructor(inputs: readonly PhysicalOperator[], spec: RangeOperationSpec) {
    this.children = inputs.map(coalesce)
    this.spec = spec
    this.schema = spec.schema
  }

  // Every operation has a left input; those that ask for a right one are planned with two.
  protected get left(): PhysicalOperator {
    return this.children[0]!
  }

  protected get right(): PhysicalOperator {
    return this.children[1]!
  }

  /** The sides to read: where the left one bounds the other, its rows have been read. */
  protected async openSides(context: TaskContext): Promise<{ readonly left: PhysicalOperator; readonly right: PhysicalOperator }> {
    const { feed, functions, inputIds, operation } = this.spec
    const { left, right } = this
    if (!feed) return { left, right }
    const endShift = operation.coordinates === 'one-based-closed' ? 1 : 0
    // Operations with a feed have two inputs.
    const roleOf = (input: 0 | 1): JoinRole => ({ columns: operation.columns[input]!, ids: inputIds[input]!, endShift })
    const { input, regions } = await readRegions({ input: left, role: roleOf(0) }, { feed, bounded: roleOf(1), functions }, context)
    if (regions) this.children = [left, coalesce(await feed.plan(regions))]
    return { left: input, right: this.right }
  }

  /** The place of the left column that holds the starts or ends; -1 where they are computed. */
  protected columnOf(side: 'start' | 'end'): number {
    const expr = this.spec.operation.columns[0]?.[side]
    return expr?.kind === 'column' ? (this.spec.inputIds[0]?.indexOf(expr.id) ?? -1) : -1
  }

  protected get keyCount(): number {
    return this.spec.operation.columns[0]?.keys.length ?? 0
  }

  describe(): Readonly<Record<string, string>> {
    return describeRangeOperation(this.spec, this.algorithm)
  }

  abstract execute(partition: number, context: TaskContext): AsyncIterable<Batch>
}
