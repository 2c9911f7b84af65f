/** Which columns are read, and of struct columns which fields. */
import { childrenOf } from '../../expr/children-of.ts'
import type { Expr } from '../../expr/expr.ts'

/** 'all', or the names of the struct fields that are read. */
export type ColumnUse = 'all' | ReadonlySet<string>

export class NeededColumns {
  readonly #uses = new Map<number, ColumnUse>()

  static all(ids: readonly number[]): NeededColumns {
    const needed = new NeededColumns()
    for (const id of ids) needed.add(id, 'all')
    return needed
  }

  has(id: number): boolean {
    return this.#uses.has(id)
  }

  use(id: number): ColumnUse | undefined {
    return this.#uses.get(id)
  }

  add(id: number, use: ColumnUse): void {
    const known = this.#uses.get(id)
    if (known === undefined || use === 'all') this.#uses.set(id, use)
    else if (known !== 'all') this.#uses.set(id, new Set([...known, ...use]))
  }

  addExpr(expr: Expr): void {
    if (expr.kind === 'column') this.add(expr.id, 'all')
    else if (expr.kind === 'field' && expr.operand.kind === 'column') this.add(expr.operand.id, new Set([expr.name]))
    else for (const child of childrenOf(expr)) this.addExpr(child)
  }

  /** These and the columns of more expressions. */
  with(exprs: readonly Expr[]): NeededColumns {
    const more = new NeededColumns()
    for (const [id, use] of this.#uses) more.add(id, use)
    for (const expr of exprs) more.addExpr(expr)
    return more
  }
}
