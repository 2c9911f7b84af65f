/** A file, or several of one format, as a table. */
import type { TableProvider } from '../catalog/table-provider.ts'
import type { FileInfo } from './file-format.ts'

export interface FileTable extends TableProvider {
  readonly format: string
  readonly info: FileInfo
}
