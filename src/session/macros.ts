/** CREATE MACRO and DROP MACRO. */
import { QueryError } from '../common/errors.ts'
import { suggest } from '../common/suggest.ts'
import type { BoundStatement } from '../sql/bound-statement.ts'
import type { StatementContext } from './statement-context.ts'

export function createMacro(statement: BoundStatement & { kind: 'create-macro' }, { macros, environment }: StatementContext): void {
  const { macro, orReplace, ifNotExists } = statement
  const key = macro.name.toLowerCase()
  const { functions } = environment
  if (functions.scalar(key) || functions.aggregate(key) || functions.window(key)) {
    throw new QueryError('PLAN', `"${macro.name}" is a built-in function. Give the macro another name.`)
  }
  if (macros.has(key) && !orReplace) {
    if (ifNotExists) return
    throw new QueryError('PLAN', `Macro "${macro.name}" already exists. Write CREATE OR REPLACE MACRO to replace it.`)
  }
  macros.set(key, macro)
}

export function dropMacro(name: string, { ifExists }: { readonly ifExists: boolean }, macros: StatementContext['macros']): void {
  if (macros.delete(name.toLowerCase()) || ifExists) return
  const nearest = suggest(name, [...macros.keys()])
  throw new QueryError('PLAN', `Macro "${name}" not found.${nearest ? ` Did you mean "${nearest}"?` : ''}`)
}
