/** A result in the form .slt files hold it: one line a row, values joined by one blank, sorted as the record asks. */

import { oneLine } from '../../src/cli/print/one-line.ts'
import { textRows } from '../../src/cli/print/text-rows.ts'
import type { Batch } from '../../src/columnar/batch.ts'
import type { DataType } from '../../src/columnar/data-type.ts'
import type { Schema } from '../../src/columnar/schema.ts'
import type { SltSort } from './slt-record.ts'

export interface SltResult {
  readonly types: string
  readonly lines: readonly string[]
}

export function formatResult(schema: Schema, batches: readonly Batch[], sort: SltSort): SltResult {
  const types = schema.fields.map(field => typeLetter(field.type)).join('')
  const rows = batches.flatMap(batch => [...textRows(batch)])
  if (isPlan(schema)) return { types, lines: rows.flatMap(row => [row[0] ?? '', ...(row[1] ?? '').split('\n')]).map(withoutTimes) }
  const values = rows.map(row => row.map(value => (value === '' ? '(empty)' : oneLine(value))))
  if (sort === 'valuesort') return { types, lines: values.flat().sort(byCodeUnits) }
  const lines = values.map(row => row.join(' '))
  return { types, lines: sort === 'rowsort' ? lines.sort(byCodeUnits) : lines }
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** EXPLAIN gives texts of many lines; they are written as they are. */
function isPlan(schema: Schema): boolean {
  return schema.fields.length === 2 && schema.fields[0]?.name === 'plan_type' && schema.fields[1]?.name === 'plan'
}

/** EXPLAIN ANALYZE: times differ from run to run. */
function withoutTimes(line: string): string {
  return line.replace(/\b(time|elapsed)=[\d.]+ ?(ns|µs|us|ms|s)\b/g, '$1=…')
}

function typeLetter(type: DataType): string {
  switch (type.kind) {
    case 'boolean':
      return 'B'
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64':
    case 'uint8':
    case 'uint16':
    case 'uint32':
    case 'uint64':
      return 'I'
    case 'float32':
    case 'float64':
    case 'decimal':
      return 'R'
    default:
      return 'T'
  }
}
