/** One step of a pipeline over scan partitions: an operator that runs inside the fragment of the scan below it. */
import type { PipelineStep } from '../catalog/fragment.ts'
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import type { Expr } from '../expr/expr.ts'
import { isPortable } from '../expr/is-portable.ts'
import { mapExpr } from '../expr/map-expr.ts'
import type { FragmentSource, PhysicalOperator, TaskContext } from './physical-operator.ts'
import { runFragments } from './run-fragments.ts'

export interface FragmentStepSpec {
  readonly name: string
  readonly schema: Schema
  /** Ids of the input's columns. */
  readonly inputIds: readonly number[]
  /** Every expression of the step, with columns by id. */
  readonly exprs: readonly Expr[]
  /** Makes the step of the same expressions with columns by name. */
  readonly step: (exprs: readonly Expr[]) => PipelineStep
  /** Names of the output columns inside the fragment; absent: those of the input. */
  readonly columns?: readonly string[]
  readonly describe: Readonly<Record<string, string>>
}

export class FragmentStepExec implements PhysicalOperator {
  readonly name: string
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions: number
  readonly fragments: FragmentSource
  readonly warnings: readonly string[]
  readonly #describe: Readonly<Record<string, string>>

  /** Undefined where the step cannot join the fragment: the input is none, or an expression must stay in this thread. */
  static over(input: PhysicalOperator, spec: FragmentStepSpec): FragmentStepExec | undefined {
    if (!input.fragments || !spec.exprs.every(isPortable)) return undefined
    return new FragmentStepExec(input, input.fragments, spec)
  }

  private constructor(input: PhysicalOperator, source: FragmentSource, spec: FragmentStepSpec) {
    this.name = spec.name
    this.schema = spec.schema
    this.children = [input]
    this.outputPartitions = input.outputPartitions
    this.#describe = spec.describe
    this.warnings = input.warnings ?? []
    const names = new Map(spec.inputIds.map((id, index) => [id, source.columns[index]]))
    const step = spec.step(spec.exprs.map(expr => withNames(expr, names)))
    this.fragments = {
      columns: spec.columns ?? source.columns,
      fragment(partition) {
        const { scan, pipeline } = source.fragment(partition)
        return { scan, pipeline: [...pipeline, step] }
      },
    }
  }

  describe(): Readonly<Record<string, string>> {
    return { ...this.#describe, in: 'fragment' }
  }

  execute(partition: number, context: TaskContext): AsyncIterable<Batch> {
    return runFragments(this, partition, context)
  }
}

function withNames(expr: Expr, names: ReadonlyMap<number, string | undefined>): Expr {
  return mapExpr(expr, inner => {
    if (inner.kind !== 'column') return inner
    const name = names.get(inner.id)
    return name === undefined || name === inner.name ? inner : { ...inner, name }
  })
}
