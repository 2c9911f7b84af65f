/** The types of the columns that random queries work on. */
export type QueryType = 'int' | 'float' | 'text' | 'bool' | 'date'

export const queryTypes: readonly QueryType[] = ['int', 'int', 'float', 'text', 'text', 'bool', 'date']

/** A column that an expression may name. */
export interface QueryColumn {
  readonly sql: string
  readonly type: QueryType
}
