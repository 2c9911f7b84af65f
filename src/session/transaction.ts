/** BEGIN, COMMIT and ROLLBACK of a session: what ROLLBACK brings back are the names of the catalog and the rows of the memory tables. */
import { QueryError } from '../common/errors.ts'
import { memoryTableOf } from './memory-table-of.ts'
import type { SessionCatalog } from './session-catalog.ts'

export class Transaction {
  readonly #catalog: SessionCatalog
  #undo: (() => void) | undefined

  constructor(catalog: SessionCatalog) {
    this.#catalog = catalog
  }

  run(action: 'begin' | 'commit' | 'rollback'): void {
    if (action === 'begin') {
      if (this.#undo) throw new QueryError('EXECUTION', 'A transaction is running already. COMMIT or ROLLBACK ends it.')
      this.#undo = snapshot(this.#catalog)
      return
    }
    if (!this.#undo)
      throw new QueryError('EXECUTION', `No transaction is running that ${action.toUpperCase()} could end. BEGIN starts one.`)
    if (action === 'rollback') this.#undo()
    this.#undo = undefined
  }
}

/** Rows are not copied: memory tables keep lists of batches that never change. */
function snapshot(catalog: SessionCatalog): () => void {
  const tables = catalog.entries().flatMap(entry => (entry.kind === 'table' ? (memoryTableOf(entry.provider) ?? []) : []))
  const undo = [catalog.snapshot(), ...tables.map(table => table.snapshot())]
  return () => {
    for (const each of undo) each()
  }
}
