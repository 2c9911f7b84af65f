/** One record of an .slt file. */
export type SltSort = 'nosort' | 'rowsort' | 'valuesort'

/** `skipif workers`, `onlyif browser`: a word that holds for a way of running, or not. */
export interface SltCondition {
  readonly when: 'skipif' | 'onlyif'
  readonly word: string
}

interface Common {
  /** 1-based line of the record's first line (`statement …`, `query …`). */
  readonly line: number
  /** 1-based line after the record's last line, exclusive. */
  readonly endLine: number
  readonly conditions: readonly SltCondition[]
}

export type SltRecord =
  | (Common & { readonly kind: 'statement'; readonly sql: string; readonly error?: string }) // error: a regular expression; '' is any
  | (Common & {
      readonly kind: 'query'
      readonly sql: string
      readonly types: string // one letter a column: T text, I integer, R real, B boolean
      readonly sort: SltSort
      readonly label?: string
      readonly expected: readonly string[]
    })
  | (Common & { readonly kind: 'include'; readonly path: string })
  | (Common & { readonly kind: 'halt' })
