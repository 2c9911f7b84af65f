/** Functions of one dictionary column and constants run once per distinct text: `upper(chrom)`, `replace(chrom, 'chr', '')`. */
import type { Batch } from '../../columnar/batch.ts'
import type { Column } from '../../columnar/column.ts'
import type { Dictionary } from '../../columnar/dictionary.ts'
import { takeColumn } from '../../columnar/take-column.ts'
import { commonValidity, withValidity } from '../../kernels/boolean-column.ts'
import type { Expr } from '../expr.ts'
import { isConstant } from '../is-constant.ts'
import { typeOf } from '../type-of.ts'
import type { Compiler } from './compiler.ts'

const oneRow: Batch = { schema: { fields: [] }, numRows: 1, columns: [] }
const nullText: Column = {
  type: { kind: 'utf8' },
  length: 1,
  nullCount: 1,
  validity: new Uint8Array(1),
  offsets: new Int32Array(2),
  values: new Uint8Array(0),
}

type EvaluateCall = (args: readonly Column[], numRows: number) => Column

/** Undefined: the call is not of this form. The result is undefined for a batch of fewer rows than there are distinct texts. */
export function compileEntryCall(
  expr: Expr & { readonly kind: 'call' },
  compiler: Compiler,
  evaluate: EvaluateCall,
): ((batch: Batch) => Column | undefined) | undefined {
  const varying = expr.args.filter(arg => !isConstant(arg))
  const source = varying.length === 1 ? dictionaryOf(varying[0]) : undefined
  // Entries that no row has must not fail, and a volatile function gives another value each row.
  if (!source || !expr.safe || !expr.portable) return undefined
  const codes = compiler.compile(source)
  const args = expr.args.map(arg => (isConstant(arg) ? compiler.compile(arg) : undefined))
  // Few functions give a value for NULL, such as coalesce and concat: rows that are NULL have no entry, so such batches go by rows.
  let ofNull: Column | undefined
  const givesValueForNull = () => {
    ofNull ??= evaluate(
      args.map(arg => arg?.(oneRow) ?? nullText),
      1,
    )
    return ofNull.nullCount === 0
  }
  let known: { readonly dictionary: Dictionary; readonly size: number; readonly result: Column } | undefined
  return batch => {
    const column = codes(batch)
    const dictionary = column.dictionary! // of a dictionary column
    const { size } = dictionary
    if (size === 0 || (column.nullCount > 0 && givesValueForNull())) return undefined
    if (known?.dictionary !== dictionary || known.size !== size) {
      if (size > batch.numRows) return undefined
      const entries: Batch = { schema: { fields: [] }, numRows: size, columns: [] }
      const result = evaluate(
        args.map(arg => arg?.(entries) ?? dictionary.values()),
        size,
      )
      known = { dictionary, size, result }
    }
    const values = column.values as Int32Array // codes
    const result = takeColumn(known.result, new Uint32Array(values.buffer, values.byteOffset, column.length))
    return column.validity ? withValidity(result, commonValidity([result, column], column.length)) : result
  }
}

/** The dictionary column under the cast to text that functions ask for. */
function dictionaryOf(arg: Expr | undefined): Expr | undefined {
  if (arg?.kind !== 'cast' || arg.to.kind !== 'utf8') return undefined
  return typeOf(arg.operand).kind === 'dictionary' ? arg.operand : undefined
}
