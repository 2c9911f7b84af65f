/** What a relation stands for: binds anew each time it runs, so that it sees the tables and options of that moment. */
import type { BindContext } from '../sql/binder/bind-context.ts'
import type { BoundStatement } from '../sql/bound-statement.ts'

export type RelationSource = (context: BindContext) => Promise<BoundStatement>
