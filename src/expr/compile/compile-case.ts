/** CASE: conditions and results run only on the rows that come to them where they may fail or cost much, else on all rows. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import { constantColumn } from '../../columnar/constant-column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { castColumn } from '../../kernels/cast-column.ts'
import { trueRows } from '../../kernels/true-rows.ts'
import { canFail } from '../can-fail.ts'
import type { Expr } from '../expr.ts'
import { isExpensive } from '../is-expensive.ts'
import { typeOf } from '../type-of.ts'
import { batchRows } from './batch-rows.ts'
import type { Compiler, Evaluate } from './compiler.ts'

/** A guarded result: no condition means all rows that are left. */
interface Branch {
  readonly when: Evaluate | undefined
  readonly result: Evaluate
  readonly columns: ReadonlySet<number>
}

export function compileCase(expr: Expr & { readonly kind: 'case' }, compiler: Compiler): Evaluate {
  const type = typeOf(expr)
  const branches = expr.branches.map(branch => ({
    when: compiler.compile(branch.when),
    result: compiler.compile(branch.then),
    columns: new Set([...compiler.columnIndexes(branch.when), ...compiler.columnIndexes(branch.then)]),
  }))
  const last = expr.otherwise ?? ({ kind: 'literal', type, value: null } as const)
  const all = [...branches, { when: undefined, result: compiler.compile(last), columns: compiler.columnIndexes(last) }]
  const parts = [...expr.branches.flatMap(branch => [branch.when, branch.then]), last]
  if (parts.some(part => canFail(part) || isExpensive(part))) return batch => evaluateBranches(all, batch, type)
  return batch => chooseRows(all, batch, type)
}

/** Everything on all rows, then a choice: nothing is picked out before the end. */
function chooseRows(branches: readonly Branch[], batch: Batch, type: DataType): Column {
  const { numRows } = batch
  const places = new Uint32Array(numRows)
  const pieces = branches.map(branch => castColumn(branch.result(batch), { to: type }))
  const otherwise = (branches.length - 1) * numRows
  for (let row = 0; row < numRows; row++) places[row] = otherwise + row
  // From the last to the first, so that the first that is TRUE stays.
  for (let i = branches.length - 2; i >= 0; i--) {
    const rows = branches[i]!.when?.(batch) // i is below the length
    if (rows) choose(trueRows(rows), i * numRows, places)
  }
  return takeColumn(concatColumns(pieces), places)
}

function choose(rows: Uint32Array | 'all', offset: number, places: Uint32Array): void {
  if (rows === 'all') for (let row = 0; row < places.length; row++) places[row] = offset + row
  else for (let i = 0; i < rows.length; i++) places[rows[i]!] = offset + rows[i]! // i < length
}

/** Each branch gives the rows that it takes; together they are all rows, put back in order at the end. */
function evaluateBranches(branches: readonly Branch[], batch: Batch, type: DataType): Column {
  const pieces: Column[] = []
  /** For each row, where it stands in the pieces one after the other. */
  const places = new Uint32Array(batch.numRows)
  let taken = 0
  let rest: Uint32Array = Uint32Array.from(places.keys())
  for (const branch of branches) {
    if (rest.length === 0) break
    const some = rest.length === batch.numRows ? batch : batchRows(batch, rest, branch.columns)
    const chosen = branch.when ? trueRows(branch.when(some)) : 'all'
    const piece = chosen === 'all' ? branch.result(some) : branch.result(batchRows(some, chosen, branch.columns))
    const picked = chosen === 'all' ? rest : chosen.map(row => rest[row]!) // rows of `some` are places in `rest`
    for (let i = 0; i < picked.length; i++) places[picked[i]!] = taken + i
    taken += picked.length
    if (picked.length > 0) pieces.push(castColumn(piece, { to: type }))
    rest = chosen === 'all' ? new Uint32Array(0) : without(rest, chosen)
  }
  const [first] = pieces
  if (!first) return constantColumn(type, null, 0)
  return pieces.length === 1 ? first : takeColumn(concatColumns(pieces), places)
}

/** The entries of `rows` but those at the given places, which are in order. */
function without(rows: Uint32Array, places: Uint32Array): Uint32Array {
  const out = new Uint32Array(rows.length - places.length)
  let next = 0
  let at = 0
  for (let i = 0; i < rows.length; i++) {
    if (places[next] === i) next++
    else out[at++] = rows[i]! // i < length
  }
  return out
}
