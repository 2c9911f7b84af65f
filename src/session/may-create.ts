/** Whether CREATE goes on: false if the name is taken and IF NOT EXISTS says that is fine, an error if it is taken. */
import { QueryError } from '../common/errors.ts'
import type { SessionCatalog } from './session-catalog.ts'

interface Creation {
  readonly name: string
  readonly orReplace: boolean
  readonly ifNotExists: boolean
}

export function mayCreate(statement: Creation, catalog: SessionCatalog): boolean {
  const before = catalog.find(statement.name)
  if (!before || statement.orReplace) return true
  if (statement.ifNotExists) return false
  const what = before.kind === 'view' ? 'View' : 'Table'
  throw new QueryError('PLAN', `${what} "${before.name}" already exists. CREATE OR REPLACE replaces it.`)
}
