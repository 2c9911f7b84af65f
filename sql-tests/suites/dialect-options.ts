/** Options of the session that make it answer as the engine whose files it runs, where PostgreSQL and that engine differ. */
import type { OpenOptions } from '../../src/session/session-context.ts'
import type { SuiteDialect } from './suite-record.ts'

const OPTIONS: Readonly<Record<SuiteDialect, OpenOptions>> = {
  sqlite: { default_null_order: 'sqlite', set_operation_precedence: false },
  datafusion: {},
  duckdb: { default_null_order: 'nulls_last', integer_division: false },
}

export function dialectOptions(dialect: SuiteDialect): OpenOptions {
  return { 'execution.workers': 'off', ...OPTIONS[dialect] }
}
