/** SHOW TABLES, SHOW FUNCTIONS, SHOW ALL and SHOW option. */
import type { Batch } from '../columnar/batch.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import { batchOf, TEXT } from './batch-of.ts'
import type { SessionCatalog } from './session-catalog.ts'
import { findOption, type SessionConfig } from './session-config.ts'
import { sessionOptions } from './session-options.ts'

export function showTables(catalog: SessionCatalog): Batch {
  const entries = catalog.entries().map(entry => ({
    name: entry.name,
    type: entry.kind,
    format: entry.kind === 'table' ? (entry.source?.format ?? 'memory') : null,
    location: entry.kind === 'table' ? (entry.source?.location ?? null) : null,
  }))
  return batchOf({
    table_name: { type: TEXT, values: entries.map(entry => entry.name) },
    table_type: { type: TEXT, values: entries.map(entry => entry.type) },
    format: { type: TEXT, values: entries.map(entry => entry.format) },
    location: { type: TEXT, values: entries.map(entry => entry.location) },
  })
}

/** Scalar, aggregate, window and table functions by name. */
export function showFunctions(functions: FunctionRegistry, catalog: SessionCatalog): Batch {
  const rows = [...functions.names(), ...catalog.tableFunctionNames()].sort().flatMap(name => {
    const kinds = [functions.scalar(name), functions.aggregate(name), functions.window(name)].filter(found => found !== undefined)
    const tableFunction = catalog.tableFunction(name)
    return [
      ...kinds.map(found => ({ name, kind: found.kind as string, summary: found.summary, example: found.example })),
      ...(tableFunction ? [{ name, kind: 'table', summary: tableFunction.summary, example: tableFunction.example }] : []),
    ]
  })
  return batchOf({
    function_name: { type: TEXT, values: rows.map(row => row.name) },
    function_type: { type: TEXT, values: rows.map(row => row.kind) },
    summary: { type: TEXT, values: rows.map(row => row.summary) },
    example: { type: TEXT, values: rows.map(row => row.example) },
  })
}

export function showAll(config: SessionConfig): Batch {
  return batchOf({
    name: { type: TEXT, values: sessionOptions.map(option => option.name) },
    value: { type: TEXT, values: sessionOptions.map(option => config.text(option.name)) },
    description: { type: TEXT, values: sessionOptions.map(option => option.description) },
  })
}

export function showOption(config: SessionConfig, name: string): Batch {
  return batchOf({
    name: { type: TEXT, values: [findOption(name).name] },
    value: { type: TEXT, values: [config.text(name)] },
  })
}
