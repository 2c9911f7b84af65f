/** What an Arrow column becomes, and where it stands. */
import type { DataType } from '../data-type.ts'
import type { ArrowDictionaries } from './arrow-dictionaries.ts'

export interface ArrowTarget {
  /** What typeFromArrow says of the data's type. */
  readonly type: DataType
  readonly dictionaries: ArrowDictionaries
  /** Where the column stands in the table: '2', '2.0'. */
  readonly path: string
}
