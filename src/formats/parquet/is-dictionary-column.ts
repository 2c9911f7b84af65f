/** Whether a text column has few distinct values: every row group keeps them in a small dictionary, and none of its pages does without. */
import type { ColumnMetaData, RowGroup } from 'hyparquet'
import { firstPage } from './row-group-parts.ts'

const DICTIONARY_BYTES = 1 << 16

export function isDictionaryColumn(groups: readonly RowGroup[], name: string): boolean {
  return (
    groups.length > 0 &&
    groups.every(group => {
      const meta = group.columns.find(column => column.meta_data?.path_in_schema.join('.') === name)?.meta_data
      return meta !== undefined && hasSmallDictionary(meta) && !hasPlainPages(meta)
    })
  )
}

function hasSmallDictionary(meta: ColumnMetaData): boolean {
  const bytes = Number(meta.data_page_offset - firstPage(meta))
  return bytes > 0 && bytes <= DICTIONARY_BYTES
}

function hasPlainPages({ encodings, encoding_stats: stats }: ColumnMetaData): boolean {
  if (stats !== undefined) return stats.some(({ page_type, encoding }) => page_type !== 'DICTIONARY_PAGE' && !/DICTIONARY/.test(encoding))
  // Without counts of pages: newer writers list PLAIN for the dictionary itself, older ones do not.
  return encodings.includes('PLAIN') && encodings.includes('PLAIN_DICTIONARY')
}
