/** Computes one column an expression. */
import type { Batch } from '../columnar/batch.ts'
import type { Schema } from '../columnar/schema.ts'
import { compileExpr } from '../expr/compile-expr.ts'
import type { Expr } from '../expr/expr.ts'
import { formatExpr } from '../expr/format-expr.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import { FragmentStepExec } from './fragment-step-exec.ts'
import type { PhysicalOperator, PhysicalStrategy, TaskContext } from './physical-operator.ts'
import { resolveById } from './resolve-by-id.ts'
import { runOperator } from './run-operator.ts'

export interface ProjectionSpec {
  readonly schema: Schema
  readonly inputIds: readonly number[]
  readonly exprs: readonly Expr[]
  readonly functions: FunctionRegistry
}

export class ProjectionExec implements PhysicalOperator {
  readonly name = 'ProjectionExec'
  readonly schema: Schema
  readonly children: readonly PhysicalOperator[]
  readonly outputPartitions: number
  readonly #input: PhysicalOperator
  readonly #spec: ProjectionSpec

  constructor(input: PhysicalOperator, spec: ProjectionSpec) {
    this.#input = input
    this.#spec = spec
    this.schema = spec.schema
    this.children = [input]
    this.outputPartitions = input.outputPartitions
  }

  describe(): Readonly<Record<string, string>> {
    return { exprs: describeExprs(this.#spec.exprs, this.schema) }
  }

  async *execute(partition: number, context: TaskContext): AsyncIterable<Batch> {
    const { schema, exprs, inputIds, functions } = this.#spec
    const resolve = resolveById(inputIds)
    const compiled = exprs.map(expr => compileExpr(expr, resolve, functions))
    for await (const batch of runOperator(this.#input, partition, context)) {
      yield { schema, numRows: batch.numRows, columns: compiled.map(evaluate => evaluate(batch)) }
    }
  }
}

/** `[start, start + 1 AS next]`: a name is shown where it is not the expression's own text. */
function describeExprs(exprs: readonly Expr[], schema: Schema): string {
  const items = exprs.map((expr, index) => {
    const name = schema.fields[index]?.name
    const text = formatExpr(expr)
    return name === undefined || name === text || (expr.kind === 'column' && expr.name === name) ? text : `${text} AS ${name}`
  })
  return `[${items.join(', ')}]`
}

/** In the fragment of the input where it has one. */
export function planProjection(input: PhysicalOperator, spec: ProjectionSpec, ids: readonly number[]): PhysicalOperator {
  // '#' keeps a step's columns apart from each other: SELECT a, a gives two columns of one name.
  const names = ids.map(id => `#${id}`)
  const fused = FragmentStepExec.over(input, {
    name: 'ProjectionExec',
    schema: spec.schema,
    inputIds: spec.inputIds,
    exprs: spec.exprs,
    step: renamed => ({ kind: 'projection', exprs: renamed, names }),
    columns: names,
    describe: { exprs: describeExprs(spec.exprs, spec.schema) },
  })
  return fused ?? new ProjectionExec(input, spec)
}

export const projectionStrategy: PhysicalStrategy = {
  name: 'projection',
  plan(node, [input], { functions }) {
    if (node.kind !== 'projection' || !input) return undefined
    const { schema, exprs, ids } = node
    return planProjection(input, { schema, exprs, inputIds: node.input.ids, functions }, ids)
  },
}
