/** Binds a query that a table function is written in, over tables of its own. */
import type { Catalog } from '../../catalog/catalog.ts'
import type { TableProvider } from '../../catalog/table-provider.ts'
import { QueryError } from '../../common/errors.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { bindStatement } from '../../sql/binder/bind-statement.ts'
import { onlyStatement } from '../only-statement.ts'

export async function bindText(
  text: string,
  tables: Readonly<Record<string, TableProvider>>,
  { functions, warn }: { readonly functions: FunctionRegistry; readonly warn: (message: string) => void },
): Promise<LogicalPlan> {
  const catalog: Catalog = {
    table: async name => tables[name],
    file: async location => {
      throw new QueryError('INTERNAL', `A table function asked for the file ${location}. This is a bug in locusql.`)
    },
    tableFunction: () => undefined,
    tableNames: () => Object.keys(tables),
    tableFunctionNames: () => [],
  }
  const bound = await bindStatement(onlyStatement(text), { catalog, functions, parameters: [], warn })
  if (bound.kind === 'query') return bound.plan
  throw new QueryError('INTERNAL', 'A table function is written in a statement that is no query. This is a bug in locusql.')
}
