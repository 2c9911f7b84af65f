/** A column of a Parquet file, or a part of one, as the reader sees it. */
import type { DataType } from '../../columnar/data-type.ts'

/** What the bytes of a leaf stand for, where its column type alone does not say. */
export type LeafKind = 'value' | 'decimal' | 'float16' | 'uuid' | 'nanoseconds' | 'unsigned'

export type ParquetNode =
  | { readonly kind: 'leaf'; readonly type: DataType; readonly leaf: LeafKind; readonly scale?: number }
  | { readonly kind: 'list'; readonly type: DataType; readonly item: ParquetNode }
  | { readonly kind: 'struct'; readonly type: DataType; readonly children: ReadonlyMap<string, ParquetNode> }
