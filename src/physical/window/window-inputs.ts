/** Every value that a window function reads besides the keys, as a list of expressions, and where each stands in it. */
import type { Expr, FrameBound, SortKey } from '../../expr/expr.ts'
import { mapChildren } from '../../expr/map-expr.ts'
import { rangeBound } from '../../expr/range-bound.ts'
import { typeOf } from '../../expr/type-of.ts'
import type { WindowExpr } from './window-spec.ts'

export interface WindowInputs {
  readonly exprs: readonly Expr[]
  /** The call with its arguments as columns whose ids are places in `exprs`. */
  readonly call: Expr
  readonly start: BoundPlaces | undefined
  readonly end: BoundPlaces | undefined
}

/** Places in `exprs`. */
export interface BoundPlaces {
  readonly by: number
  readonly range?: { readonly key: number; readonly value: number; readonly by: SortKey }
}

export function windowInputs(window: WindowExpr): WindowInputs {
  const exprs: Expr[] = []
  const place = (expr: Expr): number => exprs.push(expr) - 1
  const call = mapChildren(window.call, expr => ({ kind: 'column', id: place(expr), name: '', type: typeOf(expr) }))
  const bound = (written: FrameBound): BoundPlaces | undefined => {
    if (!('by' in written)) return undefined
    const by = place(written.by)
    const [key] = window.orderBy
    if (window.frame.unit !== 'range' || !key) return { by }
    const range = rangeBound(key, written)
    return { by, range: { key: place(range.key), value: place(range.value), by: key } }
  }
  const start = bound(window.frame.start)
  return { exprs, call, start, end: bound(window.frame.end) }
}
