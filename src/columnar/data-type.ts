/** Every column type, as JSON, so that an Expr can name one. Maps one to one to an Arrow type. Closed set: adding one is an engine change. */
export type DataType =
  | { readonly kind: 'null' | 'boolean' | 'utf8' | 'binary' | 'date' | 'time' | 'float32' | 'float64' } // time: microseconds of a day
  | { readonly kind: 'int8' | 'int16' | 'int32' | 'uint8' | 'uint16' | 'uint32' | 'uint64' }
  /** `declared`: the user wrote BIGINT, so JavaScript sees a bigint. Otherwise (counts, sums, arithmetic on 32-bit columns) it sees a number, and a value beyond 2^53 is an error. */
  | { readonly kind: 'int64'; readonly declared?: true }
  | { readonly kind: 'dictionary' } // utf8 by int32 code
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'timestamp'; readonly unit: 'ms' | 'us'; readonly timezone?: string }
  | { readonly kind: 'interval' } // months, days, microseconds
  | { readonly kind: 'list'; readonly item: DataType }
  | { readonly kind: 'struct'; readonly fields: readonly Field[] }

export interface Field {
  readonly name: string
  readonly type: DataType
  readonly nullable: boolean
  readonly metadata?: Readonly<Record<string, string>>
}
