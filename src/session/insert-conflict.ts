/** INSERT of rows whose keys the table may have: which of them come in, and which rows that are there give way or change. */
import type { Batch } from '../columnar/batch.ts'
import { concatBatches } from '../columnar/concat-batches.ts'
import { takeBatch } from '../columnar/take-batch.ts'
import { QueryError } from '../common/errors.ts'
import type { TableKey } from './table-key.ts'

export type ConflictRule = { readonly columns: readonly string[] } & (
  | { readonly action: 'replace' | 'ignore' }
  /** Of rows that are there and rows that were to come, side by side: which of them change, and to what. */
  | {
      readonly action: 'update'
      readonly merge: (existing: Batch, excluded: Batch) => { readonly rows: Batch; readonly changing: Uint32Array }
    }
)

export interface ConflictOutcome {
  /** All rows of the table afterwards. */
  readonly after: Batch
  /** The rows that came in or changed. */
  readonly touched: Batch
}

/** `before` and `added` have the table's columns; the keys hold those of `before`, by row, and are rebuilt by the caller. */
export function resolveConflicts(before: Batch, added: Batch, keys: readonly TableKey[], rule: ConflictRule): ConflictOutcome {
  const meant = keys.filter(key => rule.columns.length === 0 || sameColumns(key.columns.columns, rule.columns))
  if (meant.length === 0 && rule.columns.length > 0) {
    throw new QueryError('PLAN', `ON CONFLICT (${rule.columns.join(', ')}) names no key of the table.`)
  }
  const all = concatBatches(before.schema, [before, added])
  switch (rule.action) {
    case 'ignore':
      return ignoreRows(all, before.numRows, meant)
    case 'replace':
      return replaceRows(all, before.numRows, keys)
    case 'update':
      return updateRows(all, before.numRows, { keys: meant, merge: rule.merge })
  }
}

function ignoreRows(all: Batch, first: number, keys: readonly TableKey[]): ConflictOutcome {
  const kept: number[] = []
  for (let row = first; row < all.numRows; row++) {
    const texts = keys.map(key => key.textOf(all, row))
    if (keys.some((key, i) => rowOf(key, texts[i]) !== undefined)) continue
    keys.forEach((key, i) => {
      setRow(key, texts[i], row)
    })
    kept.push(row)
  }
  return outcome(all, [...upTo(first), ...kept], kept)
}

function replaceRows(all: Batch, first: number, keys: readonly TableKey[]): ConflictOutcome {
  const gone = new Set<number>()
  for (let row = first; row < all.numRows; row++) {
    for (const key of keys) {
      const other = rowOf(key, key.textOf(all, row))
      if (other === undefined) continue
      gone.add(other)
      for (const each of keys) {
        const text = each.textOf(all, other)
        if (text !== undefined) each.delete(text)
      }
    }
    for (const key of keys) setRow(key, key.textOf(all, row), row)
  }
  const stay = (row: number) => !gone.has(row)
  return outcome(all, upTo(all.numRows).filter(stay), upTo(all.numRows).slice(first).filter(stay))
}

type Merge = Extract<ConflictRule, { readonly action: 'update' }>['merge']

function updateRows(
  all: Batch,
  first: number,
  { keys, merge }: { readonly keys: readonly TableKey[]; readonly merge: Merge },
): ConflictOutcome {
  const existing: number[] = []
  const excluded: number[] = []
  const fresh: number[] = []
  const seen = new Set<number>()
  for (let row = first; row < all.numRows; row++) {
    const texts = keys.map(key => key.textOf(all, row))
    const other = keys.map((key, i) => rowOf(key, texts[i])).find(found => found !== undefined)
    if (other === undefined) {
      fresh.push(row)
      keys.forEach((key, i) => {
        setRow(key, texts[i], row)
      })
      continue
    }
    if (other >= first || seen.has(other)) throw new QueryError('EXECUTION', 'ON CONFLICT DO UPDATE would change one row twice.')
    seen.add(other)
    existing.push(other)
    excluded.push(row)
  }
  const merged = merge(takeBatch(all, Uint32Array.from(existing)), takeBatch(all, Uint32Array.from(excluded)))
  const withMerged = concatBatches(all.schema, [all, merged.rows])
  const place = new Map([...merged.changing].map((pair, i) => [existing[pair], all.numRows + i]))
  return outcome(withMerged, [...upTo(first).map(row => place.get(row) ?? row), ...fresh], [...place.values(), ...fresh])
}

function outcome(all: Batch, after: readonly number[], touched: readonly number[]): ConflictOutcome {
  return { after: takeBatch(all, Uint32Array.from(after)), touched: takeBatch(all, Uint32Array.from(touched)) }
}

function rowOf(key: TableKey, text: string | undefined): number | undefined {
  return text === undefined ? undefined : key.rowOf(text)
}

function setRow(key: TableKey, text: string | undefined, row: number): void {
  if (text !== undefined) key.set(text, row)
}

function upTo(end: number): readonly number[] {
  return Array.from({ length: end }, (_, row) => row)
}

function sameColumns(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every(name => b.includes(name))
}
