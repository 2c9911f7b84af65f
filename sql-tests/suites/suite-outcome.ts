/** What became of one record, and of one file. */
export interface SuiteOutcome {
  readonly line: number
  readonly sql: string
  readonly status: 'passed' | 'failed' | 'skipped'
  /** Why it failed or was skipped. */
  readonly message?: string
}

export interface SuiteFileOutcome {
  readonly file: string
  readonly outcomes: readonly SuiteOutcome[]
  readonly milliseconds: number
}
