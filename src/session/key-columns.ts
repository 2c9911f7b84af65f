/** A PRIMARY KEY or UNIQUE constraint of a memory table. */
export interface KeyColumns {
  readonly kind: 'primary-key' | 'unique'
  readonly columns: readonly string[]
}
