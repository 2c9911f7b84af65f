/**
 * The same metadata without what is noted beside the leaves (text, decimal, time …): the library then hands over the stored values, and this
 * room makes columns of them, without a string or Date object a row.
 */
import type { FileMetaData } from 'hyparquet'

export function rawMetadata(metadata: FileMetaData): FileMetaData {
  const schema = metadata.schema.map(element => {
    if (element.type === undefined) return element
    const { converted_type: _, logical_type: __, ...raw } = element
    return raw
  })
  return { ...metadata, schema }
}
