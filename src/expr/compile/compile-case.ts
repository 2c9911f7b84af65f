/** CASE: conditions and results run only on the rows that come to them where they may fail or cost much, else on all rows. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import { constantColumn } from '../../columnar/constant-column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { castColumn } from '../../kernels/cast-column.ts'
import { trueRows } from '../../kernels/true-rows.ts'
import type { Expr } from '../expr.ts'
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
  const otherwise = { when: undefined, result: compiler.compile(last), columns: compiler.columnIndexes(last) }
  return batch => evaluateBranches([...branches, otherwise], batch, type)
}

/** Each branch gives the rows that it takes; together they are all rows, put back in order at the end. */
export function evaluateBranches(branches: readonly Branch[], batch: Batch, type: DataType): Column {
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
