/** What a name of the session's catalog stands for. */
import type { TableProvider } from '../catalog/table-provider.ts'

export type CatalogEntry =
  | { readonly kind: 'table'; readonly name: string; readonly provider: TableProvider; readonly source?: TableSource }
  | { readonly kind: 'view'; readonly name: string; readonly sql: string }

/** Where a table of a file comes from. */
export interface TableSource {
  readonly format: string
  readonly location: string
}
