/** What the range operators share: their inputs, each as one stream, and what EXPLAIN prints. */
import type { Batch } from '../../columnar/batch.ts'
import type { Schema } from '../../columnar/schema.ts'
import { coalesce } from '../coalesce.ts'
import type { PhysicalOperator, TaskContext } from '../physical-operator.ts'
import { describeRangeOperation, type RangeOperationSpec } from './range-operation-spec.ts'

export abstract class RangeExec implements PhysicalOperator {
  abstract readonly name: string
  /** Printed by EXPLAIN. */
  abstract readonly algorithm: string
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
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

  protected get keyCount(): number {
    return this.spec.operation.columns[0]?.keys.length ?? 0
  }

  describe(): Readonly<Record<string, string>> {
    return describeRangeOperation(this.spec, this.algorithm)
  }

  abstract execute(partition: number, context: TaskContext): AsyncIterable<Batch>
}
