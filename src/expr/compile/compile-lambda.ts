/** Functions that run a lambda over the items of lists: list_transform, list_filter, list_reduce. All items of a batch at once, not list by list. */
import type { Batch } from '../../columnar/batch.ts'
import { getBit } from '../../columnar/bitmap.ts'
import type { Column } from '../../columnar/column.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import { constantColumn } from '../../columnar/constant-column.ts'
import { isValid } from '../../columnar/is-valid.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { NO_ROW, takeColumnOrNull } from '../../columnar/take-column-or-null.ts'
import { QueryError } from '../../common/errors.ts'
import { withValidity } from '../../kernels/boolean-column.ts'
import { trueRows } from '../../kernels/true-rows.ts'
import type { Expr } from '../expr.ts'
import type { Compiler, Evaluate } from './compiler.ts'

type Call = Expr & { readonly kind: 'call' }
type Lambda = Expr & { readonly kind: 'lambda' }

// `!` below: list columns have offsets, one more than rows, and one child.

/** Undefined: the call has no lambda. */
export function compileLambdaCall(expr: Call, compiler: Compiler): Evaluate | undefined {
  const [list, lambda, initial] = expr.args
  if (!list || lambda?.kind !== 'lambda') return undefined
  const evaluateList = compiler.compile(list)
  const body = compileBody(lambda, compiler)
  if (expr.name === 'list_reduce') {
    const start = initial && compiler.compile(initial)
    return batch => {
      const column = evaluateList(batch)
      if (column.type.kind === 'null') return constantColumn(expr.type, null, batch.numRows)
      return reduce({ list: column, batch, initial: start?.(batch) }, body)
    }
  }
  const apply = expr.name === 'list_filter' ? filtered : transformed
  return batch => {
    const column = evaluateList(batch)
    if (column.type.kind === 'null') return constantColumn(expr.type, null, batch.numRows)
    const items = itemsOf(column)
    const result = body(batch, items.owners, [takeColumn(column.children![0]!, items.places), items.positions])
    return withValidity({ ...apply(column, items, result), type: expr.type }, column.validity)
  }
}

/** The value of the body for so many calls: the row of the batch that each call belongs to, and the parameters' values. */
type Body = (batch: Batch, owners: Uint32Array, parameters: readonly Column[]) => Column

/** The body sees the columns that it uses, then its own parameters; parameters of lambdas around it count as columns. */
function compileBody(lambda: Lambda, compiler: Compiler): Body {
  const captured = [...compiler.columnIndexes(lambda.body)]
  const parameters = new Map<number, number>()
  for (const [id, index] of compiler.parameters) parameters.set(id, captured.indexOf(index))
  for (const [i, parameter] of lambda.parameters.entries()) parameters.set(parameter.id, captured.length + i)
  const inner = compiler.inside({ resolve: column => captured.indexOf(compiler.resolve(column)), parameters })
  const evaluate = inner.compile(lambda.body)
  return (batch, owners, values) => {
    const outer = captured.map(index => takeColumn(columnAt(batch, index), owners))
    return evaluate({ schema: { fields: [] }, numRows: owners.length, columns: [...outer, ...values.slice(0, lambda.parameters.length)] })
  }
}

function columnAt({ columns }: Batch, index: number): Column {
  const column = columns[index]
  if (!column)
    throw new QueryError('INTERNAL', 'A column that a lambda uses is not in its batch. This is a bug in locusql; please report it.')
  return column
}

interface Items {
  /** Places in the list's child, without those of NULL lists. */
  readonly places: Uint32Array
  /** The row of each. */
  readonly owners: Uint32Array
  /** The place of each in its list; 1 is the first. */
  readonly positions: Column
  /** Where the items of each row begin and end. */
  readonly offsets: Int32Array
}

function itemsOf(list: Column): Items {
  const offsets = new Int32Array(list.length + 1)
  for (let row = 0; row < list.length; row++) {
    const length = isValid(list, row) ? list.offsets![row + 1]! - list.offsets![row]! : 0
    offsets[row + 1] = offsets[row]! + length
  }
  const total = offsets[list.length]!
  const places = new Uint32Array(total)
  const owners = new Uint32Array(total)
  const positions = new BigInt64Array(total)
  for (let row = 0; row < list.length; row++) {
    for (let at = offsets[row]!, item = 0; at < offsets[row + 1]!; at++, item++) {
      places[at] = list.offsets![row]! + item
      owners[at] = row
      positions[at] = BigInt(item + 1)
    }
  }
  return { places, owners, offsets, positions: { type: { kind: 'int64' }, length: total, nullCount: 0, values: positions } }
}

function transformed(list: Column, { offsets }: Items, result: Column): Column {
  return { ...list, offsets, children: [result] }
}

function filtered(list: Column, { offsets, places }: Items, result: Column): Column {
  const kept = trueRows(result)
  if (kept === 'all') return { ...list, offsets, children: [takeColumn(list.children![0]!, places)] }
  const shorter = new Int32Array(offsets.length)
  let next = 0
  for (let row = 0; row < list.length; row++) {
    while (next < kept.length && kept[next]! < offsets[row + 1]!) next++
    shorter[row + 1] = next
  }
  return {
    ...list,
    offsets: shorter,
    children: [
      takeColumn(
        list.children![0]!,
        kept.map(at => places[at]!),
      ),
    ],
  }
}

/** Step by step, all lists that are long enough at once. An empty list without a start gives NULL. */
function reduce(of: { readonly list: Column; readonly batch: Batch; readonly initial: Column | undefined }, body: Body): Column {
  const { list, batch, initial } = of
  const { offsets } = itemsOf(list)
  const child = list.children![0]!
  const lengthOf = (row: number) => offsets[row + 1]! - offsets[row]!
  const first = Uint32Array.from({ length: list.length }, (_, row) => (lengthOf(row) > 0 ? list.offsets![row]! : NO_ROW))
  let sum = initial ?? takeColumnOrNull(child, first)
  for (let step = initial ? 0 : 1; ; step++) {
    const rows = Uint32Array.from({ length: list.length }, (_, row) => row).filter(row => lengthOf(row) > step)
    if (rows.length === 0) break
    const position = new BigInt64Array(rows.length).fill(BigInt(step + 1))
    const parameters: readonly Column[] = [
      takeColumn(sum, rows),
      takeColumn(
        child,
        rows.map(row => list.offsets![row]! + step),
      ),
      { type: { kind: 'int64' }, length: rows.length, nullCount: 0, values: position },
    ]
    const result = body(batch, rows, parameters)
    const places = Uint32Array.from({ length: list.length }, (_, row) => row)
    for (let i = 0; i < rows.length; i++) places[rows[i]!] = list.length + i
    sum = takeColumn(concatColumns([sum, result]), places)
  }
  const nulls = list.validity
  return nulls
    ? takeColumnOrNull(
        sum,
        Uint32Array.from({ length: list.length }, (_, row) => (getBit(nulls, row) ? row : NO_ROW)),
      )
    : sum
}
