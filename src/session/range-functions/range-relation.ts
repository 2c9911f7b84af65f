/** Binds a range operation over operands of every kind: what the methods of sessions and relations run. */
import type { TableFunctionArgument } from '../../catalog/catalog.ts'
import type { Field } from '../../columnar/data-type.ts'
import { QueryError } from '../../common/errors.ts'
import type { JsonValue } from '../../common/json.ts'
import { type ColumnIds, createColumnIds } from '../../logical/column-ids.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { scanNode } from '../../logical/nodes/scan-node.ts'
import { renumberPlan } from '../../logical/renumber-plan.ts'
import type { BindContext } from '../../sql/binder/bind-context.ts'
import { type ArrowInput, readArrowInput } from '../arrow-input.ts'
import { MemoryTable } from '../memory-table.ts'
import { Relation } from '../relation.ts'
import type { RelationSource } from '../relation-source.ts'
import { rowsToBatches } from '../rows-to-batches.ts'
import { snakeCaseNames } from '../snake-case-names.ts'
import { COORDINATE_KEY } from '../table-metadata.ts'
import { bindRangeFunction, type RangeSession } from './bind-range-function.ts'
import { rangeFunctions } from './range-functions.ts'
import type { RangeOperand } from './range-methods.ts'

export interface RangeRelationCall {
  readonly name: string
  readonly operands: readonly RangeOperand[]
  /** Names in camel case: minOverlap is the option min_overlap. */
  readonly options: object
}

export function rangeSource(call: RangeRelationCall, session: RangeSession): RelationSource {
  const fn = rangeFunctions.find(candidate => candidate.name === call.name)
  if (!fn) throw new QueryError('INTERNAL', `There is no range operation ${call.name}.`)
  const { zeroBased, signal: _, ...options } = call.options as { readonly zeroBased?: boolean; readonly signal?: AbortSignal } // the two that are not the operation's own
  const metadata = zeroBased === undefined ? {} : { [COORDINATE_KEY]: String(zeroBased) }
  return async context => {
    const ids = createColumnIds()
    const args: TableFunctionArgument[] = []
    for (const [place, operand] of call.operands.entries()) {
      args.push(await argumentOf(operand, { context, ids, metadata, columns: expectedColumns(call.options, place) }))
    }
    // complement takes its view as a second table here, and as an option in SQL.
    const accepting = {
      ...fn,
      operands: [...fn.operands, ...Array<string>(Math.max(0, args.length - fn.operands.length)).fill('the view')],
    }
    const named = snakeCaseNames(options as { readonly [name: string]: JsonValue }) // options are JSON by their types; anything else is refused when it is read
    return { kind: 'query', plan: await bindRangeFunction(accepting, { args, named, warn: message => context.warn(message) }, session) }
  }
}

interface OperandContext {
  readonly context: BindContext
  readonly ids: ColumnIds
  readonly metadata: Readonly<Record<string, string>>
  /** What a list without rows is taken to have. */
  readonly columns: readonly Field[]
}

async function argumentOf(operand: RangeOperand, { context, ids, metadata, columns }: OperandContext): Promise<TableFunctionArgument> {
  if (typeof operand === 'string') return { kind: 'value', value: operand }
  // Each relation numbers its columns from 1.
  if (operand instanceof Relation) return { kind: 'relation', plan: renumberPlan(await operand.plan(context), ids) }
  return {
    kind: 'relation',
    plan: scanNode({ table: 'rows', provider: await memoryTable(operand, metadata, columns) }, ids) satisfies LogicalPlan,
  }
}

/** The names that the options give, else the usual ones; place 0 is the left table. */
function expectedColumns(options: object, place: number): readonly Field[] {
  const given: Partial<Record<string, unknown>> = { ...options }
  const names = [given[`cols${place + 1}`], place === 1 ? given.viewCols : undefined, given.cols].find(isTexts) ?? ['chrom', 'start', 'end']
  const more = given.onCols
  return [
    ...names.map((name, i): Field => ({ name, type: { kind: i === 0 ? 'utf8' : 'int64' }, nullable: true })),
    ...(isTexts(more) ? more : []).map((name): Field => ({ name, type: { kind: 'utf8' }, nullable: true })),
  ]
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string')
}

async function memoryTable(
  operand: ArrowInput | readonly object[],
  metadata: Readonly<Record<string, string>>,
  columns: readonly Field[],
): Promise<MemoryTable> {
  if (isRows(operand)) {
    if (operand.length === 0) return MemoryTable.of('rows', { fields: columns, metadata }, [])
    const { schema, batches } = rowsToBatches(operand, metadata)
    return MemoryTable.of('rows', schema, batches)
  }
  const { schema, batches } = await readArrowInput(operand)
  return MemoryTable.of('table', { ...schema, metadata: { ...metadata, ...schema.metadata } }, batches)
}

/** Record batches are an array too. */
function isRows(operand: ArrowInput | readonly object[]): operand is readonly object[] {
  if (!Array.isArray(operand)) return false
  const first: unknown = operand[0]
  return !(typeof first === 'object' && first !== null && 'numRows' in first && 'schema' in first)
}
