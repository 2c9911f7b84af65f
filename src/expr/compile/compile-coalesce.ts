/** COALESCE whose later arguments may fail: each runs only on the rows that are still NULL. */
import type { Column } from '../../columnar/column.ts'
import { concatColumns } from '../../columnar/concat-columns.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { isNullColumn } from '../../kernels/logic.ts'
import { trueRows } from '../../kernels/true-rows.ts'
import type { Expr } from '../expr.ts'
import { batchRows } from './batch-rows.ts'
import type { Compiler, Evaluate } from './compiler.ts'

export function compileCoalesce(expr: Expr & { readonly kind: 'call' }, compiler: Compiler): Evaluate {
  const args = expr.args.map(arg => ({ evaluate: compiler.compile(arg), columns: compiler.columnIndexes(arg) }))
  return batch => {
    const [first, ...others] = args
    let result = first!.evaluate(batch) // the binder asks for an argument
    for (const { evaluate, columns } of others) {
      const rows = trueRows(isNullColumn(result))
      if (rows === 'all') result = evaluate(batch)
      else if (rows.length > 0) result = replaceRows(result, rows, evaluate(batchRows(batch, rows, columns)))
    }
    return result
  }
}

function replaceRows(column: Column, rows: Uint32Array, values: Column): Column {
  const places = new Uint32Array(column.length)
  for (let i = 0; i < places.length; i++) places[i] = i
  for (let i = 0; i < rows.length; i++) places[rows[i]!] = column.length + i // i < length
  return takeColumn(concatColumns([column, values]), places)
}
