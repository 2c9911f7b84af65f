/** Arrow's dictionary-encoded data: text stays a dictionary with our codes, other values are written out. */
import type { Data, Vector } from 'apache-arrow'
import { QueryError } from '../../common/errors.ts'
import { allOnes, clearBit, countBits } from '../bitmap.ts'
import type { Column } from '../column.ts'
import { concatColumns } from '../concat-columns.ts'
import type { DataType } from '../data-type.ts'
import { emptyColumn } from '../empty-column.ts'
import { NO_ROW, takeColumnOrNull } from '../take-column-or-null.ts'
import type { ArrowTarget } from './arrow-target.ts'

/** How plain data is converted: given by the caller, which converts dictionaries through this file. */
type Convert = (data: Data, target: ArrowTarget) => Column

// Casts and `!` below: the data is of Arrow's Dictionary type, so it has integer values and a dictionary.

export function dictionaryFromArrow(data: Data, target: ArrowTarget, convert: Convert): Column {
  const entryType: DataType = target.type.kind === 'dictionary' ? { kind: 'utf8' } : target.type
  const vector = data.dictionary!
  const entries = () => vectorEntries(vector, { ...target, type: entryType }, convert)
  const rows = entryRows(data, vector.length)
  if (target.type.kind !== 'dictionary') return takeColumnOrNull(entries(), rows)
  const { dictionary, table } = target.dictionaries.resolve(target.path, vector, entries)
  const column = recodeRows(rows, table)
  return { type: target.type, length: data.length, ...column, dictionary }
}

/** Dictionaries that grew by deltas have several chunks. */
function vectorEntries(vector: Vector, target: ArrowTarget, convert: Convert): Column {
  if (vector.data.length === 0) return emptyColumn(target.type)
  return concatColumns(vector.data.map(chunk => convert(chunk, { ...target, path: `${target.path}.entries` })))
}

/** The entry of each row, NO_ROW under a NULL. */
function entryRows(data: Data, numEntries: number): Uint32Array {
  const rows = new Uint32Array(data.length)
  const codes = data.values as ArrayLike<number | bigint>
  const hasNulls = data.nullCount > 0
  for (let row = 0; row < rows.length; row++) {
    if (hasNulls && !data.getValid(row)) {
      rows[row] = NO_ROW
      continue
    }
    const code = Number(codes[row])
    if (!(code >= 0 && code < numEntries)) {
      throw new QueryError('FORMAT', `Row ${row} of an Arrow dictionary column has code ${code}, but there are ${numEntries} entries.`)
    }
    rows[row] = code
  }
  return rows
}

function recodeRows(rows: Uint32Array, table: Int32Array): Pick<Column, 'values' | 'nullCount' | 'validity'> {
  const values = new Int32Array(rows.length)
  const validity = allOnes(rows.length)
  for (let row = 0; row < rows.length; row++) {
    const entry = rows[row]!
    const code = entry === NO_ROW ? -1 : table[entry]!
    if (code < 0) clearBit(validity, row)
    else values[row] = code
  }
  const nullCount = rows.length - countBits(validity, rows.length)
  return nullCount === 0 ? { values, nullCount } : { values, nullCount, validity }
}
