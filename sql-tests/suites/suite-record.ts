/** One directive of a public sqllogictest file, in any of the three dialects. */
export type SuiteDialect = 'sqlite' | 'datafusion' | 'duckdb'

export type SuiteSort = 'nosort' | 'rowsort' | 'valuesort'

/** `onlyif sqlite`, `skipif locusql`, `onlyif i=3` (DuckDB: over the variables of a loop). */
export interface SuiteCondition {
  readonly when: 'skipif' | 'onlyif'
  readonly word: string
}

interface Common {
  /** 1-based line of the directive. */
  readonly line: number
  readonly conditions: readonly SuiteCondition[]
}

export type SuiteRecord =
  | (Common & { readonly kind: 'statement'; readonly sql: string; readonly expects: 'ok' | 'error' | 'maybe' })
  | (Common & {
      readonly kind: 'query'
      readonly sql: string
      readonly types: string
      readonly sort: SuiteSort
      /** Queries with one label give the same result. */
      readonly label?: string
      readonly expected: readonly string[]
    })
  | (Common & { readonly kind: 'hash-threshold'; readonly values: number })
  | (Common & { readonly kind: 'halt' })
  | (Common & { readonly kind: 'include'; readonly path: string })
  /** What this engine may not have: the records behind it are skipped aloud where it has not. */
  | (Common & { readonly kind: 'require'; readonly what: string })
  | (Common & { readonly kind: 'mode'; readonly word: string })
  | (Common & {
      readonly kind: 'loop'
      readonly variable: string
      readonly values: readonly string[]
      readonly body: readonly SuiteRecord[]
    })
  /** A directive that is not known; what stands inside `concurrentloop` and `if`. */
  | (Common & { readonly kind: 'unsupported'; readonly what: string; readonly body: readonly SuiteRecord[] })
