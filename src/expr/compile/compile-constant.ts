/** Literals and constant expressions: one value, made into a column once per batch length. */
import type { Column } from '../../columnar/column.ts'
import { constantColumn } from '../../columnar/constant-column.ts'
import type { DataType } from '../../columnar/data-type.ts'
import type { Scalar } from '../../columnar/scalar.ts'
import { scalarAt } from '../../columnar/scalar-at.ts'
import type { Expr } from '../expr.ts'
import { type Literal, scalarOfLiteral } from '../literal.ts'
import type { Compiler, Evaluate } from './compiler.ts'
import { oneRow } from './one-row.ts'

export function compileLiteral(literal: Literal): Evaluate {
  return repeated(literal.type, () => scalarOfLiteral(literal))
}

/** Evaluated when the first row needs it, so that an error in it counts only then. */
export function foldConstant(type: DataType, evaluate: Evaluate): Evaluate {
  return repeated(type, () => scalarAt(evaluate(oneRow), 0))
}

function repeated(type: DataType, value: () => Scalar): Evaluate {
  let scalar: Scalar | undefined
  let known: Column | undefined
  return batch => {
    if (known?.length === batch.numRows) return known
    if (batch.numRows === 0) return constantColumn(type, null, 0)
    scalar ??= value()
    known = constantColumn(type, scalar, batch.numRows)
    return known
  }
}

/** The value of a constant expression; literals, of which an IN list may hold many, without a column each. */
export function constantValue(expr: Expr, compiler: Compiler): Scalar {
  return expr.kind === 'literal' ? scalarOfLiteral(expr) : scalarAt(compiler.compile(expr)(oneRow), 0)
}
