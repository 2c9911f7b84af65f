/** Binds and runs the statements of one session: what a Relation asks when it is consumed. */
import type { Catalog } from '../catalog/catalog.ts'
import type { Schema } from '../columnar/schema.ts'
import type { Int64Rule } from '../columnar/value-reader.ts'
import { QueryError } from '../common/errors.ts'
import type { Expr } from '../expr/expr.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import type { LogicalPlan } from '../logical/logical-plan.ts'
import type { Macro } from '../sql/ast/macro.ts'
import type { Statement } from '../sql/ast/statement.ts'
import type { BindContext } from '../sql/binder/bind-context.ts'
import { bindStatement } from '../sql/binder/bind-statement.ts'
import type { FileTables } from './file-tables.ts'
import type { LinkedSignal } from './link-signals.ts'
import { locateError } from './locate-error.ts'
import { onlyStatement } from './only-statement.ts'
import type { RelationRunner } from './relation.ts'
import type { RelationSource } from './relation-source.ts'
import type { PlanEnvironment } from './run-plan.ts'
import { runStatement } from './run-statement.ts'
import type { RunningQuery } from './running-query.ts'
import { scannedTables } from './scanned-tables.ts'
import type { SessionCatalog } from './session-catalog.ts'
import type { SessionConfig } from './session-config.ts'
import type { SessionExecutors } from './session-executors.ts'
import type { SessionPlatform } from './session-platform.ts'
import type { StatementContext } from './statement-context.ts'
import { Transaction } from './transaction.ts'

/** The parts of the session that statements work on. */
export interface SessionParts {
  readonly platform: SessionPlatform
  readonly config: SessionConfig
  readonly functions: FunctionRegistry
  readonly executors: SessionExecutors
  readonly files: FileTables
  readonly catalog: SessionCatalog
  readonly register: StatementContext['register']
  readonly range: RelationRunner['range']
}

export class StatementRunner implements RelationRunner {
  readonly range: RelationRunner['range']
  readonly #parts: SessionParts
  readonly #running = new Set<LinkedSignal>()
  readonly #prepared = new Map<string, Statement>()
  readonly #macros = new Map<string, Macro>()
  readonly #transaction: Transaction
  readonly #variables = new Map<string, Expr>()
  #closed = false

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.range = parts.range
    this.#transaction = new Transaction(parts.catalog)
  }

  async start(
    source: RelationSource,
    run: { readonly parameters: readonly unknown[]; readonly signal?: AbortSignal },
  ): Promise<RunningQuery> {
    run.signal?.throwIfAborted()
    this.#checkOpen()
    const { files, catalog, config } = this.#parts
    const warnings: string[] = []
    try {
      const bound = await source(this.#bindContext(run.parameters, warnings))
      for (const table of scannedTables(bound)) warnings.push(...files.warningsOf(table))
      return await runStatement(bound, {
        catalog,
        config,
        environment: this.#environment(),
        warnings,
        prepared: this.#prepared,
        macros: this.#macros,
        transaction: this.#transaction,
        variables: this.#variables,
        ...(run.signal && { signal: run.signal }),
        register: async (location, table, how) => {
          const name = await this.#parts.register(location, table, how)
          const entry = catalog.get(name)
          if (entry.kind === 'table') warnings.push(...files.warningsOf(entry.provider))
          return name
        },
      })
    } catch (error) {
      throw await locateError(error, this.#parts.platform)
    }
  }

  async schemaOf(source: RelationSource, parameters: readonly unknown[]): Promise<Schema> {
    const bound = await source(this.#bindContext(parameters, []))
    if (bound.kind === 'query') return bound.plan.schema
    throw new QueryError('PLAN', 'Only a query has columns; this statement is not one.')
  }

  /** `catalog`: what names mean in the query of the view, where it is not the session's own. */
  async bindView(sql: string, catalog: Catalog = this.#parts.catalog): Promise<LogicalPlan> {
    const bound = await bindStatement(onlyStatement(sql), { ...this.#bindContext([], []), catalog })
    if (bound.kind === 'query') return bound.plan
    throw new QueryError('PLAN', 'A view is made of a query: SELECT …')
  }

  int64(): Int64Rule {
    const rule = this.#parts.config.text('int64')
    return rule === 'number' || rule === 'bigint' ? rule : 'by-column'
  }

  /** Ends what runs; nothing starts any more. */
  close(): void {
    this.#closed = true
    for (const query of [...this.#running]) query.release(sessionClosed())
  }

  #checkOpen(): void {
    if (this.#closed) throw sessionClosed()
  }

  #bindContext(parameters: readonly unknown[], warnings: string[]): BindContext {
    const { catalog, functions, config } = this.#parts
    return {
      catalog,
      functions,
      parameters,
      variables: this.#variables,
      macros: this.#macros,
      prepared: { names: () => [...this.#prepared.keys()], statement: name => this.#prepared.get(name) },
      coordinateSystemCheck: config.flag('bio.coordinate_system_check'),
      zeroBased: config.flag('bio.coordinate_system_zero_based'),
      nullOrder: nullOrderOf(config),
      integerDivision: config.flag('integer_division') ? 'truncates' : 'exact',
      setOperations: config.flag('set_operation_precedence') ? 'by-precedence' : 'in-turn',
      warn: message => {
        if (!warnings.includes(message)) warnings.push(message)
      },
    }
  }

  #environment(): PlanEnvironment {
    const { functions, config, executors, platform } = this.#parts
    return {
      functions,
      batchSize: config.integer('execution.batch_size'),
      memoryLimit: config.integer('execution.memory_limit'),
      spill: { ...(platform.temporary && { store: platform.temporary }), directory: config.text('execution.temp_directory') },
      targetPartitions: executors.targetPartitions,
      optimizes: config.flag('execution.optimizer'),
      intervalJoins: intervalJoinOptions(config),
      openSequences: location => this.#parts.files.openSequences(location),
      running: this.#running,
      checkOpen: () => this.#checkOpen(),
      executorFor: bytes => executors.forBytes(bytes),
      locateError: error => locateError(error, platform),
    }
  }
}

function nullOrderOf(config: SessionConfig): NonNullable<BindContext['nullOrder']> {
  const order = config.text('default_null_order')
  return order === 'sqlite' || order === 'nulls_first' || order === 'nulls_last' ? order : 'postgres'
}

function sessionClosed(): QueryError {
  return new QueryError('EXECUTION', 'The session is closed.', {}, { reason: 'session_closed' })
}

function intervalJoinOptions(config: SessionConfig): PlanEnvironment['intervalJoins'] {
  const algorithm = config.text('bio.interval_join_algorithm')
  return {
    algorithm: algorithm === 'sweep' || algorithm === 'tree' ? algorithm : 'auto',
    lowMemory: config.flag('bio.interval_join_low_memory'),
  }
}
